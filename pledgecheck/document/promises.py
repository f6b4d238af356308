"""From blocks to commitments: one promise of conduct or action each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pledgecheck.document.blocks import acts
from pledgecheck.document.model import Block, Promise, Role
from pledgecheck.document.sentences import clauses
from pledgecheck.text.lexicon import Lexicon, tokens_of

_LONG_HALF = 10  # syllables; a semicolon between two long halves of running text separates two promises
_REFERS_BACK = re.compile(r"(?:\w+ )?(?:\w+) nào\b|(?:nếu|khi|trường hợp|còn|ai|thuốc|riêng)\b")
_TURNS = re.compile(r"\b(?:năm nay|sẽ|cam kết|đăng ký|phấn đấu|từ nay|quyết tâm|xin hứa)\b")
_SHORT = 3
_LABEL = 9  # syllables before a colon that only name what follows


def _merge_halves(text: str, parts: Sequence[tuple[int, int, str]], listed: bool, prose: bool) -> list[tuple[int, int, str]]:
    """Join what a semicolon separates. It separates promises only in a list in prose, or between two
    long halves of running text the second of which does not refer back to the first."""
    out: list[tuple[int, int, str]] = []
    for part in parts:
        if out and out[-1][2] == ";" and not listed:
            halves = [len(tokens_of(text, out[-1][0], out[-1][1])), len(tokens_of(text, part[0], part[1]))]
            if not prose or min(halves) < _LONG_HALF or _REFERS_BACK.match(text, part[0]):
                out[-1] = (out[-1][0], part[1], part[2])
                continue
        out.append(part)
    return out


def _after_label(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Skip "Cách làm:", "… như sau:" and the like; a colon after a long act is part of it."""
    colon = text.find(":", start, end)
    while colon > 0 and colon + 1 < end and text[colon + 1] == " ":
        before = text[start:colon]
        result = lexicon.search("section_result", before)
        if not result and any(lexicon.search(name, before) for name in ("deadline", "clock", "frequency")):
            break  # "Quý II: …" says when
        count = len(tokens_of(before))
        named = before.endswith(("như sau", "như vầy", "sau đây", "cụ thể", "sau", "cam kết", "đăng ký", "hứa", "mấy việc"))
        if not named and not result and (count > _LABEL or acts(before, lexicon)):
            break
        if not named and count > 4 and text[colon + 2 : colon + 3] == '"':
            break
        start = colon + 2
        colon = text.find(":", start, end)
    return start


def _results(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """A line of results cut at commas when every piece carries a number of its own."""
    pieces: list[tuple[int, int]] = []
    at = start
    depth = 0
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


def _narrative(content: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.search("narrative", content))


def _label_only(content: str, lexicon: Lexicon) -> bool:
    """A sentence that only names what follows: short, no verb."""
    tokens = tokens_of(content)
    if len(tokens) > 9:
        return False
    known = {c for m in lexicon.phrases(tokens) for c in m.classes}
    verbs = {"concrete_verb", "light_verb", "empty_verb", "scalar_verb", "negative"}
    if content.startswith("về ") and content.count(" ") < 8:
        return True
    return not known & verbs and not (known & {"virtue", "modifier"}) and len(tokens) <= 7


def _candidates(text: str, block: Block, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    raw = list(clauses(text, block.start, block.end))
    semicolons = sum(sign == ";" for _, _, sign in raw)
    label = text[block.start : text.find(":", block.start, block.end) + 1]
    listed = (not block.marker and semicolons >= 2) or bool(label and lexicon.search("section_result", label))
    many = len(raw) > 1
    told = False  # inside a paragraph that tells what was
    prose = not block.marker or sum(sign in ".!?" for _, _, sign in raw if sign) > 1
    for start, end, sign in _merge_halves(text, raw, listed, prose):
        content = text[start:end]
        told = (told and not block.marker and not _TURNS.search(content)) or _narrative(content, lexicon)
        if told:
            continue
        if many and sign == "." and _label_only(content.rstrip("."), lexicon):
            continue
        begin = _after_label(text, start, end, lexicon)
        label = text[start:begin]
        if begin > start and lexicon.search("section_result", label):
            yield from _results(text, begin, end, lexicon)
            continue
        if label and _closing_label(label, lexicon):
            continue
        if content.endswith(":"):
            continue
        yield begin, end


def _closing_label(label: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.search("section_closing", label) or lexicon.search("section_narrative", label))


def read_promises(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> list[Promise]:
    """The commitments of a document in reading order (see the package docstring for what is left out)."""
    out: list[Promise] = []
    for block in blocks:
        if block.role not in (Role.ITEM, Role.PARAGRAPH):
            continue
        for start, end in _candidates(text, block, lexicon):
            content = text[start:end]
            tokens = tokens_of(content)
            if len(tokens) < _SHORT:
                continue
            if block.role is Role.PARAGRAPH and lexicon.search("field", content):
                continue
            if lexicon.search("closing_line", content) and not acts(content, lexicon):
                continue
            if lexicon.search("preamble", content) and content.endswith((":", ",")):
                continue
            out.append(Promise(len(out), start, end, block.index))
    return out
