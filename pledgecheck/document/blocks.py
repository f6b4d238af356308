"""What each logical line is for: heading, item, boilerplate, field, narrative, closing."""

from __future__ import annotations

import re
from dataclasses import replace

from pledgecheck.document.lines import Line, logical_lines
from pledgecheck.document.model import Block, Role, Row
from pledgecheck.text.lexicon import Lexicon, tokens_of

_ADDRESSEE = re.compile(r"(?:kính gửi|kính trình|nơi nhận)\b")
_FIRST = re.compile(r"\(?(?:1|a|i|một là|thứ nhất)\b|[-•+*▪➢○]")
_HEAD_LINES = 15  # the title stands among the first lines
_TAIL_LINES = 12  # signatures stand among the last lines
_HEADING_TOKENS = 26
_SIGNATURE_TOKENS = 8
_TERMINAL = (".", ";", "!", "?")
# Roles that open a stretch of text of one kind, by the pattern group that names them.
_ALONE = ("header", "title", "field", "closing_line", "signature")
_SECTIONS = ("section_narrative", "section_closing", "section_result", "section_content")


def acts(text: str, lexicon: Lexicon) -> bool:
    """The boilerplate guard: a line with a verb and a time, a number or a "không" may be a promise."""
    tokens = tokens_of(text)
    classes = {c for m in lexicon.phrases(tokens) for c in m.classes}
    if not classes & {"concrete_verb", "light_verb", "scalar_verb", "negative"}:
        return False
    if "negative" in classes and classes & {"concrete_verb", "negative_concrete"}:
        return True
    if any(lexicon.search(name, text) for name in ("deadline", "frequency", "clock")):
        return True
    clean = text
    pattern = lexicon.patterns.get("not_measure")
    if pattern:
        clean = pattern.sub(" ", text)
    return bool(lexicon.search("number", clean))


def _title_at(lines: list[Line], text: str, lexicon: Lexicon) -> int:
    for i, line in enumerate(lines[:_HEAD_LINES]):
        if not line.cells and lexicon.search("title", text[line.start : line.end]):
            return i
    return -1


def _single(line: Line, text: str, lexicon: Lexicon, at: int, total: int, title: int) -> Role | None:
    """The role that the line's own words give it, None when they leave it open."""
    content = text[line.start : line.end]
    count = len(tokens_of(content))
    if count == 0:
        return Role.BOILERPLATE
    if lexicon.search("header", content):
        return Role.BOILERPLATE
    if lexicon.search("title", content) and at < _HEAD_LINES and (not acts(content, lexicon) or at <= title + 1):
        return Role.TITLE
    if lexicon.search("field", content):
        return Role.FIELD
    if at < title and not (line.marker and acts(content, lexicon)):
        return Role.BOILERPLATE
    if lexicon.search("preamble", content) and (content.endswith((":", ";", ",")) or not acts(content, lexicon)):
        return Role.BOILERPLATE
    if lexicon.search("closing_line", content) and not line.marker and not acts(content, lexicon):
        return Role.BOILERPLATE
    if at >= total - _TAIL_LINES and lexicon.search("signature", content) and not content.endswith(".") \
            and not acts(content, lexicon):
        return Role.BOILERPLATE
    return None


def _is_heading(line: Line, after: Line | None, text: str, lexicon: Lexicon) -> bool:
    """A short line without an end sign that something deeper or unmarked follows."""
    content = text[line.start : line.end]
    if line.cells or content.endswith(_TERMINAL):
        return False
    count = len(tokens_of(content))
    if content.endswith(":"):
        return count <= _HEADING_TOKENS * 2
    if after is None or count > _HEADING_TOKENS:
        return False
    if count <= 8 and _section_of(content, lexicon) and not acts(content, lexicon):
        return True
    if line.marker:
        if after.marker and not after.cells:
            # "a. Công tác xây dựng Đảng" above "1. …": a list of another kind begins.
            begins = after.level != line.level and bool(_FIRST.match(after.marker)) and line.level < 5
            return after.level > line.level or (begins and count <= 12)
        return count <= 16
    return (bool(after.marker) and count <= 16) or (content.startswith("về ") and count <= 16)


def _row(line: Line, text: str, header: list[str]) -> Row | None:
    """The promise cell of a table row: the column a header calls content, else the longest cell."""
    cells = list(line.cells)
    if not cells:
        return None
    main = -1
    if header:
        offset = max(0, len(header) - len(cells))
        for i in range(len(cells)):
            if i + offset < len(header) and any(
                word in header[i + offset] for word in ("nội dung", "việc", "đăng ký", "cam kết", "cách làm", "hoạt động")
            ):
                main = i
                break
    if main < 0:
        main = max(range(len(cells)), key=lambda i: cells[i][1] - cells[i][0])
    return Row(cells[main], tuple(c for i, c in enumerate(cells) if i != main))


