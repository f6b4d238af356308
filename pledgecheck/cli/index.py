"""`pledgecheck index build | add | query | describe | purge`: this year against the past without its texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from pledgecheck.audit import Entry
    from pledgecheck.index import QueryResult
    from pledgecheck.readers import ReadFailure

app = typer.Typer(
    name="index",
    help="Kho các năm trước, không giữ lời văn. (An index of earlier years, without their words.)",
    no_args_is_help=True,
)
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH…", help="thư mục, tệp / folders, files")
]
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
    paths: Paths = None,
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
    """Tạo kho mới từ các bản đã có. (Build a new index.)"""
    from pledgecheck import index as indexes

    made = _checker(config, lang, rules)
    done = indexes.build(
        index, made, _given(paths, manifest), key=key, keep_words=keep_passages, jobs=jobs,
        cache=_cache(no_cache),
    )
    return _written(done.entries, done.failures, index, made.config.lang, quiet)


@app.command()
def add(
    paths: Paths = None,
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
    """Thêm vào kho; bản cùng mã, cùng năm thì thay. (Add to the index.)"""
    from pledgecheck import index as indexes

    made = _checker(config, lang, rules)
    given = _given(paths, manifest)
    done = indexes.add(index, made, given, key=key, jobs=jobs, cache=_cache(no_cache))
    return _written(done.entries, done.failures, index, made.config.lang, quiet)


@app.command()
def query(
    paths: Paths = None,
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
    from pledgecheck.cli.output import OK, WRONG, tell, writer
    from pledgecheck.errors import UsageError
    from pledgecheck.readers import ReadFailure

    _check_format(output_format)
    made = _checker(config, lang, rules)
    lang = made.config.lang
    failures: list[ReadFailure] = []

    def results() -> Iterator[QueryResult]:
        given = _given(paths, manifest)
        for each in indexes.query(index, made, given, key=key, jobs=jobs, cache=_cache(no_cache)):
            if isinstance(each, ReadFailure):
                failures.append(each)
                tell(each.path, each.error)
            else:
                yield each

    found = results()
    first = next(found, None)
    if first is None and not failures:
        raise UsageError("không tìm thấy bản nào để xem.", "nothing found to check.")
    with writer(output) as out:
        _write(out, output_format, first, found, failures, lang)
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


def _given(paths: list[Path] | None, manifest: list[Path] | None) -> Iterator[Entry]:
    """The pledges of manifests and folders, one after the other."""
    from itertools import chain

    from pledgecheck.errors import UsageError
    from pledgecheck.readers import iter_manifest, walk

    if not paths and not manifest:
        raise UsageError("cần thư mục, tệp hoặc --manifest.", "a folder, a file or --manifest is needed.")
    sources: list[Iterable[Entry]] = [iter_manifest(each) for each in manifest or ()]
    if paths:
        sources.append(walk(paths))
    return chain.from_iterable(sources)


def _written(
    count: int, failures: Iterable[ReadFailure], index: Path, lang: str, quiet: bool
) -> int:
    from pledgecheck.cli.output import OK, WRONG, say, tell

    wrong = False
    for failed in failures:
        wrong = True
        tell(failed.path, failed.error)
    if not quiet:
        say(f"{index}: {count} pledges written" if lang == "en" else f"{index}: đã ghi {count} bản")
    return WRONG if wrong else OK


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
    out.write(f'\n], "errors": {json.dumps(errors, ensure_ascii=False)}}}\n')


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
