"""What a line's own words make of it, before its place in the document is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgecheck.document.lines import Line
from pledgecheck.document.model import Role
from pledgecheck.text.lexicon import Part

HEAD_LINES = 15  # the title stands among the first lines
TITLE_LINES = 4  # a title has at most so many lines more
TAIL_LINES = 12  # signatures stand among the last lines
SIGNATURE_TOKENS = 8
_LETTERHEAD_LINES = 12
_LETTERHEAD_TOKENS = 16
_NARROW_HEADING = 16  # tokens of a heading that no sign and no deeper marker shows
_HEADING = 26
_LABEL_HEADING = 52  # with a colon at its end
_SECTION_NAME = 8
_RESTART = 12  # tokens of a heading above a list of its own kind
TERMINAL = (".", ";", "!", "?")
# Pattern groups of lines that mostly stand by themselves.
ALONE = ("header", "title_sure", "title", "field", "closing_line", "signature")
WHEN = ("deadline", "frequency", "clock")
_SENTENCE_END = re.compile(r"[.!?] ")
_SECTIONS = ("section_narrative", "section_closing", "section_facts", "section_result", "section_content")
_ACT_CLASSES = frozenset({"concrete_verb", "light_verb", "scalar_verb", "negative"})
SPEAKING = _ACT_CLASSES | {"empty_verb", "virtue", "modifier"}  # classes that no name and no label holds


def may_promise(part: Part) -> bool:
    """The boilerplate guard: a line with a verb and a time, a number or a "không" may be a promise."""
    known: bool | None = part.memo.get(may_promise)
    if known is None:
        known = part.memo[may_promise] = _may_promise(part)
    return known


def _may_promise(part: Part) -> bool:
    classes = part.classes
    if classes.isdisjoint(_ACT_CLASSES):
        return False
    if "negative" in classes and classes & {"concrete_verb", "negative_concrete"}:
        return True
    # Places, not only whether there are any: the slots of a promise will ask for them.
    if any(part.spans(name) for name in WHEN):
        return True
    if not part.may_have("number") or not part.spans("not_measure"):
        return bool(part.spans("number"))
    return part.lexicon.part(part.lexicon.patterns["not_measure"].sub(" ", part.text)).has("number")


def section_of(part: Part) -> str:
    """The kind of section a heading opens: narrative, closing, facts, result, content or "".

    The word that stands first decides: "Nội dung, biện pháp" is content, "Biện pháp, phân công" closing.
    """
    content = part.text
    if content.endswith(":"):
        # The last sentence of an introduction announces what follows; what it told before does not name it.
        last = _SENTENCE_END.split(content)[-1]
        part = part if last == content else part.lexicon.part(last)
    found = []
    for rank, name in enumerate(_SECTIONS):
        match = part.search(name)
        if match:
            found.append((match.start(), rank, name))
    return min(found)[2].removeprefix("section_") if found else ""


def title_at(lines: Sequence[Line], parts: Sequence[Part]) -> int:
    """Index of the first line of the title, -1 where none is recognised; `parts` are the lines' contents."""
    for i, line in enumerate(lines[:HEAD_LINES]):
        if not line.cells and _is_title(parts[i]):
            return i
    return -1


def _is_title(part: Part) -> bool:
    if part.has("title_sure") and not part.text.endswith("."):
        return True
    return part.has("title") and not may_promise(part)


def letterhead_until(lines: Sequence[Line], parts: Sequence[Part]) -> int:
    """How many lines at the top only name bodies and the pledge, for a document without a known title.

    Something must follow them: a text of such lines alone is taken for what it says.
    """
    for i, line in enumerate(lines[:_LETTERHEAD_LINES]):
        part = parts[i]
        plain = not (line.marker.style or line.cells or part.text.endswith((*TERMINAL, ":")))
        short = len(part.tokens) <= _LETTERHEAD_TOKENS
        if not (plain and short and part.has("letterhead")) or may_promise(part):
            return i
    return 0


def own_role(line: Line, part: Part, at: int, total: int, title: int) -> Role | None:
    """The role that the line's own words give it, None when they leave it open.

    part: its content; at: the line's index among `total`; title: index of the title's first line, -1 = none.
    """
    content = part.text
    if not part.tokens or part.has("header"):
        return Role.BOILERPLATE
    promise = may_promise(part)
    sentence = content.endswith(".") and not any(sign in content for sign in ':"')
    if at < HEAD_LINES and not (sentence or line.marker.style) and (
        _is_title(part) or (at <= title + 1 and part.has("title"))
    ):
        return Role.TITLE
    if part.has("field"):
        return Role.FIELD
    if at < title and not (line.marker.style and promise):
        return Role.BOILERPLATE
    if part.has("preamble") and (content.endswith((":", ";", ",")) or not promise):
        return Role.BOILERPLATE
    if promise:
        return None
    if part.has("closing_line") and not line.marker.style:
        return Role.BOILERPLATE
    signed = at >= total - TAIL_LINES and not content.endswith(".")
    return Role.BOILERPLATE if signed and part.has("signature") else None


def is_heading(line: Line, before: Line | None, after: Line | None, part: Part) -> bool:
    """A line without an end sign that something deeper or unmarked follows.

    before: the item of the same list just above, None where there is none; after: the next line, None where
    it is boilerplate or missing; part: the line's content.
    """
    content = part.text
    if line.cells or content.endswith(TERMINAL):
        return False
    count = len(part.tokens)
    if content.endswith(":"):
        return count <= _LABEL_HEADING
    if after is None or count > _HEADING:
        return False
    mark, next_mark = line.marker, after.marker
    sibling = bool(mark.style) and next_mark.follows(mark)
    promise = may_promise(part)
    if count <= _SECTION_NAME and not sibling and not promise and section_of(part):
        return True
    if not mark.style:
        topic = bool(next_mark.style) or part.has("heading_topic")
        return topic and count <= _NARROW_HEADING
    if next_mark.style and not after.cells:
        if next_mark.depth > mark.depth:
            return True
        # "a. Công tác xây dựng Đảng" above "1. …", or "A. …" above "a. …": a list of its own begins.
        begins = next_mark.begins and not next_mark.is_bullet and not mark.is_bullet and not sibling
        return begins and count <= _RESTART and not promise
    return count <= _NARROW_HEADING and before is None
