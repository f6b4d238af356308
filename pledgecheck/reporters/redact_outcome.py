"""An outcome without names and numbers of people, for whatever format it is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import overload

from pledgecheck.model import AuditSummary, Report
from pledgecheck.reporters.base import Outcome
from pledgecheck.reporters.redact import Redactor


def redacted(outcome: Outcome, lang: str, redactor: Redactor) -> Outcome:
    """The outcome as it may be shown. Reports and texts are changed one by one, when they are asked for."""
    known: dict[str, tuple[str, str | None]] = {}
    for report in outcome.reports:
        redactor.meet(report.author)
        known[redactor.pledge(report.id)] = (report.id, report.author)
    for one in outcome.audit.missing if outcome.audit else ():
        redactor.meet(one.author)
    for id in outcome.texts:  # of earlier pledges, which have no report here
        known.setdefault(redactor.pledge(id), (id, None))
    return replace(
        outcome,
        reports=_Reports(outcome, lang, redactor),
        texts=_Texts(outcome.texts, known, redactor, outcome.reports),
        errors=tuple(
            each.model_copy(update={"path": redactor.file(each.path), "message": redactor.text(each.message)})
            for each in outcome.errors
        ),
        skipped=tuple(each.model_copy(update={"path": redactor.file(each.path)}) for each in outcome.skipped),
        audit=outcome.audit and _summary(outcome.audit, lang, redactor),
        json_lines=None,
    )


class _Reports(Sequence[Report]):
    """Reports without names, made when they are asked for."""

    def __init__(self, outcome: Outcome, lang: str, redactor: Redactor) -> None:
        reports = outcome.reports
        self._reports = reports if isinstance(reports, Sequence) else list(reports)
        self._outcome, self._lang, self._redactor = outcome, lang, redactor

    def __len__(self) -> int:
        return len(self._reports)

    @overload
    def __getitem__(self, at: int) -> Report: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Report]: ...
    def __getitem__(self, at: int | slice) -> Report | Sequence[Report]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        report = self._reports[at]
        return self._redactor.report(report, self._outcome.text_of(report), self._lang)[0]


class _Texts(Mapping[str, str]):
    """Texts without names, by the codes of their pledges."""

    def __init__(
        self,
        texts: Mapping[str, str],
        known: Mapping[str, tuple[str, str | None]],
        redactor: Redactor,
        reports: Iterable[Report],
    ) -> None:
        self._texts, self._known, self._redactor = texts, known, redactor
        # A command that reads files names its texts by their paths.
        self._paths = {report.id: report.path for report in reports if report.path in texts}

    def __getitem__(self, code: str) -> str:
        id, author = self._known[code]
        text = self._texts.get(id)
        if text is None:
            text = self._texts[self._paths[id]]
        return self._redactor.text(text, (author,))

    def __iter__(self) -> Iterator[str]:
        return (code for code, (id, _) in self._known.items() if id in self._texts or id in self._paths)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _summary(audit: AuditSummary, lang: str, redactor: Redactor) -> AuditSummary:
    groups = tuple(
        group.model_copy(
            update={
                "leader": redactor.pledge(group.leader),
                "members": tuple(
                    member.model_copy(update={"id": redactor.pledge(member.id)}) for member in group.members
                ),
            }
        )
        for group in audit.copy_groups
    )
    pairs = tuple(
        pair.model_copy(update={"a": redactor.pledge(pair.a), "b": redactor.pledge(pair.b)})
        for pair in audit.copy_pairs
    )
    overlaps = tuple(
        each.model_copy(
            update={
                "a": redactor.pledge(each.a),
                "b": redactor.pledge(each.b),
                "name_a": redactor.text(each.name_a),
                "name_b": redactor.text(each.name_b),
            }
        )
        for each in audit.overlaps
    )
    missing = tuple(
        one.model_copy(update={"author": redactor.person(one.author, lang) or ""}) for one in audit.missing
    )
    return audit.model_copy(
        update={"copy_groups": groups, "copy_pairs": pairs, "overlaps": overlaps, "missing": missing}
    )
