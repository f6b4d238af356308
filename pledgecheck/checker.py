"""The public way in: a Checker judges pledges by its configuration and rule packs."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pledgecheck.config import Config
from pledgecheck.errors import ManyPledgesError, UnknownNameError, UsageError, did_you_mean
from pledgecheck.judging import Draft, Judge, Other, is_sensitive
from pledgecheck.kinds.overlap import Overlapping
from pledgecheck.model import Pledge, Report, Theme
from pledgecheck.packs.files import read_yaml
from pledgecheck.packs.kept import rulebook
from pledgecheck.packs.loader import RulePack
from pledgecheck.packs.resolve import Rulebook
from pledgecheck.packs.schema import Template, ThemesFile
from pledgecheck.themes.catalogue import themes_by_id
from pledgecheck.validation import sentences, validated

if TYPE_CHECKING:
    from pledgecheck.audit import Audit, Entry, Progress
    from pledgecheck.cache.store import Cache

Source = str | Path | bytes | Pledge
_FIELDS = ("id", "kind", "year", "author", "role", "duties", "unit", "province")


class Checker:
    """Judges pledges. Immutable, usable from many threads, picklable for workers.

    packs: rule packs (or folders) besides those that come with pledgecheck, are installed as packages or
    named in the configuration; one with the id of an earlier pack takes its place.
    compiled: a folder in which the compiled rules are kept from one process to the next (the programs of
    pledgecheck use `own_folder.default_folder()`); None: nothing is read or written besides the rules.
    """

    __slots__ = ("_config", "_judge", "_lock", "_rulebook")
    _config: Config
    _rulebook: Rulebook
    _judge: Judge | None
    _lock: threading.Lock

    def __init__(
        self,
        *,
        config: Config | None = None,
        packs: Sequence[RulePack | Path | str] = (),
        compiled: Path | None = None,
    ) -> None:
        settings = config or Config()
        object.__setattr__(self, "_config", settings)
        object.__setattr__(self, "_rulebook", rulebook(settings.rules, packs, compiled))
        object.__setattr__(self, "_judge", None)
        object.__setattr__(self, "_lock", threading.Lock())
        object.__setattr__(self, "_judge", self._compile())

    def _compile(self, themes: Iterable[Theme] = ()) -> Judge:
        config = self._config
        templates: Iterable[Template] = ()
        if config.template_files or config.plan_files:
            from pledgecheck.templates import templates_from_files

            templates = templates_from_files(config.template_files, config.plan_files)
        return Judge(
            self._rulebook, config, (*themes_from_files(config.theme_files), *themes), templates
        )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Checker cannot be changed; make a new one")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        return {"_config": self._config, "_rulebook": self._rulebook}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_judge", None)
        object.__setattr__(self, "_lock", threading.Lock())

    def __repr__(self) -> str:
        packs = ", ".join(f"{pack.id} {pack.version}" for pack in self.packs)
        return f"Checker({packs})"

    @property
    def config(self) -> Config:
        """The settings in force."""
        return self._config

    @property
    def rulebook(self) -> Rulebook:
        """The rule packs in use, merged."""
        return self._rulebook

    @property
    def packs(self) -> tuple[RulePack, ...]:
        """The rule packs in use, in order."""
        return self._rulebook.packs

    @property
    def themes(self) -> dict[str, Theme]:
        """All themes known, by id."""
        return {theme.id: theme for theme in self.judge.themes}

    def sensitive(self, report: Report) -> bool:
        """Whether the author's post is one whose numbers, places, hours and names are never asked for."""
        return is_sensitive(self._rulebook.lexicon, report.role, report.unit)

    @property
    def judge(self) -> Judge:
        """What judges, compiled (again after unpickling, once)."""
        if self._judge is None:
            with self._lock:
                if self._judge is None:
                    object.__setattr__(self, "_judge", self._compile())
        assert self._judge is not None
        return self._judge

    def check(
        self,
        source: Source,
        *,
        name: str | None = None,
        previous: Sequence[Source] = (),
        peers: Sequence[Source] = (),
        theme: Theme | str | Path | Sequence[Theme | str | Path] = (),
        cache: Cache | None = None,
        **fields: Any,
    ) -> Report:
        """Judge one pledge: a str is text, a Path a file, bytes need name=, or a Pledge.

        previous: the author's earlier pledges; peers: other people's; theme: ids, Theme objects or YAML
        files; fields: id, kind, year, author, role, duties, unit, province.
        """
        judge, ids = self._with_themes(theme)
        if ids:
            fields["theme"] = ids
        pledge = _complete(_pledge(source, name), fields)
        drafted = cache.of(judge).draft if cache is not None else judge.draft
        draft = drafted(pledge)
        earlier = [drafted(_numbered(_pledge(each), "previous", at)) for at, each in enumerate(previous, 1)]
        others = [drafted(_numbered(_pledge(each), "peer", at)) for at, each in enumerate(peers, 1)]
        before = [Other(e.pledge.id, e.pledge.year, e.copyable) for e in earlier if e.copyable is not None]
        sources = [*judge.previous(draft, before), *judge.peers(draft, others)]
        found = _overlaps(judge, draft, others)
        return judge.finish(draft, sources, compared=bool(before), overlaps=found)

    def audit(
        self,
        pledges: Iterable[Entry],
        jobs: int = 1,
        *,
        progress: Progress | None = None,
        cache: Cache | None = None,
    ) -> Audit:
        """Judge many pledges together: copies between people, years and units come to light.

        Takes Pledges and what `read_manifest` or the folder reader yield; unreadable ones are listed in
        `errors`, never raised. cache: where judged pledges are kept, so that an interrupted audit goes on.
        """
        if jobs < 1:
            raise UsageError("jobs phải từ 1 trở lên.", "jobs must be at least 1.")
        from pledgecheck.audit import run

        return run(self, pledges, jobs, progress, cache)

    def draft(self, source: Source, **fields: Any) -> Draft:
        """A pledge judged by itself, for tools that look inside."""
        return self.judge.draft(_complete(_pledge(source), fields))

    def with_rulebook(self, rulebook: Rulebook, config: Config | None = None) -> Checker:
        """A checker with this rulebook (and configuration), for tools that try a rule or a limit."""
        made = object.__new__(Checker)
        made.__setstate__({"_config": config or self._config, "_rulebook": rulebook})
        return made

    def themes_known(self, theme: Sequence[Theme | str | Path]) -> None:
        """Raise UnknownNameError (with a did-you-mean) for a theme that does not exist."""
        judge, ids = self._with_themes(theme)
        themes_by_id(judge.themes, (*self._config.themes, *ids))

    def _with_themes(
        self, theme: Theme | str | Path | Sequence[Theme | str | Path]
    ) -> tuple[Judge, tuple[str, ...]]:
        given = [theme] if isinstance(theme, (Theme, str, Path)) else list(theme)
        extra = [each for each in given if isinstance(each, Theme)]
        ids: list[str] = []
        for each in given:
            if isinstance(each, Path):
                found = themes_from_files([each])
                extra += found
                ids += [one.id for one in found]
            else:
                ids.append(each.id if isinstance(each, Theme) else each)
        return (self._compile(extra) if extra else self.judge), tuple(ids)


