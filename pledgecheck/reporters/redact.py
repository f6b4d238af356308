"""Names and numbers of people taken out of what is shown. Texts keep their length, so that spans still fit.

What it cannot know: people whom a pledge mentions and who are not authors in the same report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pledgecheck.model import Report, Slot

_BLOCK = "█"
# Identity numbers (12 or 9 digits), phones, also written in groups; party cards by their label.
_NUMBER = re.compile(r"(?<!\d)(?:(?:\+84|0)[ .-]?\d(?:[ .-]?\d){7,9}|\d{3}(?: ?\d{3}){2,3})(?!\d)")
_CARD = re.compile(r"(?i)(?:số )?thẻ (?:đảng|đảng viên)\s*(?:số)?\s*[:.]?\s*([\d][\d .-]{3,14}\d)")
_LABEL = re.compile(
    r"(?im)^[ \t]*(?:họ(?: và| ,)? tên|họ và tên khai sinh)[^:\n]{0,20}:[ \t]*([^\n|.;,(]{2,60})"
)


class Redactor:
    """Codes for names and ids, blocks for numbers; the same name gets the same code."""

    __slots__ = ("_names", "_people", "_pledges")

    def __init__(self) -> None:
        self._people: dict[str, str] = {}
        self._pledges: dict[str, str] = {}
        self._names: dict[str, re.Pattern[str]] = {}

    def person(self, name: str | None, lang: str = "vi") -> str | None:
        """The code of a person."""
        if not name:
            return None
        label = "Person" if lang == "en" else "Người"
        return self._people.setdefault(" ".join(name.split()).casefold(), f"{label} {len(self._people) + 1}")

    def pledge(self, id: str) -> str:
        """The code of a pledge: ids are often made of names."""
        return self._pledges.setdefault(id, f"B{len(self._pledges) + 1:04}")

    def text(self, text: str, names: Iterable[str | None] = ()) -> str:
        """The text with numbers and the given names blocked out, as long as before."""
        found = [m.span() for m in _NUMBER.finditer(text)]
        found += [m.span(1) for m in _CARD.finditer(text)]
        labelled = [m for m in _LABEL.finditer(text)]
        found += [m.span(1) for m in labelled]
        for name in {*(each for each in names if each), *(m[1].strip() for m in labelled)}:
            found += [m.span() for m in self._pattern(name).finditer(text)]
        out = list(text)
        for start, end in found:
            out[start:end] = [c if c.isspace() else _BLOCK for c in text[start:end]]
        return "".join(out)

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._names:
            forms = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
            words = "|".join(sorted(r"\s+".join(map(re.escape, form.split())) for form in forms))
            self._names[name] = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        return self._names[name]

    def file(self, path: str) -> str:
        """A file without its name, which often is a person's."""
        code = self._pledges.setdefault(f"\0{path}", f"B{len(self._pledges) + 1:04}")
        dot = path.rfind(".")
        return f"{code}{path[dot:]}" if dot >= 0 and len(path) - dot <= 6 else code

    def report(self, report: Report, text: str | None, lang: str) -> tuple[Report, str | None]:
        """The report and its text without names and numbers of people; every span still fits."""
        names = (report.author,)
        ids = {each.id: self.pledge(each.id) for each in (report.copying.sources if report.copying else ())}

        def free(said: str) -> str:
            for id, code in ids.items():
                said = said.replace(id, code) if id else said
            return self.text(said, names)

        def slot(old: Slot | None) -> Slot | None:
            return None if old is None else old.model_copy(update={"text": free(old.text)})

        commitments = tuple(
            one.model_copy(
                update={
                    "text": free(one.text),
                    "slots": {name: slot(each) for name, each in one.slots.items()},
                }
            )
            for one in report.commitments
        )
        copying = report.copying and report.copying.model_copy(
            update={
                "sources": tuple(
                    source.model_copy(
                        update={
                            "id": ids[source.id],
                            "passages": tuple(
                                passage.model_copy(
                                    update={
                                        "edits": tuple(
                                            edit.model_copy(
                                                update={"from_": free(edit.from_), "to": free(edit.to)}
                                            )
                                            for edit in passage.edits
                                        )
                                    }
                                )
                                for passage in source.passages
                            ),
                        }
                    )
                    for source in report.copying.sources
                )
            }
        )
        findings = tuple(
            each.model_copy(update={"message": free(each.message), "suggestion": free(each.suggestion)})
            for each in report.findings
        )
        return report.model_copy(
            update={
                "id": self.pledge(report.id),
                "path": "",
                "author": self.person(report.author, lang),
                "role": report.role and free(report.role),
                "commitments": commitments,
                "copying": copying,
                "findings": findings,
            }
        ), None if text is None else self.text(text, names)
