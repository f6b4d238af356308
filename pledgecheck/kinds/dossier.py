"""Whether a registered model has a dossier behind its name: goal, method, person in charge, time, result."""

from __future__ import annotations

from collections.abc import Sequence

from pledgecheck.document.model import Document, Role
from pledgecheck.kinds.facts import Judged
from pledgecheck.model import Dossier
from pledgecheck.text.lexicon import Lexicon

PARTS = ("goal", "method", "in_charge", "time", "result")
_ACT = 2


def _present(document: Document, lexicon: Lexicon, part: str) -> bool:
    """Whether a line says something for `part`; "(bổ sung sau)", "không", dots are not something."""
    text = document.view.text
    for block in document.blocks:
        if block.role in (Role.TITLE, Role.BOILERPLATE):
            continue
        content = text[block.start : block.end]
        if lexicon.search(f"dossier_{part}", content) and not lexicon.search("dossier_later", content):
            return True
    return False


def analyse(
    document: Document, judged: Sequence[Judged], lexicon: Lexicon, *, kind: str | None
) -> Dossier | None:
    """The verdict for a model registration, None for other kinds.

    A name with nothing that could be checked behind it is name_only, however long the text is.
    """
    if kind != "model":
        return None
    acts = [j for j in judged if j.level >= _ACT and j.duplicate_of is None]
    present = {part: _present(document, lexicon, part) for part in PARTS}
    present["method"] = bool(acts)
    present["time"] = present["time"] or any("time" in j.slots for j in acts)
    present["result"] = present["result"] or any("measure" in j.slots for j in acts)
    present["in_charge"] = present["in_charge"] or any(
        "place_or_person" in j.slots and j.slots["place_or_person"].inherited for j in acts
    )
    missing = tuple(part for part in PARTS if not present[part])
    thin = len(acts) <= 1 and len(missing) >= 3
    return Dossier(verdict="name_only" if not acts or thin else "full", missing=missing)