def _overlaps(judge: Judge, draft: Draft, others: Sequence[Draft]) -> tuple[Overlapping, ...]:
    """What a pledge and its peers both register; a peer that names no unit or year is of the same."""
    if not others:
        return ()
    from pledgecheck.comparing import seen

    all_of = {draft.pledge.id: draft}
    for other in others:
        pledge = other.pledge
        here = {"unit": pledge.unit or draft.pledge.unit, "year": pledge.year or draft.pledge.year}
        all_of[pledge.id] = replace(other, pledge=pledge.model_copy(update=here))
    sides = {id: each.copyable.peer_side() for id, each in all_of.items() if each.copyable is not None}
    known = [each for each in map(judge.registered, all_of.values()) if each is not None]
    found = judge.overlaps(known, sides.__getitem__)
    return seen([fact for fact in found if draft.pledge.id in (fact.a.id, fact.b.id)], draft.pledge.id)


def themes_from_files(paths: Iterable[Path]) -> list[Theme]:
    """The themes in YAML files of the layout of a pack's themes/*.yaml, or holding one theme."""
    found: list[Theme] = []
    for path in paths:
        data = read_yaml(path)
        if isinstance(data, dict) and "themes" not in data:
            data = {"themes": [data]}
        found += validated(ThemesFile, data, UsageError, path=str(path)).themes
    return found


def _pledge(source: Source, name: str | None = None) -> Pledge:
    if isinstance(source, Pledge):
        return source
    if isinstance(source, str):
        text = source.replace("\r\n", "\n").replace("\r", "\n")
        return Pledge(text=text, source=name or "")
    from pledgecheck.readers import read

    if isinstance(source, bytes):
        if name is None:
            raise UsageError(
                'bytes cần thêm name=, ví dụ name="ban-cam-ket.docx".',
                'bytes need name=, for example name="pledge.docx".',
            )
        found = read(source, name=name)
    elif isinstance(source, Path):
        found = read(source)
    else:
        raise UsageError(
            "cần str (nội dung), Path (tệp), bytes hoặc Pledge.",
            "a str (text), Path (file), bytes or Pledge is needed.",
        )
    if len(found) != 1:
        raise ManyPledgesError(
            f"tệp có {len(found)} bản; hãy dùng pledgecheck.read() rồi Checker.audit(), hoặc lệnh `audit`.",
            f"the file holds {len(found)} pledges; use pledgecheck.read() with Checker.audit(), or `audit`.",
            path=str(name or source) if not isinstance(source, bytes) else name or "",
        )
    return found[0]


def _complete(pledge: Pledge, fields: dict[str, Any]) -> Pledge:
    """The pledge with the fields that the caller names."""
    for name in fields:
        if name not in (*_FIELDS, "theme"):
            vi, en = did_you_mean(name, _FIELDS)
            raise UnknownNameError(f"không có thông tin “{name}”.{vi}", f"there is no field “{name}”.{en}")
    given = {name: value for name, value in fields.items() if value is not None}
    if not given:
        return pledge
    try:
        whole = Pledge.model_validate({**pledge.model_dump(), **given})
    except ValidationError as problem:
        raise UsageError(*sentences(problem, Pledge)) from None
    return whole.with_layout(pledge.layout)


def _numbered(pledge: Pledge, stem: str, at: int) -> Pledge:
    return pledge if pledge.id else pledge.model_copy(update={"id": f"{stem}-{at}"})


@cache
def default_checker() -> Checker:
    """The checker behind `pledgecheck.check`: no configuration file, the rules that are installed."""
    return Checker()


def check(source: Source, **fields: Any) -> Report:
    """Judge one pledge with the default configuration; see Checker.check."""
    return default_checker().check(source, **fields)
