"""What a caller may ask of the readers beyond the defaults."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """hidden_sheets: read hidden sheets of spreadsheets too. ocr: recognise scans where tesseract is "
    "installed."""

    hidden_sheets: bool = False
    ocr: bool = True


DEFAULTS = ReadOptions()
