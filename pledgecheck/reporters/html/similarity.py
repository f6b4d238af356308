"""A map of what resembles what: units that share text as a table of shades, groups around their leaders; one SVG.

Rows of dots grow with the members and stay readable at some hundreds of them. A direction is drawn only
where the years tell it; between people of one year nobody knows who wrote first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log2

from markupsafe import escape

from pledgecheck.model import CopyGroup, CopyMember, CopyPair
from pledgecheck.reporters.html.clean import clean
from pledgecheck.reporters.order import collation_key

WIDTH = 640
MOST_GROUPS = 40
MOST_ROWS = 30  # units and years of one group
MOST_UNITS = 24
NAMED = 3  # members of a row that are named beside their dots
_LABEL_X, _DOTS_X, _STEP, _LINE, _ROW = 70, 300, 11, 14, 24
_A_LINE = (WIDTH - _DOTS_X - 10) // _STEP
_LABEL = 36  # characters that have room before the dots
_NAMES = 44  # and behind a few dots
_CELL = 18  # height of a cell in the table of units
_TABLE_X = 200
_SHADES = ((0.8, "c-r4", "#523a88"), (0.65, "c-r3", "#7d66b3"), (0.0, "c-r2", "#a695cd"))
_COUNTS = (
    (0.85, "c-r4", "#523a88"), (0.6, "c-r3", "#7d66b3"), (0.3, "c-r2", "#a695cd"), (0.0, "c-r1", "#c6bfdd"),
)
_INK, _SOFT, _LINES = "#1f2b30", "#57656b", "#a9a5b8"

WORDS = {
    "vi": {
        "title": "Bản đồ giống nhau: {groups} nhóm, {members} bản; {pairs} cặp. Mũi tên đi từ năm trước sang năm "
                 "sau; cùng năm thì không rõ bản nào có trước.",
        "group": "Nhóm {n} · {count} bản · giống bản",
        "row": "{unit}{year} · {count} bản",
        "others": "{count} đơn vị khác",
        "no_unit": "không ghi đơn vị",
        "units": "Giữa các đơn vị: số cặp giống nhau (trên đường chéo: trong cùng đơn vị)",
        "between": "{a} – {b}: {count} cặp",
        "more": "và {count} nhóm nhỏ hơn, trong bảng",
        "more_units": "và {count} đơn vị khác",
        "share": "giống {share}%",
    },
    "en": {
        "title": "Map of what is alike: {groups} groups, {members} pledges; {pairs} pairs. An arrow goes from an "
                 "earlier year to a later one; within one year it is not known who wrote first.",
        "group": "Group {n} · {count} pledges · like",
        "row": "{unit}{year} · {count}",
        "others": "{count} other units",
        "no_unit": "no unit given",
        "units": "Between units: pairs that are alike (on the diagonal: within a unit)",
        "between": "{a} – {b}: {count} pairs",
        "more": "and {count} smaller groups, in the table",
        "more_units": "and {count} other units",
        "share": "{share}% alike",
    },
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the pledges, and in which language it is said."""

    units: Mapping[str, str | None]
    years: Mapping[str, int | None]
    words: Mapping[str, str]
    names: Mapping[str, str | None]

    def name(self, id: str) -> str:
        return (self.names.get(id) or "").strip() or id

    def unit(self, id: str) -> str:
        return (self.units.get(id) or "").strip()

    def year(self, id: str) -> int | None:
        return self.years.get(id)

    def said(self, id: str) -> str:
        year = self.year(id)
        return ", ".join(filter(None, (self.name(id), self.unit(id), str(year) if year is not None else "")))


def similarity_map(
    groups: Sequence[CopyGroup],
    pairs: Sequence[CopyPair],
    units: Mapping[str, str | None],
    years: Mapping[str, int | None],
    lang: str = "vi",
    names: Mapping[str, str | None] | None = None,
) -> str:
    """The map as inline SVG; empty when nothing is alike. `units`, `years` and `names` are by id."""
    known = _Known(units, years, WORDS.get(lang, WORDS["vi"]), names or {})
    peers = [pair for pair in pairs if pair.relation == "peer"]
    shapes, height = _between_units(peers, known, 8)
    for n, group in enumerate(groups[:MOST_GROUPS], start=1):
        drawn, height = _group(n, group, known, height)
        shapes += drawn
    if len(groups) > MOST_GROUPS:
        shapes.append(_text(8, height + 14, known.words["more"].format(count=len(groups) - MOST_GROUPS), _SOFT))
        height += 24
    if not shapes:
        return ""
    title = known.words["title"].format(
        groups=len(groups), members=sum(len(group.members) + 1 for group in groups), pairs=len(peers)
    )
    return (
        f'<svg class="map" role="img" viewBox="0 0 {WIDTH} {height}" width="100%" font-size="12" '
        f'font-family="sans-serif" aria-label="{_safe(title)}"><title>{_safe(title)}</title>'
        f"<defs>{_ARROWS}</defs>{''.join(shapes)}</svg>"
    )


