"""From files to pledges: one file, a manifest, or folders full of files.

Supported: .docx (and .docm, .dotx), .txt, .md, .csv; with the extra `office` registers in .xlsx, .xls, .ods;
with the extra `pdf` .pdf, scans where tesseract is installed; .doc, .odt, .rtf where LibreOffice is; .zip of
all these. Manifests and rosters as CSV or spreadsheets.
Every failure is a PledgecheckError that says what to do; none carries text of a pledge.
"""

from __future__ import annotations

from pledgecheck.readers.docx import read_docx
from pledgecheck.readers.docx_model import DocxParagraph, DocxRun, DocxText, label_at, locate
from pledgecheck.readers.folders import walk
from pledgecheck.readers.manifest import Manifest, iter_manifest, read_manifest
from pledgecheck.readers.options import ReadOptions
from pledgecheck.readers.propose import Proposal, ProposedRow, propose_manifest, write_proposal
from pledgecheck.readers.results import KnownFields, ReadFailure, Skipped
from pledgecheck.readers.roster import Roster, RosterEntry, missing, read_roster
from pledgecheck.readers.single import read, read_entries

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
