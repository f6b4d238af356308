"""Cells of a spreadsheet through python-calamine, as plain data. Runs in the worker process."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from pledgecheck.readers.limits import MAX_BOOK_CHARS, MAX_CELL_CHARS, MAX_GRID_CELLS
from pledgecheck.readers.worker import TaskError


def cells(data: bytes, *, hidden: bool = False) -> list[dict[str, Any]]:
    """Every worksheet: name, hidden, rows that are not blank [number, [text…], too_long], merged ranges.

    Rows of hidden sheets are left out unless asked for. Ranges are [row, column, row, column] from 1.
    """
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise TaskError("password") from None
    sheets = []
    budget = MAX_BOOK_CHARS
    for entry in book.sheets_metadata:
        if entry.typ != SheetTypeEnum.WorkSheet:
            continue
        is_hidden = entry.visible != SheetVisibleEnum.Visible
        rows: list[list[Any]] = []
        merged: list[list[int]] = []
        if hidden or not is_hidden:
            sheet = book.get_sheet_by_name(entry.name)
            merged = [[a + 1, b + 1, c + 1, d + 1] for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
            if sheet.total_height * sheet.total_width > MAX_GRID_CELLS:
                raise TaskError("book-too-big", limit=MAX_BOOK_CHARS)
            for number, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
                texts = [_text(value) for value in values]
                too_long = any(len(text) > MAX_CELL_CHARS for text in texts)
                texts = ["" if len(text) > MAX_CELL_CHARS else text for text in texts]
                while texts and not texts[-1].strip():
                    texts.pop()
                if texts or too_long:
                    budget -= sum(map(len, texts))
                    if budget < 0:
                        raise TaskError("book-too-big", limit=MAX_BOOK_CHARS)
                    rows.append([number, texts, too_long])
        sheets.append({"name": entry.name, "hidden": is_hidden, "rows": rows, "merged": merged})
    return sheets


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Whole numbers arrive as floats; an id typed as 12 must stay "12".
        return str(int(value)) if value.is_integer() else repr(round(value, 10))
    if isinstance(value, datetime):
        shown = value.strftime("%H:%M") if value.time() != time() else ""
        return f"{_date(value)} {shown}".strip()
    if isinstance(value, date):
        return _date(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def _date(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}"
