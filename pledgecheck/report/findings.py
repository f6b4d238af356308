"""The rules asked one by one, and their hits put into words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pledgecheck.errors import UnknownNameError, did_you_mean
from pledgecheck.kinds.base import Facts, Hit, Value
from pledgecheck.kinds.table import kinds
from pledgecheck.model import Finding
from pledgecheck.packs.loader import Rule
from pledgecheck.report.places import Places
from pledgecheck.text.view import folded
from pledgecheck.wording import ADDRESS, say


def selected(rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules in use: those that `select` names by prefix (all when empty), without those of `ignore`.

    Of two prefixes that fit a rule the longer one decides, so that `ignore=SPE select=SPE003` keeps SPE003.
    """
    for prefix in (*select, *ignore):
        if not any(name.startswith(prefix) for name in rules):
            vi, en = did_you_mean(prefix, rules)
            raise UnknownNameError(
                f"Không có luật nào bắt đầu bằng “{prefix}”.{vi}",
                f"There is no rule that starts with “{prefix}”.{en}",
            )

    def fit(name: str, prefixes: Sequence[str]) -> int:
        return max((len(prefix) for prefix in prefixes if name.startswith(prefix)), default=-1)

    def wanted(name: str) -> bool:
        chosen = fit(name, select) if select else 0
        return chosen > fit(name, ignore) and chosen >= 0

    return tuple(rule for name, rule in rules.items() if wanted(name))


def findings(rules: Iterable[Rule], facts: Facts, places: Places, lang: str) -> tuple[Finding, ...]:
    """All findings in order of their place; whole-document ones first."""
    known = kinds()
    found: list[tuple[Rule, Hit]] = []
    seen: set[tuple[str, int | None, int | None]] = set()
    for rule in rules:
        for hit in known[rule.kind].conditions[rule.when].find(facts, rule.options):
            # A rule says one thing once about one place.
            key = (rule.id, hit.start, hit.end)
            if key not in seen or (hit.start is None and _different(found, rule, hit)):
                seen.add(key)
                found.append((rule, hit))
    found.sort(
        key=lambda pair: (-1 if pair[1].start is None else pair[1].start, pair[1].end or 0, pair[0].id)
    )
    occurrences: Counter[tuple[str, str]] = Counter()
    return tuple(_finding(rule, hit, facts, places, lang, occurrences) for rule, hit in found)


def _different(found: Sequence[tuple[Rule, Hit]], rule: Rule, hit: Hit) -> bool:
    return all(other.id != rule.id or old.start is not None or old.data != hit.data for other, old in found)


def _finding(
    rule: Rule, hit: Hit, facts: Facts, places: Places, lang: str, occurrences: Counter[tuple[str, str]]
) -> Finding:
    line = column = None
    content = ""
    if hit.start is not None and hit.end is not None:
        line, column = places.line_column(hit.start)
        content = fold_text(facts.view.source[hit.start : hit.end])
    key = (rule.id, content)
    occurrences[key] += 1
    you = say(ADDRESS[facts.kind], lang)
    data = {name: _worded(value, lang) for name, value in hit.data.items()}
    data |= {"you": you, "You": you[:1].upper() + you[1:]}
    suggestion = rule.suggestion
    if facts.sensitive and rule.suggestion_sensitive is not None:
        suggestion = rule.suggestion_sensitive
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=rule.message.of(lang).format_map(data),
        suggestion=suggestion.of(lang).format_map(data),
        start=hit.start,
        end=hit.end,
        line=line,
        column=column,
        location=places.location(hit.start) if hit.start is not None else None,
        confidence=round(hit.confidence, 3),
        fingerprint=fingerprint(rule.id, content, occurrences[key]),
    )


def _worded(value: Value, lang: str) -> str:
    return value if isinstance(value, str) else value[1 if lang == "en" else 0]


@lru_cache(maxsize=256)
def fold_text(text: str) -> str:
    """The text as it is matched: the same in every normal form, case, spacing and line wrapping."""
    return " ".join(folded(text).split())


def fingerprint(rule: str, content: str, occurrence: int) -> str:
    """Stable across edits elsewhere: rule, folded text of the span, how often it occurred before."""
    return hashlib.sha256(f"{rule}\0{content}\0{occurrence}".encode()).hexdigest()[:16]
