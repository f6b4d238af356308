"""The box on top of an annotated copy: what is clear, what could be clearer, what to ask. No score."""

from __future__ import annotations

from collections.abc import Iterator

from pledgecheck.annotate.messages import TOP
from pledgecheck.model import Report
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.reading import excerpt, question, question_text, strengths, suggestions
from pledgecheck.reporters.state import counting, state_of
from pledgecheck.wording import STATES, say
from pledgecheck.xml_text import escaped

_SHOWN = 3
_WIDTH = 5000  # fiftieths of a percent: the whole line
_SIZE = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_EDGE = '<w:{side} w:val="single" w:sz="6" w:space="0" w:color="7F7F7F"/>'


def summary_box(report: Report, uri: str, lang: str, *, sensitive: bool = False) -> str:
    """A table of one cell and an empty line behind it, to stand before the first block of the document."""
    edges = "".join(_EDGE.format(side=side) for side in ("top", "left", "bottom", "right"))
    lines = "".join(_lines(report, Words(lang), sensitive))
    return (
        f'<w:tbl xmlns:w="{uri}"><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="pct"/><w:tblBorders>{edges}'
        '</w:tblBorders><w:tblCellMar><w:left w:w="120" w:type="dxa"/><w:right w:w="120" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="9354"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{_WIDTH}" w:type="pct"/><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr>'
        f'{lines}</w:tc></w:tr></w:tbl><w:p xmlns:w="{uri}"/>'
    )


def _lines(report: Report, words: Words, sensitive: bool) -> Iterator[str]:
    lang = words.lang
    yield _line(words(TOP["title"]), bold=True)
    yield _line(words(TOP["about"]), italic=True)
    ours = counting(report)
    acts = sum(one.level >= 3 for one in ours)
    yield _line(words(TOP["state"], state=say(STATES[state_of(report)], lang)), bold=True)
    yield _line(words(TOP["counts"], n=len(ours), acts=acts))
    clear = [one for one in strengths(report, _SHOWN) if one.level >= 3]
    if clear:
        yield _line(words(TOP["keep"]), bold=True)
        for one in clear:
            yield _line(f"✓ {excerpt(one.text, 140)}", indent=True)
    better = [each for each in suggestions(report, _SHOWN) if each.finding.severity != "info"]
    if better:
        yield _line(words(TOP["better"]), bold=True)
    for each in better:
        said = each.finding.message
        if each.more:
            said = words(TOP["more"], message=said.rstrip("."), n=each.more) + "."
        yield _line(f"– {said} {each.finding.suggestion}".rstrip(), indent=True)
    yield _line(words(TOP["ask"], question=question_text(question(report, sensitive), words)))
    if any(one.required_formula for one in report.commitments):
        yield _line(words(TOP["base"]), italic=True)
    yield _line(words(TOP["notes"]), italic=True)
    yield _line(words(TOP["last"]), italic=True)


def _line(text: str, *, bold: bool = False, italic: bool = False, indent: bool = False) -> str:
    looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + _SIZE
    left = 240 if indent else 0
    return (
        '<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="{left}" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
        f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    )
