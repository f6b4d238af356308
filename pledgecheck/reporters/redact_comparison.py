"""Two compared texts without names and numbers of people; they keep their length, so that passages still fit."""

from __future__ import annotations

from pledgecheck.model import Comparison, Edit, Pledge
from pledgecheck.reporters.redact import Redactor
from pledgecheck.reporters.redact_words import labelled


def redacted(
    found: Comparison, left: Pledge, right: Pledge, redactor: Redactor
) -> tuple[Comparison, Pledge, Pledge]:
    """The comparison and both pledges as they may be shown."""
    for pledge in (left, right):
        redactor.meet(pledge.author)
        for start, end in labelled(pledge.text):
            redactor.meet(pledge.text[start:end])

    def edit(old: Edit) -> Edit:
        if old.kind == "name":
            return old.model_copy(update={"from_": _blocks(old.from_), "to": _blocks(old.to)})
        return old.model_copy(update={"from_": redactor.text(old.from_), "to": redactor.text(old.to)})

    def shown(pledge: Pledge) -> Pledge:
        return pledge.model_copy(
            update={"text": redactor.text(pledge.text), "source": redactor.file(pledge.source), "author": None}
        )

    passages = tuple(
        passage.model_copy(update={"edits": tuple(map(edit, passage.edits))}) for passage in found.passages
    )
    return found.model_copy(update={"passages": passages}), shown(left), shown(right)


def _blocks(words: str) -> str:
    return "".join(char if char.isspace() else "█" for char in words)
