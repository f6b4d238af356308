"""From files to pledges: one file, a manifest, or folders full of files.

Supported: .docx (and .docm, .dotx), .txt, .md; manifests as CSV or, with the extra `office`, spreadsheets.
Every failure is a PledgecheckError that says what to do; none carries text of a pledge.
"""

from __future__ import annotations

from pledgecheck.readers.docx import read_docx
from pledgecheck.readers.docx_model import DocxParagraph, DocxRun, DocxText, label_at, locate
from pledgecheck.readers.folders import walk
from pledgecheck.readers.manifest import Manifest, iter_manifest, read_manifest
from pledgecheck.readers.results import KnownFields, ReadFailure, Skipped
from pledgecheck.readers.single import read

__all__ = [
    "DocxParagraph",
    "DocxRun",
    "DocxText",
    "KnownFields",
    "Manifest",
    "ReadFailure",
    "Skipped",
    "iter_manifest",
    "label_at",
    "locate",
    "read",
    "read_docx",
    "read_manifest",
    "walk",
]