_ARROWS = "".join(
    f'<marker id="map-{name}" viewBox="0 0 8 8" refX="{at}" refY="4" markerWidth="9" markerHeight="9" '
    f'markerUnits="userSpaceOnUse"><path d="{shape}" fill="{_INK}"/></marker>'
    for name, at, shape in (("later", 4, "M0 0 8 4 0 8z"), ("earlier", 4, "M8 0 0 4 8 8z"))
)


# ---------------------------------------------------------------- one group
def _group(n: int, group: CopyGroup, known: _Known, top: int) -> tuple[list[str], int]:
    """The leader, and its members in rows by unit and year; the y below it."""
    head = known.words["group"].format(n=n, count=len(group.members) + 1)
    year = known.year(group.leader)
    leader = _cut(known.name(group.leader), 48) + (f" ({year})" if year is not None else "")
    shapes = [_text(8, top + 16, f"{head} {leader}", _INK, weight="600")]
    rows = _rows(group, known)
    y = top + 30
    middle = y + (sum(_height(members) for _, _, members in rows)) // 2
    lines: list[str] = []
    dots: list[str] = []
    for unit, of, members in rows:
        lines.append(_link(middle, y + 9, len(members), year, of))
        dots += _row(unit, of, members, y, known)
        y += _height(members)
    said = f"<title>{_safe(known.said(group.leader))}</title>"
    dots.append(f'<circle cx="20" cy="{middle}" r="9" fill="{_INK}">{said}</circle>')
    return [*shapes, *lines, *dots], y + 12


def _rows(group: CopyGroup, known: _Known) -> list[tuple[str | None, int | None, list[CopyMember]]]:
    """Unit (None: several, too many to draw), year, members; the leader's own unit first."""
    by_row: defaultdict[tuple[str, int | None], list[CopyMember]] = defaultdict(list)
    for member in group.members:
        by_row[known.unit(member.id), known.year(member.id)].append(member)
    home = known.unit(group.leader)
    ordered = sorted(
        by_row.items(),
        key=lambda row: (row[0][0] != home, -len(row[1]), collation_key(row[0][0]), row[0][1] or 0),
    )
    rows: list[tuple[str | None, int | None, list[CopyMember]]] = [
        (unit, year, members) for (unit, year), members in ordered[:MOST_ROWS]
    ]
    rest: defaultdict[int | None, list[CopyMember]] = defaultdict(list)
    for (_, year), members in ordered[MOST_ROWS:]:
        rest[year] += members
    return rows + [(None, year, rest[year]) for year in sorted(rest, key=lambda year: year or 0)]