def _section_of(content: str, lexicon: Lexicon) -> str:
    for name in _SECTIONS:
        if lexicon.search(name, content):
            return name.removeprefix("section_")
    return ""


def read_blocks(text: str, lexicon: Lexicon) -> tuple[list[Block], dict[int, Row]]:
    """Blocks of the view `text` with their tree, and the table rows by block index."""
    lines = logical_lines(text, lambda line: any(lexicon.search(name, line) for name in _ALONE))
    title = _title_at(lines, text, lexicon)
    blocks: list[Block] = []
    rows: dict[int, Row] = {}
    stack: list[Block] = []  # open headings and items, outermost first
    table: list[str] = []
    title_open = False
    addressees = False  # inside the list after "Kính gửi" or "Nơi nhận"
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        content = text[line.start : line.end]
        role = _single(line, text, lexicon, at, len(lines), title)
        if _ADDRESSEE.match(content):
            addressees = True
        elif addressees and line.marker and role is None and not acts(content, lexicon) and line.level >= 5:
            role = Role.BOILERPLATE
        else:
            addressees = False
        if line.cells and role is not Role.FIELD:
            names = [text[a:b] for a, b in line.cells]
            if (not table and _looks_like_header(names)) or (line.marker == "" and names and names[0] in ("stt", "tt")):
                table, role = names, Role.FIELD
        elif not line.cells:
            table = []
        if line.cells and role is None and (at < title or at >= len(lines) - _TAIL_LINES) and all(
            len(tokens_of(text, a, b)) <= _SIGNATURE_TOKENS and not acts(text[a:b], lexicon) for a, b in line.cells
        ):
            role = Role.BOILERPLATE  # a letterhead or signatures set as a table
        if role is None and title_open and not line.marker and not content.endswith((".", ":")) \
                and at <= title + 4 and not acts(content, lexicon):
            role = Role.TITLE
        title_open = role is Role.TITLE
        tail = at >= len(lines) - _TAIL_LINES
        heading = role is None and _is_heading(line, after, text, lexicon)
        if role is None and not heading and tail and not line.marker and not line.cells \
                and len(tokens_of(content)) <= _SIGNATURE_TOKENS and not content.endswith(_TERMINAL) \
                and not acts(content, lexicon):
            role = Role.BOILERPLATE
        while stack and (heading or line.marker) and stack[-1].level >= (line.level or 1) and role is None:
            if not line.marker and stack[-1].level > 1 and not heading:
                break
            stack.pop()
        parent = stack[-1] if stack else None
        section = parent.section if parent else ""
        if heading:
            role = Role.HEADING
            section = _section_of(content, lexicon) or section
        if role is None:
            role = Role.ITEM if line.marker or line.cells else Role.PARAGRAPH
            if section == "narrative" and not (line.cells and table):
                role = Role.NARRATIVE
            elif section == "closing":
                role = Role.CLOSING
            elif not line.marker and lexicon.search("reason", content):
                role = Role.NARRATIVE
        block = Block(len(blocks), role, line.start, line.end, line.marker,
                      line.level or (1 if heading else 0), parent.index if parent else None, section)
        if line.cells and role is Role.ITEM:
            row = _row(line, text, table)
            if row:
                rows[block.index] = row
                block = replace(block, start=row.main[0], end=row.main[1])
        blocks.append(block)
        if role is Role.HEADING or (role is Role.ITEM and line.marker and content.endswith(":")):
            stack.append(block)
    return _close(blocks, text, lexicon), rows


def _close(blocks: list[Block], text: str, lexicon: Lexicon) -> list[Block]:
    """Unmarked paragraphs behind the last item that speak of reporting and checking close the pledge."""
    items = [b.index for b in blocks if b.role is Role.ITEM]
    if len(items) < 3:
        return blocks
    return [
        replace(b, role=Role.CLOSING)
        if b.index > items[-1] and b.role is Role.PARAGRAPH and lexicon.search("closing_cue", text[b.start : b.end])
        and not lexicon.search("section_result", text[b.start : text.find(":", b.start, b.end) + 1])
        else b
        for b in blocks
    ]


def _looks_like_header(cells: list[str]) -> bool:
    words = ("stt", "tt", "nội dung", "việc làm", "thời gian", "người", "kết quả", "ghi chú", "phụ trách", "cách làm",
             "biện pháp", "mục tiêu", "việc", "địa điểm", "sản phẩm")
    return len(cells) >= 2 and sum(any(c.startswith(w) for w in words) and len(c) < 40 for c in cells) >= 2
