"""Why a pledge that was read is left out of an index or a comparison, in the form of a failure: it has a place and
words for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pledgecheck.errors import InputError
from pledgecheck.readers import KnownFields, ReadFailure
from pledgecheck.report.findings import findings
from pledgecheck.report.places import Places

if TYPE_CHECKING:
    from pledgecheck.judging import Draft
    from pledgecheck.model import Pledge
    from pledgecheck.packs.loader import Rule


def unjudged(draft: Draft, rules: Iterable[Rule]) -> ReadFailure:
    """A text that cannot be judged and so not compared, in the words that a check has for it."""
    about = [rule for rule in rules if rule.kind == "language"]
    places = Places(draft.pledge.text)

    def words(lang: str, else_: str) -> str:
        found = findings(about, draft.facts, places, lang)
        return f"{found[0].message} {found[0].suggestion}" if found else else_

    return _failure(
        draft.pledge,
        draft.facts.language.verdict.replace("_", "-"),
        words("vi", "Máy chưa xét được văn bản."),
        words("en", "The text could not be judged."),
    )


def replaced(pledge: Pledge) -> ReadFailure:
    """One that another of the same run took the place of."""
    return _failure(
        pledge,
        "replaced",
        "Có bản khác cùng mã, cùng năm được ghi thay bản này. Hãy đặt mã riêng cho từng bản trong bảng kê.",
        "Another one with the same id and year was written in its place. Give each pledge its own id in a manifest.",
    )


def _failure(pledge: Pledge, code: str, vi: str, en: str) -> ReadFailure:
    path = pledge.source or pledge.id
    if path.lower().endswith(".zip") and pledge.location:
        path += f" › {pledge.location.partition(', ')[0]}"
    return ReadFailure(path, code, InputError(vi, en, code=code), KnownFields(location=pledge.location))