def _height(members: Sequence[CopyMember]) -> int:
    return _ROW + (-(-len(members) // _A_LINE) - 1) * _LINE


def _row(
    unit: str | None, year: int | None, members: Sequence[CopyMember], y: int, known: _Known
) -> list[str]:
    words = known.words
    name = words["others"].format(count=len({known.unit(one.id) for one in members})) if unit is None else (
        unit or words["no_unit"]
    )
    year_said = f" {year}" if year is not None else ""
    room = _LABEL - len(words["row"].format(unit="", year=year_said, count=len(members)))
    label = words["row"].format(unit=_cut(name, room), year=year_said, count=len(members))
    shapes = [_text(_LABEL_X, y + 13, label, _INK, title=name)]
    for at, member in enumerate(members):
        line, column = divmod(at, _A_LINE)
        shade, fill = next((shade, fill) for least, shade, fill in _SHADES if member.share >= least)
        share = words["share"].format(share=round(100 * member.share))
        shapes.append(
            f'<circle class="{shade}" cx="{_DOTS_X + 5 + column * _STEP}" cy="{y + 9 + line * _LINE}" r="4" '
            f'fill="{fill}"><title>{_safe(known.said(member.id))}: {share}</title></circle>'
        )
    if len(members) <= NAMED:
        names = ", ".join(f"{known.name(one.id)} {one.share:.0%}" for one in members)
        room = _NAMES - 2 * len(members)
        shapes.append(_text(_DOTS_X + 8 + len(members) * _STEP, y + 13, _cut(names, room), _SOFT, title=names))
    return shapes


def _link(leader_y: int, row_y: int, count: int, leader_year: int | None, year: int | None) -> str:
    """From the leader to a row; at its end an arrow towards the later year."""
    arrow = ""
    if leader_year is not None and year is not None and leader_year != year:
        arrow = f' marker-end="url(#map-{"later" if leader_year < year else "earlier"})"'
    return (
        f'<path d="M32 {leader_y}C50 {leader_y} 40 {row_y} {_LABEL_X - 12} {row_y}" fill="none" '
        f'stroke="{_LINES}" stroke-width="{_thickness(count)}"{arrow}/>'
    )


# ---------------------------------------------------------------- units
def _between_units(pairs: Sequence[CopyPair], known: _Known, top: int) -> tuple[list[str], int]:
    """A table: how many pairs two units share, the more the darker; nothing for a single unit."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        one, two = sorted((known.unit(pair.a), known.unit(pair.b)), key=lambda unit: (collation_key(unit), unit))
        counts[one, two] += 1
    weight: Counter[str] = Counter()
    for (one, two), count in counts.items():
        weight[one] += count
        weight[two] += count * (one != two)
    if len(weight) < 2:
        return [], top
    words = known.words
    shown = sorted(
        sorted(weight, key=lambda unit: (-weight[unit], unit))[:MOST_UNITS],
        key=lambda unit: (collation_key(unit), unit),
    )
    shapes = [_text(8, top + 16, words["units"], _INK, weight="600")]
    top += 28
    most = max(counts.values())
    width = min(28, (WIDTH - _TABLE_X) // len(shown))
    for row, one in enumerate(shown):
        y = top + row * _CELL
        name = one or words["no_unit"]
        label = f"{_cut(name, 26)} · {row + 1}"
        shapes.append(_text(_TABLE_X - 8, y + 13, label, _INK, anchor="end", title=name))
        for column, two in enumerate(shown[: row + 1]):
            count = counts[two, one]
            x = _TABLE_X + column * width
            said = words["between"].format(a=name, b=two or words["no_unit"], count=count)
            shade, fill = _shade(count, most)
            shapes.append(
                f'<rect class="{shade}" x="{x}" y="{y}" width="{width - 1}" height="{_CELL - 1}" fill="{fill}">'
                f"<title>{_safe(said)}</title></rect>"
            )
            if count:
                ink = "#fff" if shade in ("c-r3", "c-r4") else _INK
                shapes.append(
                    f'<text x="{x + width / 2:.1f}" y="{y + 12}" text-anchor="middle" fill="{ink}" '
                    f'font-size="{9 if width > 22 else 7}">'
                    f"{_short(count)}</text>"
                )
    y = top + len(shown) * _CELL
    shapes += [
        f'<text x="{_TABLE_X + at * width + width / 2:.1f}" y="{y + 11}" text-anchor="middle" font-size="9" '
        f'fill="{_SOFT}">{at + 1}</text>'
        for at in range(len(shown))
    ]
    y += 10
    if len(weight) > MOST_UNITS:
        more = words["more_units"].format(count=len(weight) - MOST_UNITS)
        shapes.append(_text(_TABLE_X - 8, y + 14, more, _SOFT, anchor="end"))
        y += 20
    return shapes, y + 16


def _shade(count: int, most: int) -> tuple[str, str]:
    """The class and colour of a count; 0 is empty."""
    if not count:
        return "c-none", "#eceeee"
    step = 1.0 if most == 1 else log(count) / log(most)
    return next((shade, fill) for least, shade, fill in _COUNTS if step >= least)


def _short(count: int) -> str:
    """At most four characters, the same in both languages."""
    return str(count) if count < 10_000 else f"{count // 1000}k"


# ---------------------------------------------------------------- small things
def _thickness(count: int) -> float:
    return round(min(4.0, 1 + log2(max(1, count)) / 2), 1)


def _cut(text: str, room: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _safe(text: str) -> str:
    return str(escape(clean(text)))


def _text(
    x: int, y: int, text: str, fill: str, *, weight: str = "", anchor: str = "", title: str = ""
) -> str:
    extra = (f' font-weight="{weight}"' if weight else "") + (f' text-anchor="{anchor}"' if anchor else "")
    inside = f"<title>{_safe(title)}</title>" if title else ""
    return f'<text x="{x}" y="{y}" fill="{fill}"{extra}>{inside}{_safe(text)}</text>'
