"""What a line's own words make of it, before its place in the document is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgecheck.document.lines import Line
from pledgecheck.document.model import Role
from pledgecheck.text.lexicon import Lexicon, tokens_of

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


def may_promise(text: str, lexicon: Lexicon) -> bool:
    """The boilerplate guard: a line with a verb and a time, a number or a "không" may be a promise."""
    classes = lexicon.classes_in(text)
    if not classes & _ACT_CLASSES:
        return False
    if "negative" in classes and classes & {"concrete_verb", "negative_concrete"}:
        return True
    if lexicon.any(WHEN, text):
        return True
    idle = lexicon.patterns.get("not_measure")
    return bool(lexicon.search("number", idle.sub(" ", text) if idle else text))


def section_of(content: str, lexicon: Lexicon) -> str:
    """The kind of section a heading opens: narrative, closing, facts, result, content or "".

    The word that stands first decides: "Nội dung, biện pháp" is content, "Biện pháp, phân công" closing.
    """
    if content.endswith(":"):
        # The last sentence of an introduction announces what follows; what it told before does not name it.
        content = _SENTENCE_END.split(content)[-1]
    found = []
    for rank, name in enumerate(_SECTIONS):
        match = lexicon.search(name, content)
        if match:
            found.append((match.start(), rank, name))
    return min(found)[2].removeprefix("section_") if found else ""


def title_at(lines: Sequence[Line], text: str, lexicon: Lexicon) -> int:
    """Index of the first line of the title, -1 where none is recognised."""
    for i, line in enumerate(lines[:HEAD_LINES]):
        content = text[line.start : line.end]
        if not line.cells and _is_title(content, lexicon):
            return i
    return -1


def _is_title(content: str, lexicon: Lexicon) -> bool:
    if lexicon.search("title_sure", content) and not content.endswith("."):
        return True
    return bool(lexicon.search("title", content)) and not may_promise(content, lexicon)


def letterhead_until(lines: Sequence[Line], text: str, lexicon: Lexicon) -> int:
    """How many lines at the top only name bodies and the pledge, for a document without a known title.

    Something must follow them: a text of such lines alone is taken for what it says.
    """
    for i, line in enumerate(lines[:_LETTERHEAD_LINES]):
        content = text[line.start : line.end]
        plain = not (line.marker.style or line.cells or content.endswith((*TERMINAL, ":")))
        short = len(tokens_of(content)) <= _LETTERHEAD_TOKENS
        if not (plain and short and lexicon.search("letterhead", content)) or may_promise(content, lexicon):
            return i
    return 0


def own_role(line: Line, text: str, lexicon: Lexicon, at: int, total: int, title: int) -> Role | None:
    """The role that the line's own words give it, None when they leave it open.

    at: the line's index among `total`; title: index of the title's first line, -1 = none.
    """
    content = text[line.start : line.end]
    if not tokens_of(content) or lexicon.search("header", content):
        return Role.BOILERPLATE
    promise = may_promise(content, lexicon)
    sentence = content.endswith(".") and not any(sign in content for sign in ':"')
    if at < HEAD_LINES and not (sentence or line.marker.style) and (
        _is_title(content, lexicon) or (at <= title + 1 and lexicon.search("title", content))
    ):
        return Role.TITLE
    if lexicon.search("field", content):
        return Role.FIELD
    if at < title and not (line.marker.style and promise):
        return Role.BOILERPLATE
    if lexicon.search("preamble", content) and (content.endswith((":", ";", ",")) or not promise):
        return Role.BOILERPLATE
    if promise:
        return None
    if lexicon.search("closing_line", content) and not line.marker.style:
        return Role.BOILERPLATE
    signed = at >= total - TAIL_LINES and not content.endswith(".")
    return Role.BOILERPLATE if signed and lexicon.search("signature", content) else None


def is_heading(line: Line, before: Line | None, after: Line | None, text: str, lexicon: Lexicon) -> bool:
    """A line without an end sign that something deeper or unmarked follows.

    before: the item of the same list just above, None where there is none; after: the next line, None where
    it is boilerplate or missing.
    """
    content = text[line.start : line.end]
    if line.cells or content.endswith(TERMINAL):
        return False
    count = len(tokens_of(content))
    if content.endswith(":"):
        return count <= _LABEL_HEADING
    if after is None or count > _HEADING:
        return False
    mark, next_mark = line.marker, after.marker
    sibling = bool(mark.style) and next_mark.follows(mark)
    promise = may_promise(content, lexicon)
    if count <= _SECTION_NAME and not sibling and not promise and section_of(content, lexicon):
        return True
    if not mark.style:
        topic = bool(next_mark.style) or bool(lexicon.search("heading_topic", content))
        return topic and count <= _NARROW_HEADING
    if next_mark.style and not after.cells:
        if next_mark.depth > mark.depth:
            return True
        # "a. Công tác xây dựng Đảng" above "1. …", or "A. …" above "a. …": a list of its own begins.
        begins = next_mark.begins and not next_mark.is_bullet and not mark.is_bullet and not sibling
        return begins and count <= _RESTART and not promise
    return count <= _NARROW_HEADING and before is None
