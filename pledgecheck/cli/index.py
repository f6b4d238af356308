"""`pledgecheck index build | add | query | describe | purge`: this year against the past without its texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from pledgecheck.earlier import QueryResult
    from pledgecheck.index import Outcome
    from pledgecheck.readers import ReadFailure, Skipped

app = typer.Typer(
    name="index",
    help="Kho các năm trước, không giữ lời văn. (An index of earlier years, without their words.)",
    no_args_is_help=True,
)
Manifest = Annotated[
    list[Path] | None, typer.Option("--manifest", help="bảng kê / manifest", metavar="FILE")
]
IndexFile = Annotated[
    Path, typer.Option("--index", "-i", help="tệp kho / the index", metavar="FILE", dir_okay=False)
]
Key = Annotated[
    Path | None,
    typer.Option("--key", help="tệp khóa; mặc định cạnh kho / key file, beside the index", metavar="FILE"),
]
INDEX = Path("pledgecheck.index")


@app.command()
def build(
    paths: options.Paths = None,
    manifest: Manifest = None,
    index: IndexFile = INDEX,
    key: Key = None,
    keep_passages: Annotated[
        bool, typer.Option("--keep-passages", help="giữ cả lời văn của cam kết / keep the words too")
    ] = False,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> int:
    """Tạo kho mới từ các bản đã có; bản nào để ngoài thì nêu lý do. (Build a new index; says what it leaves out.)"""
    from pledgecheck import index as indexes
    from pledgecheck.cli.files import given

    made = _checker(config, lang, rules)
    done = indexes.build(
        index, made, given(paths, manifest), key=key, keep_words=keep_passages, jobs=jobs,
        cache=_cache(no_cache),
    )
    return _written(done, index, made.config.lang, quiet)


@app.command()
def add(
    paths: options.Paths = None,
    manifest: Manifest = None,
    index: IndexFile = INDEX,
    key: Key = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> int:
    """Thêm vào kho; bản cùng mã, cùng năm thì thay. (Add to the index; says what it leaves out.)"""
    from pledgecheck import index as indexes
    from pledgecheck.cli.files import given

    made = _checker(config, lang, rules)
    done = indexes.add(
        index, made, given(paths, manifest), key=key, jobs=jobs, cache=_cache(no_cache)
    )
    return _written(done, index, made.config.lang, quiet)


@app.command()
def query(
    paths: options.Paths = None,
    manifest: Manifest = None,
    index: IndexFile = INDEX,
    key: Key = None,
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="terminal | json")
    ] = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
) -> int:
    """So các bản với kho: đoạn nào đã có ở năm trước. (What stands in earlier years.)"""
    from pledgecheck import index as indexes
    from pledgecheck.cli.files import given
    from pledgecheck.cli.output import OK, WRONG, tell, tell_all_left, writer
    from pledgecheck.errors import UsageError
    from pledgecheck.readers import ReadFailure

    _check_format(output_format)
    made = _checker(config, lang, rules)
    lang = made.config.lang
    failures: list[ReadFailure] = []
    left: list[ReadFailure | Skipped] = []

    def results() -> Iterator[QueryResult]:
        entries = given(paths, manifest)
        for each in indexes.query(index, made, entries, key=key, jobs=jobs, cache=_cache(no_cache), left=left):
            if isinstance(each, ReadFailure):
                failures.append(each)
                tell(each.path, each.error)
            else:
                yield each

    found = results()
    first = next(found, None)
    if first is None and not failures and not left:
        raise UsageError("không tìm thấy bản nào để xem.", "nothing found to check.")
    with writer(output) as out:
        _write(out, output_format, first, found, failures, left, lang)
    tell_all_left(left, lang)
    return WRONG if failures else OK


@app.command()
def describe(
    index: IndexFile = INDEX,
    key: Key = None,
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="terminal | json")
    ] = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
) -> int:
    """Kho có gì, không có gì. (What the index holds and what it does not.)"""
    import json

    from pledgecheck.cli.output import OK, writer
    from pledgecheck.index import describe as look
    from pledgecheck.model import dump

    _check_format(output_format)
    found = look(index, key)
    english = options.configuration(config, lang=lang).lang == "en"
    with writer(output) as out:
        if output_format == "json":
            out.write(json.dumps({"version": 1, "index": dump(found)}, ensure_ascii=False, indent=1) + "\n")
            return OK
        years = ", ".join(f"{year}: {count}" for year, count in found.years.items())
        words = found.keeps_words
        if english:
            out.write(
                f"{found.path}: {found.entries} pledges ({years}), {found.megabytes} MB\n"
                f"key: {found.key} (keep it apart; who holds it can guess common words)\n"
                "holds: ids and years as given; author and unit as pseudonyms; keyed hashes of the words of "
                "commitments with their places\n"
                f"words of commitments: {'kept' if words else 'not kept'}\n"
            )
        else:
            out.write(
                f"{found.path}: {found.entries} bản ({years}), {found.megabytes} MB\n"
                f"khóa: {found.key} (giữ riêng; ai có khóa thì đoán được các từ thông dụng)\n"
                "có: mã bản và năm như đã ghi; người và đơn vị dưới dạng bí danh; mã băm có khóa của từng tiếng "
                "trong nội dung cam kết và vị trí\n"
                f"lời văn cam kết: {'có giữ' if words else 'không giữ'}\n"
            )
    return OK


@app.command()
def purge(
    index: IndexFile = INDEX,
    year: Annotated[
        list[int] | None, typer.Option("--year", help="xóa các bản của năm này / of this year", metavar="N")
    ] = None,
    id: Annotated[
        list[str] | None, typer.Option("--id", help="xóa bản có mã này / of this id", metavar="ID")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="xóa cả kho và khóa / the index and its key")] = False,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    quiet: options.Quiet = False,
) -> int:
    """Xóa khỏi kho, ghi đè chỗ đã xóa. (Remove from the index; what is removed is overwritten.)"""
    from pledgecheck.cli.output import OK, say
    from pledgecheck.errors import UsageError
    from pledgecheck.index import purge as remove

    if not (year or id or all):
        raise UsageError("cần --year, --id hoặc --all.", "--year, --id or --all is needed.")
    english = options.configuration(config, lang=lang).lang == "en"
    count = remove(index, years=year or (), ids=id or (), all=all)
    if not quiet:
        say(f"{count} pledges removed" if english else f"đã xóa {count} bản")
    return OK


# ---------------------------------------------------------------- shared
def _checker(config: Path | None, lang: str | None, rules: list[Path] | None) -> Any:
    return options.checker(options.configuration(config, lang=lang, rules=rules))


def _cache(no_cache: bool) -> Any:
    from pledgecheck.cli import habits

    return habits.cache(no_cache)


def _written(done: Outcome, index: Path, lang: str, quiet: bool) -> int:
    """Says what is not in the index, and how many are. Files that are no pledges go without saying when quiet."""
    from pledgecheck.cli.output import OK, WRONG, say, tell_all_left

    left = [*done.failures, *done.left]
    tell_all_left(left, lang, quiet)
    if not done.entries:
        stays = index.exists()
        if lang == "en":
            say(f"{index}: nothing written" + ("; it stays as it was" if stays else ""))
        else:
            say(f"{index}: không có bản nào ghi được" + ("; kho giữ nguyên như cũ" if stays else ""))
        return WRONG
    if not quiet:
        if lang == "en":
            outside = f"; {len(left)} left out, for the reasons above" if left else ""
            say(f"{index}: {done.entries} pledges written{outside}")
        else:
            outside = f"; để ngoài {len(left)}, lý do ghi ở trên" if left else ""
            say(f"{index}: đã ghi {done.entries} bản{outside}")
    return WRONG if done.failures else OK


def _check_format(name: str) -> None:
    from pledgecheck.errors import UsageError

    if name not in ("terminal", "json"):
        raise UsageError(
            f"không có định dạng “{name}”. Có: terminal, json.",
            f"there is no format “{name}”. Known: terminal, json.",
        )


def _write(
    out: TextIO,
    output_format: str,
    first: QueryResult | None,
    rest: Iterable[QueryResult],
    failures: list[ReadFailure],
    left: list[ReadFailure | Skipped],
    lang: str,
) -> None:
    import json
    from itertools import chain

    from pledgecheck.model import dump

    found = chain([first] if first is not None else [], rest)
    if output_format == "terminal":
        for each in found:
            _lines(out, each, lang == "en")
        return
    out.write('{"version": 1, "queries": [')
    for at, each in enumerate(found):
        out.write(("," if at else "") + "\n" + json.dumps(dump(each), ensure_ascii=False))
    errors = [
        {"path": one.path, "code": one.error.code, "message": one.error.en if lang == "en" else one.error.vi}
        for one in failures
    ]
    aside = [{"path": one.path, "message": one.describe(lang)} for one in left]
    out.write(f'\n], "left": {json.dumps(aside, ensure_ascii=False)}, ')
    out.write(f'"errors": {json.dumps(errors, ensure_ascii=False)}}}\n')


def _lines(out: TextIO, result: QueryResult, english: bool) -> None:
    names = {"previous": "own" if english else "của mình", "peer": "another's" if english else "của người khác"}
    for id in result.unknown:
        lost = "is named and not in the index" if english else "được nêu là bản năm trước, không có trong kho"
        out.write(f"{result.id}: {id} {lost}\n")
    sources = [source for source in result.sources if source.passages]
    if not sources:
        out.write(f"{result.id}: {'nothing in earlier years' if english else 'không giống bản cũ nào'}\n")
    for source in sources:
        year = "" if source.year is None else f" ({source.year})"
        passages = "passages" if english else "đoạn"
        out.write(
            f"{result.id}: {source.share:.0%} {'stands in' if english else 'giống'} {source.id}{year}, "
            f"{names.get(source.relation, '')}, {len(source.passages)} {passages}\n"
        )
