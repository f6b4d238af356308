"""The workbook as a file: sheets set up for screen and print, no cell that is taken for a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from pledgecheck.errors import UsageError
from pledgecheck.reporters.csv_report import RISKY
from pledgecheck.reporters.xlsx.sheets import NOTE, PAGE, PRIVATE, Look, Sheet
from pledgecheck.wording import STATES, say
from pledgecheck.xml_text import printable

Cell = str | int | float | None
A4 = 9
_LINE, _HIGHEST = 14.5, 400.0  # height of a line and of the highest row, in points
_FULL = 1.2  # characters of this font in the width of one
_LONGEST = 32_000  # characters; a cell holds 32,767
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_LOOKS: dict[Look, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "long": {"text_wrap": True},
    "count": {"align": "center"},
    "share": {"num_format": "0%", "align": "center"},
    "date": {"align": "center"},
    "fill": {"text_wrap": True, "bg_color": "#FFFDF2"},
}
_STATE_COLORS = {"clear": "#E2F0D9", "add": "#FFF2CC", "talk": "#FBE5D6", "unsure": "#E7E6F7"}
_SCALE = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#F4B183"}


class Book:
    """A workbook that is written row by row and held on disk until it is complete."""

    def __init__(self, lang: str, title: str) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError(
                "ghi .xlsx cần thêm gói: pip install 'pledgecheck[office]'.",
                "writing .xlsx needs an extra: pip install 'pledgecheck[office]'.",
            ) from None
        self.lang = lang
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._out,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"title": title, "author": "pledgecheck", "comments": say(NOTE, lang)})
        border = {"border": 1, "border_color": "#BFBFBF"}
        self._formats = {look: self._book.add_format({**_FONT, **border, **more}) for look, more in _LOOKS.items()}
        self._guarded = {
            look: self._book.add_format({**_FONT, **border, **more, "quote_prefix": True})
            for look, more in _LOOKS.items()
        }
        head = {
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#DDEBF7",
        }
        self._head = self._book.add_format({**_FONT, **border, **head})
        self._bold = self._book.add_format({**_FONT, **border, "bold": True})
        self._note = self._book.add_format({**_FONT, "italic": True, "font_color": "#7F7F7F"})
        self._states = {state: self._book.add_format({"bg_color": color}) for state, color in _STATE_COLORS.items()}

    def add(self, sheet: Sheet) -> Page:
        """A sheet with its head row, set up for printing."""
        page = self._book.add_worksheet(say(sheet.name, self.lang))
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.fit_to_pages(sheet.pages, 0)
        page.repeat_rows(0)
        if sheet.pages > 1:
            page.repeat_columns(0, sheet.frozen - 1)
        name = say(sheet.name, self.lang).partition(" ")[2]
        page.set_header(f'&C&"Times New Roman,Bold"&12{name}&R&"Times New Roman,Italic"&8{say(PRIVATE, self.lang)}')
        page.set_footer(f'&L&"Times New Roman,Italic"&8{say(NOTE, self.lang)}&R&9{say(PAGE, self.lang)}')
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
        page.set_row(0, 48)
        for at, column in enumerate(sheet.columns):
            page.write_string(0, at, say(column.head, self.lang), self._head)
        page.freeze_panes(1, sheet.frozen)
        return Page(self, page, sheet)

    def chart(self, kind: str, **more: str) -> Any:
        """A chart to be put on a sheet."""
        return self._book.add_chart({"type": kind, **more})

    def close(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._out.getvalue()


class Page:
    """One sheet while it is filled."""

    def __init__(self, book: Book, page: Any, sheet: Sheet) -> None:
        self.book, self.page, self.sheet = book, page, sheet
        self.rows = 0

    def row(self, cells: Sequence[Cell]) -> None:
        """One row under the last; None leaves a cell empty."""
        self.rows += 1
        pairs = list(zip(cells, self.sheet.columns, strict=True))
        lines = max(_lines(cell, column.width) for cell, column in pairs)
        if lines > 1:
            self.page.set_row(self.rows, min(lines * _LINE + 2, _HIGHEST))
        for at, (cell, column) in enumerate(pairs):
            self._write(at, cell, column.look)

    def _write(self, at: int, cell: Cell, look: Look) -> None:
        plain = self.book._formats[look]
        if cell is None or cell == "":
            self.page.write_blank(self.rows, at, None, plain)
        elif isinstance(cell, (int, float)):
            self.page.write_number(self.rows, at, cell, plain)
        else:
            text = cleaned(cell)
            style = self.book._guarded[look] if text.startswith(RISKY) else plain
            self.page.write_string(self.rows, at, text, style)

    def sums(self, label: str, columns: Sequence[int], values: Sequence[int]) -> None:
        """A last row with the sums of some columns, which are counted again when a cell is changed."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        last = self.rows
        self.rows += 1
        sums = dict(zip(columns, values, strict=True))
        for at in range(len(self.sheet.columns)):
            if at in sums and last:
                area = f"{xl_rowcol_to_cell(1, at)}:{xl_rowcol_to_cell(last, at)}"
                self.page.write_formula(self.rows, at, f"=SUM({area})", self.book._bold, sums[at])
            elif at == 1:
                self.page.write_string(self.rows, at, label, self.book._bold)
            else:
                self.page.write_blank(self.rows, at, None, self.book._bold)

    def note(self, text: str, below: int = 0) -> None:
        """A line under the table, across the columns."""
        self.page.write_string(self.rows + 1 + below, 1 if below else 0, text, self.book._note)

    def filters(self, rows: int | None = None) -> None:
        """Filters over the table."""
        last = self.rows if rows is None else rows
        self.page.autofilter(0, 0, max(last, 1), len(self.sheet.columns) - 1)

    def color_scale(self, column: int) -> None:
        """From white to orange by value. For counts and passages; no column beside a name has one."""
        if self.rows:
            self.page.conditional_format(1, column, self.rows, column, _SCALE)

    def color_states(self, column: int) -> None:
        """A quiet colour for each state."""
        for state, style in self.book._states.items():
            name = say(STATES[state], self.book.lang).replace('"', '""')
            rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": style}
            if self.rows:
                self.page.conditional_format(1, column, self.rows, column, rule)

    def choices(self, column: int, values: Sequence[str]) -> None:
        """A list of values to choose from."""
        if self.rows:
            self.page.data_validation(
                1,
                column,
                self.rows,
                column,
                {"validate": "list", "source": list(values), "error_type": "warning"},
            )


def _lines(cell: Cell, width: float) -> int:
    """About how many lines a cell needs: not every program finds the height of a row by itself."""
    if not isinstance(cell, str):
        return 1
    return sum(max(1, math.ceil(len(line) / (width * _FULL))) for line in cell.split("\n"))


def cleaned(text: str) -> str:
    """Text for a cell: without characters that break the file or turn the line round, not too long."""
    text = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
