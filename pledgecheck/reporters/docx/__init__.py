"""A report by unit in the layout of Vietnamese official documents: one section for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from pledgecheck.judging import is_sensitive
from pledgecheck.model import AuditSummary, CopyPair, MissingPledge
from pledgecheck.packs.resolve import merged_lexicon
from pledgecheck.private_files import write_private
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.docx.letterhead import foot, head, issuer_of, title
from pledgecheck.reporters.docx.messages import R
from pledgecheck.reporters.docx.units import Around, Line, body, line_of
from pledgecheck.reporters.docx.writer import Document, Paragraph, Table, text
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.order import collation_key, name_key
from pledgecheck.reporters.places import Neighbours, UnitNames
from pledgecheck.text.lexicon import Lexicon


def write_to(outcome: Outcome, target: Path, style: Style) -> list[Path]:
    """The report as a file that only its owner may read."""
    write_private(target, document(outcome, style.lang))
    return [target]


def document(outcome: Outcome, lang: str) -> bytes:
    """The report in memory."""
    words = Words(lang)
    lexicon = merged_lexicon(outcome.packs)
    sensitive = outcome.sensitive or (lambda report: is_sensitive(lexicon, report.role, report.unit))
    units: defaultdict[str, list[Line]] = defaultdict(list)
    name = UnitNames()
    neighbours = Neighbours(name)
    for report in outcome.reports:
        line = line_of(report, words, sensitive=sensitive(report))
        units[name(line.unit)].append(line)
        neighbours.add(report)
    by_hand = Counter(unit for _, unit in neighbours.by_hand(outcome.skipped))
    for unit in by_hand:
        units.setdefault(unit, [])
    audit = outcome.audit or AuditSummary()
    missing: defaultdict[str, list[MissingPledge]] = defaultdict(list)
    for one in audit.missing:
        units.setdefault(name(one.unit), [])
        missing[name(one.unit)].append(one)
    made = Document(words(R["kind"]))
    names = {line.id: line.author or line.id for lines in units.values() for line in lines}
    for unit in sorted(units, key=lambda name: (not name, collation_key(name))):
        absent = sorted(missing[unit], key=lambda one: name_key(one.author))
        pairs = _pairs(units[unit], audit)
        # Files of no known unit stand in the report of the only one, or of the last.
        errors = outcome.errors if len(units) == 1 or not unit else ()
        around = Around(absent, errors, pairs, lambda id: names.get(id, id), by_hand[unit])
        made.sections.append(_section(unit, units[unit], around, words, lexicon))
    if not units:
        made.sections.append([Paragraph(text(words(R["nothing"])))])
    return made.pack()


def _pairs(lines: Sequence[Line], audit: AuditSummary) -> list[CopyPair]:
    """Pledges of this unit that are like another one."""
    ids = {line.id for line in lines}
    return [pair for pair in audit.copy_pairs if pair.relation == "peer" and ids & {pair.a, pair.b}]


def _section(
    unit: str, lines: Sequence[Line], around: Around, words: Words, lexicon: Lexicon
) -> list[Paragraph | Table]:
    issuer = issuer_of(unit, lexicon, words(R["no_unit"]))
    year = max((line.year for line in lines if line.year), default=None)
    ordered = sorted(lines, key=lambda line: (name_key(line.author), line.year or 0, line.id))
    return [
        head(issuer, year),
        *title(words, year, is_party=issuer.is_party),
        *body(ordered, around, words, is_party=issuer.is_party),
        foot(words, issuer),
    ]
