"""From blocks to commitments: one promise of conduct or action each.

Cut on sentence ends and items, not on commas. Left out: what tells of the past or the situation, what only
names what follows, quotations, closing lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pledgecheck.document.blocks import LEAD
from pledgecheck.document.model import Block, Promise, Role
from pledgecheck.document.roles import SPEAKING, WHEN, may_promise
from pledgecheck.document.sentences import clauses
from pledgecheck.text.lexicon import Lexicon, Part, tokens_of

Clause = tuple[int, int, str]  # view span and the sign that ended it
_HALF = 10  # syllables; a semicolon between two such halves of running text separates two promises
_LIST = 2  # so many semicolons in running text make it a list
_LEAST = 3  # syllables of a promise
_LABEL = 9  # syllables before a colon that only name what follows
_SHORT_LABEL = 4  # a quotation behind a longer label belongs to the sentence
_NAME = 7  # syllables of a sentence that only names a subject
_TOPIC = 9


def read_promises(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> list[Promise]:
    """The commitments of a document in reading order; spans are into the view `text`."""
    out: list[Promise] = []
    for block in blocks:
        if block.role in (Role.ITEM, Role.PARAGRAPH):
            found = _candidates(text, block, lexicon)
        elif block.role is Role.NARRATIVE:
            found = _promised_again(text, block, lexicon)
        else:
            continue
        for start, end in found:
            if _is_promise(lexicon.part(text[start:end]), block):
                out.append(Promise(len(out), start, end, block.index))
    return out


def _is_promise(part: Part, block: Block) -> bool:
    if len(part.tokens) < _LEAST or part.has("quoted_name"):
        return False
    if block.role is Role.PARAGRAPH and part.has("field"):
        return False
    if part.has("announcement"):
        return False
    if part.has("closing_line") and not may_promise(part):
        return False
    return not (part.has("preamble") and part.text.endswith((":", ",")))


def _promised_again(text: str, block: Block, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Sentences of a narrative section that say by their own words that they promise."""
    parts = list(clauses(text, block.start, block.end, lexicon))
    for start, end, _ in parts:
        part = lexicon.part(text[start:end])
        if part.has("narrative"):
            continue
        # Above the list a story has several sentences; a line of its own may be a promise.
        definite = (
            block.section == LEAD and len(parts) == 1
            and may_promise(part) and not part.has("lead_up")
        )
        if definite or part.has("promises_again"):
            yield start, end


def _candidates(text: str, block: Block, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    raw = list(clauses(text, block.start, block.end, lexicon))
    semicolons = sum(sign == ";" for _, _, sign in raw)
    colon = text.find(":", block.start, block.end)
    results = lexicon.part(text[block.start : colon + 1] if colon >= 0 else "").has("section_result")
    listed = results or (not block.marker and semicolons >= _LIST)
    prose = not block.marker or sum(bool(sign) and sign in ".!?" for _, _, sign in raw) > 1
    told = False  # inside a paragraph that tells what was
    parts = _merge_halves(text, raw, listed, prose, lexicon)
    for at, (start, end, sign) in enumerate(parts):
        part = lexicon.part(text[start:end])
        after = text[parts[at + 1][0] : parts[at + 1][1]] if at + 1 < len(parts) else ""
        goes_on = told and not block.marker and not part.has("turn")
        told = goes_on or _tells(part)
        if told or part.text.endswith(":"):
            continue
        if len(raw) > 1 and sign == "." and _only_names(lexicon.part(part.text.rstrip("."))):
            continue
        if block.marker and not at and after and _topic_of(part, lexicon.part(after)):
            continue
        begin = _after_label(text, start, end, lexicon)
        label = lexicon.part(text[start:begin]) if begin > start else None
        if label and label.has("section_result"):
            yield from _results(text, begin, end, lexicon)
        elif not (label and label.any(("section_closing", "section_narrative"))):
            yield begin, end


def _tells(part: Part) -> bool:
    if part.has("narrative"):
        return True
    return part.has("narrative_unless_turn") and not part.has("turn")


def _merge_halves(
    text: str, parts: Sequence[Clause], listed: bool, prose: bool, lexicon: Lexicon
) -> list[Clause]:
    """Join what a semicolon separates. It separates promises only in a list in prose, or between two
    long halves of running text the second of which does not refer back to the first."""
    out: list[Clause] = []
    for part in parts:
        if out and out[-1][2] == ";" and not listed:
            shorter = min(len(tokens_of(text[a:b])) for a, b, _ in (out[-1], part))
            if not prose or shorter < _HALF or lexicon.search("refers_back", text[part[0] : part[1]]):
                out[-1] = (out[-1][0], part[1], part[2])
                continue
        out.append(part)
    return out


def _after_label(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Skip "Cách làm:", "… như sau:" and the like; a colon after a long act is part of it."""
    colon = text.find(":", start, end)
    while colon > 0 and colon + 1 < end and text[colon + 1] == " ":
        before = lexicon.part(text[start:colon])
        result = before.has("section_result")
        if not result and before.any(WHEN):
            break  # "Quý II: …" says when
        count = len(before.tokens)
        announced = before.has("announces")
        if not announced and not result and (count > _LABEL or may_promise(before)):
            break
        if not announced and count > _SHORT_LABEL and text[colon + 2 : colon + 3] == '"':
            break
        start = colon + 2
        colon = text.find(":", start, end)
    return start


def _results(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """A line of results cut at commas when every piece carries a number of its own."""
    pieces: list[tuple[int, int]] = []
    at, depth = start, 0
    for i in range(start, end):
        c = text[i]
        depth += (c in "([") - (c in ")]")
        if c == "," and not depth and text[i + 1 : i + 2] == " ":
            pieces.append((at, i))
            at = i + 2
    pieces.append((at, end))
    if len(pieces) < 2 or not all(lexicon.search("number", text[a:b]) for a, b in pieces):
        return [(start, end)]
    return pieces


def _topic_of(part: Part, after: Part) -> bool:
    """Whether the first sentence of an item is a heading to the next, which begins with who will do it."""
    begins = after.matches
    speaks = bool(begins) and begins[0].first == 0 and "subject" in begins[0].classes
    return speaks and len(part.tokens) <= _NAME and not may_promise(part)


def _only_names(part: Part) -> bool:
    """A sentence that only names what follows: short, no verb."""
    if len(part.tokens) > _TOPIC:
        return False
    if part.has("heading_topic"):
        return True
    return len(part.tokens) <= _NAME and part.classes.isdisjoint(SPEAKING)
