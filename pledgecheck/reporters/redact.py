"""Names and numbers of people taken out of what is shown. Texts keep their length, so that spans still fit.

Taken out: authors (of all pledges that are shown together, in each other's texts too), names where a form
asks for them, their short forms, people named behind "đồng chí", "ông", "chị" …, signatures, numbers of
identity papers, Party cards and telephones. What it cannot know: a nickname, or a person described without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath

from pledgecheck.model import Commitment, Copying, Finding, Report, Slot
from pledgecheck.readers.formats import SUFFIXES
from pledgecheck.reporters.redact_words import Span, called, endings, known, labelled, mentioned, numbers, plain
from pledgecheck.text.lexicon import Lexicon

_BLOCK = "█"


class Redactor:
    """Codes for names and ids, blocks for numbers; the same name gets the same code.

    lexicon: what names and honorifics look like, so that people who are only mentioned are found too.
    """

    __slots__ = ("_everybody", "_lexicon", "_people", "_pledges", "_short")

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon
        self._people: dict[str, str] = {}
        self._pledges: dict[str, str] = {}
        self._everybody: set[tuple[str, ...]] = set()
        self._short: set[tuple[str, ...]] = set()  # how they are called for short

    def meet(self, name: str | None) -> None:
        """Somebody whose name is to be taken out of all texts from now on."""
        words = plain(name or "")
        if len(words) > 1:
            self._everybody.add(words)
            self._short.update(endings(words))

    def person(self, name: str | None, lang: str = "vi") -> str | None:
        """The code of a person."""
        if not name:
            return None
        label = "Person" if lang == "en" else "Người"
        return self._people.setdefault(" ".join(name.split()).casefold(), f"{label} {len(self._people) + 1}")

    def pledge(self, id: str) -> str:
        """The code of a pledge: ids are often made of names."""
        return self._pledges.setdefault(id, f"B{len(self._pledges) + 1:04}")

    def file(self, path: str) -> str:
        """A file without its name, which often is a person's."""
        code = self._pledges.setdefault(f"\0{path}", f"B{len(self._pledges) + 1:04}")
        suffix = PurePath(path).suffix
        return code + suffix if suffix.lower() in SUFFIXES else code  # what else follows a dot may be a name

    def text(self, text: str, names: Iterable[str | None] = ()) -> str:
        """The text with numbers and names blocked out, as long as before."""
        out = list(text)
        for start, end in self._spans(text, names):
            out[start:end] = [c if c.isspace() else _BLOCK for c in text[start:end]]
        return "".join(out)

    def _spans(self, text: str, names: Iterable[str | None]) -> Iterator[Span]:
        yield from numbers(text)
        here = set(self._everybody)
        here |= {words for name in names if len(words := plain(name or "")) > 1}
        for start, end in labelled(text):
            yield start, end
            words = plain(text[start:end])
            if len(words) > 1:
                here.add(words)
        yield from known(text, here)
        if self._lexicon is not None:
            yield from mentioned(text, self._lexicon)
            short = {end for name in here - self._everybody for end in endings(name)}
            yield from called(text, (self._short, short), self._lexicon)

    def report(self, report: Report, text: str | None, lang: str) -> tuple[Report, str | None]:
        """The report and its text without names and numbers of people; every span still fits."""
        shown = None if text is None else self.text(text, (report.author,))
        made = _Report(self, report, shown)
        return report.model_copy(
            update={
                "id": self.pledge(report.id),
                "path": "",
                "author": self.person(report.author, lang),
                "role": report.role and made.free(report.role),
                "sha256": sha256((shown or "").encode("utf-8", "surrogatepass")).hexdigest(),
                "commitments": tuple(map(made.commitment, report.commitments)),
                "copying": made.copying(),
                "findings": tuple(map(made.finding, report.findings)),
            }
        ), shown


@dataclass(slots=True)
class _Report:
    """One report on its way out; `text` is what may be shown, where there is one."""

    redactor: Redactor
    report: Report
    text: str | None
    ids: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        sources = self.report.copying.sources if self.report.copying else ()
        self.ids = {each.id: self.redactor.pledge(each.id) for each in sources}

    def free(self, said: str) -> str:
        """Words of ours that may quote somebody."""
        for id, code in self.ids.items():
            said = said.replace(id, code) if id else said
        return self.redactor.text(said, (self.report.author,))

    def cut(self, old: str, start: int, end: int) -> str:
        """Words of the text, taken from what may be shown of it."""
        if self.text is not None and end <= len(self.text):
            return self.text[start:end]
        return self.redactor.text(old, (self.report.author,))

    def commitment(self, one: Commitment) -> Commitment:
        slots = {name: self.slot(each) for name, each in one.slots.items()}
        return one.model_copy(update={"text": self.cut(one.text, one.start, one.end), "slots": slots})

    def slot(self, old: Slot | None) -> Slot | None:
        return old and old.model_copy(update={"text": self.cut(old.text, old.start, old.end)})

    def finding(self, old: Finding) -> Finding:
        return old.model_copy(
            update={"message": self.free(old.message), "suggestion": self.free(old.suggestion)}
        )

    def copying(self) -> Copying | None:
        old = self.report.copying
        if old is None:
            return None
        sources = []
        for source in old.sources:
            passages = tuple(
                passage.model_copy(
                    update={
                        "edits": tuple(
                            edit.model_copy(update={"from_": self.free(edit.from_), "to": self.free(edit.to)})
                            for edit in passage.edits
                        )
                    }
                )
                for passage in source.passages
            )
            sources.append(source.model_copy(update={"id": self.ids[source.id], "passages": passages}))
        return old.model_copy(update={"sources": tuple(sources)})
