"""From files to pledges: one file, a manifest, or folders full of files.

Supported: .docx (and .docm, .dotx), .txt, .md, .csv; with the extra `office` registers in .xlsx, .xls, .ods;
with the extra `pdf` .pdf, scans where tesseract is installed; .doc, .odt, .rtf where LibreOffice is; .zip of
all these. Manifests and rosters as CSV or spreadsheets.
Every failure is a PledgecheckError that says what to do; none carries text of a pledge.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pledgecheck.readers.docx import read_docx
    from pledgecheck.readers.docx_model import DocxParagraph, DocxRun, DocxText, label_at, locate
    from pledgecheck.readers.folders import walk
    from pledgecheck.readers.manifest import Manifest, iter_manifest, read_manifest
    from pledgecheck.readers.options import ReadOptions
    from pledgecheck.readers.propose import Proposal, ProposedRow, propose_manifest, write_proposal
    from pledgecheck.readers.results import KnownFields, ReadFailure, Skipped
    from pledgecheck.readers.roster import Roster, RosterEntry, missing, read_roster
    from pledgecheck.readers.single import read, read_entries

_PLACES = {  # each is imported when it is first used: most programs read one format
    "read_docx": "docx",
    **dict.fromkeys(("DocxParagraph", "DocxRun", "DocxText", "label_at", "locate"), "docx_model"),
    "walk": "folders",
    **dict.fromkeys(("Manifest", "iter_manifest", "read_manifest"), "manifest"),
    "ReadOptions": "options",
    **dict.fromkeys(("Proposal", "ProposedRow", "propose_manifest", "write_proposal"), "propose"),
    **dict.fromkeys(("KnownFields", "ReadFailure", "Skipped"), "results"),
    **dict.fromkeys(("Roster", "RosterEntry", "missing", "read_roster"), "roster"),
    **dict.fromkeys(("read", "read_entries"), "single"),
}

__all__ = [
    "DocxParagraph",
    "DocxRun",
    "DocxText",
    "KnownFields",
    "Manifest",
    "Proposal",
    "ProposedRow",
    "ReadFailure",
    "ReadOptions",
    "Roster",
    "RosterEntry",
    "Skipped",
    "iter_manifest",
    "label_at",
    "locate",
    "missing",
    "propose_manifest",
    "read",
    "read_docx",
    "read_entries",
    "read_manifest",
    "read_roster",
    "walk",
    "write_proposal",
]


def __getattr__(name: str) -> Any:
    module = _PLACES.get(name)
    if module is None:
        raise AttributeError(f"module “{__name__}” has no attribute “{name}”")
    value = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
