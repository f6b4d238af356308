"""Finds the sheet, its columns whatever they have become, and its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pledgecheck.errors import UnreadableFileError
from pledgecheck.followup.figures import compared, figures
from pledgecheck.followup.model import Followed, FollowUp, UnitCount, When
from pledgecheck.readers.columns import fold, plain
from pledgecheck.readers.grids import Grid, Row
from pledgecheck.readers.sheets import load_grids
from pledgecheck.reporters.order import collation_key
from pledgecheck.reporters.xlsx.sheets import FOLLOW_UP, PLEDGES, Sheet
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view

_LOOK_AT: Final = 15  # rows among which the head is looked for
_BLANK: Final = re.compile(r"[\s.…_\-–—/]*")
_MONTH: Final = re.compile(
    r"\b\d{1,2}[/.-](0?[1-9]|1[0-2])(?![\d/.-]*%)|\btháng (0?[1-9]|1[0-2])\b|\b(0?[1-9]|1[0-2])/20\d\d\b"
)
_QUARTER: Final = re.compile(r"\bquý (iv|i{1,3}|[1-4])\b")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST_MONTH: Final[dict[When, int]] = {"mid": 6, "year": 12}
_KEYS: Final = {
    "id": "Mã bản", "author": "Họ và tên", "promise": "Việc đăng ký (nguyên văn)", "deadline": "Thời hạn",
    "mid": "Kết quả 6 tháng", "year": "Kết quả năm", "evidence": "Minh chứng", "remark": "Chi bộ nhận xét",
}  # fmt: skip
_NEEDED: Final = frozenset({"promise", "mid", "year"})

Places = dict[str, int]


def read_follow_up(path: str | Path, lexicon: Lexicon, when: When | None = None) -> FollowUp:
    """The promises of a filled sheet. when: at which time of the year; None = the year's end as soon as any
    result of the year is filled in. Raises ManifestError or UnreadableFileError."""
    name = str(path)
    grids = load_grids(Path(path), lambda cells: len(_places(cells, FOLLOW_UP, _KEYS)))
    found = next((each for grid in grids if (each := _head(grid)) is not None), None)
    if found is None:
        raise UnreadableFileError(
            "không tìm thấy bảng “Theo dõi việc” (cần các cột Việc đăng ký, Kết quả 6 tháng, Kết quả năm). "
            "Hãy dùng tệp do `pledgecheck audit --output-format xlsx` ghi ra.",
            "there is no sheet “Follow-up” (columns Promise, Result at six months, Result of the year). Use "
            "the file that `pledgecheck audit --output-format xlsx` wrote.",
            path=name,
            code="no-follow-up",
        )
    rows, places = found
    units = _units(grids)
    filled = [row for row in rows if _cell(row, places, "promise")]
    moment: When = when or ("year" if any(_result(row, places, "year") for row in filled) else "mid")
    promises = tuple(_followed(row, places, units, lexicon, moment) for row in filled)
    return FollowUp(file=name, when=moment, promises=promises, units=_counts(promises))


def _head(grid: Grid) -> tuple[Sequence[Row], Places] | None:
    """The rows under the head, and where each column is."""
    for at, row in enumerate(grid.rows[:_LOOK_AT]):
        places = _places(row.cells, FOLLOW_UP, _KEYS)
        if places.keys() >= _NEEDED or {"promise", "mid"} <= places.keys():
            return grid.rows[at + 1 :], places
    return None


def _places(cells: Sequence[str], sheet: Sheet, keys: dict[str, str]) -> Places:
    """The columns that are known, by either language; more words behind the name do no harm."""
    names = {fold(title): key for key, head in keys.items() for title in sheet.columns[sheet.at(head)].head}
    found: Places = {}
    for at, cell in enumerate(cells):
        title = fold(cell)
        key = names.get(title) or next((k for n, k in names.items() if title.startswith(f"{n} ")), None)
        if key is not None:
            found.setdefault(key, at)
    return found


def _units(grids: Sequence[Grid]) -> dict[str, str]:
    """The unit of each pledge, from the sheet that lists the pledges."""
    wanted = {"id": "Mã bản", "unit": "Tổ chức đảng", "state": "Trạng thái"}
    for grid in grids:
        for at, row in enumerate(grid.rows[:_LOOK_AT]):
            places = _places(row.cells, PLEDGES, wanted)
            if len(places) == len(wanted):
                return {
                    _cell(each, places, "id"): _cell(each, places, "unit") for each in grid.rows[at + 1 :]
                }
    return {}


def _cell(row: Row, places: Places, key: str) -> str:
    at = places.get(key)
    return plain(row.cells[at].strip()) if at is not None and at < len(row.cells) else ""


def _result(row: Row, places: Places, key: str) -> str:
    """What was written down; dots and dashes are nothing."""
    text = _cell(row, places, key)
    return "" if _BLANK.fullmatch(text) else text


def _followed(row: Row, places: Places, units: dict[str, str], lexicon: Lexicon, when: When) -> Followed:
    promise, deadline = _cell(row, places, "promise"), _cell(row, places, "deadline")
    mid, year = _result(row, places, "mid"), _result(row, places, "year")
    said = year if when == "year" else mid
    pairs, others = compared(figures(promise, lexicon), figures(said, lexicon)) if said else ([], [])
    recurs = any(lexicon.search("frequency", make_view(text).text) for text in (deadline, promise))
    id = _cell(row, places, "id")
    return Followed(
        row=row.number,
        id=id,
        author=_cell(row, places, "author"),
        unit=units.get(id, ""),
        promise=promise,
        deadline=deadline,
        due=_is_due(deadline, recurs, when),
        recurs=recurs,
        mid=mid,
        year=year,
        evidence=_cell(row, places, "evidence"),
        remark=_cell(row, places, "remark"),
        has_result=bool(said),
        figures=tuple(pairs),
        other_figures=tuple(others),
    )


def _is_due(deadline: str, recurs: bool, when: When) -> bool | None:
    """Whether something should have been done by then. At the year's end everything is due."""
    if recurs:
        return True
    if not deadline:
        return True if when == "year" else None
    text = make_view(deadline).text
    months = [int(next(filter(None, match.groups()))) for match in _MONTH.finditer(text)]
    months += [
        3 * _QUARTERS.get(match[1], int(match[1]) if match[1].isdecimal() else 4)
        for match in _QUARTER.finditer(text)
    ]
    if months:
        return max(months) <= _LAST_MONTH[when]
    return True if when == "year" else None


def _counts(promises: Sequence[Followed]) -> tuple[UnitCount, ...]:
    """Counts by unit, in the order of the units' names."""
    names = sorted({one.unit for one in promises}, key=lambda name: (not name, collation_key(name)))
    total = Counter(one.unit for one in promises)
    written = Counter(one.unit for one in promises if one.has_result)
    due = Counter(one.unit for one in promises if not one.has_result and one.due)
    return tuple(
        UnitCount(unit=name, promises=total[name], with_result=written[name], due_without=due[name])
        for name in names
    )
