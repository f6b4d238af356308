"""The sieve only ever leaves out patterns that cannot match."""

from __future__ import annotations

import pickle
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pledgecheck as pc
from pledgecheck.text.lexicon import Lexicon, compile_lexicon
from pledgecheck.text.needs import DIGIT, needs_of
from pledgecheck.text.sieve import first_of, spans_of
from pledgecheck.text.tokens import tokenised, tokens_of
from pledgecheck.text.view import make_view

ROOT = Path(__file__).resolve().parents[2]


@cache
def lexicon() -> Lexicon:
    made = pc.Checker().rulebook.lexicon
    for _ in range(3000):  # more than it takes for the table to be made
        made.search("header", "một dòng")
    return made


@cache
def lines() -> tuple[str, ...]:
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("**/*.txt")))
    return tuple({line: None for text in texts for line in make_view(text).text.split("\n")})


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("trước ngày", [{"trước"}, {"ngày"}]),
        (r"\d+ hộ", [{DIGIT}, {"hộ"}]),
        ("(?:quý|tháng) [1-4]", [{"tháng", "quý"}, {DIGIT}]),
        ("(?:quý )?nào", [{"nào"}]),
        ("a|", []),
        (r"\w+", []),
        ("(?i)quý", []),
        ("(?i:quý)", []),
        (r"(?=trước)ngày", [{"ngày"}]),
        ("(?<!không )có", [{"có"}]),
        ("[xs]", [{"x", "s"}]),
        ("[^x]", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[set[str]]) -> None:
    assert sorted(map(sorted, needs_of(pattern))) == sorted(map(sorted, needed))


def found_by(whole: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in whole.finditer(text) if match.end() > match.start()]


def test_the_same_is_found_in_every_line_of_the_examples() -> None:
    known = lexicon()
    for line in lines():
        for name, whole in known.patterns.items():
            assert known.find(name, line, 0, len(line)) == found_by(whole, line), (name, line)
            one, other = known.search(name, line), whole.search(line)
            assert (one and one.span()) == (other and other.span()), (name, line)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_same_is_found_in_any_mixture(data: st.DataObject) -> None:
    syllables = sorted({word for line in lines() for word in line.split()})
    text = " ".join(data.draw(st.lists(st.sampled_from([*syllables, "9/5", "x" * 40, "30%"]), max_size=12)))
    known = lexicon()
    for name, whole in known.patterns.items():
        assert known.find(name, text, 0, len(text)) == found_by(whole, text), name


_ITEMS = ("a", "a b", "b a", "ab?", "b+", "a|b c", "(?<=a )c", "c\\b", "b*", "^c", "c a b")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(_ITEMS), min_size=1, max_size=4, unique=True),
    st.text(alphabet="abc ", max_size=14),
)
def test_one_by_one_finds_what_alternatives_find(items: list[str], text: str) -> None:
    alternatives = re.compile("|".join(f"(?:{item})" for item in items))
    each = tuple(map(re.compile, items))
    assert spans_of(each, text) == found_by(alternatives, text)
    one, other = first_of(each, text), alternatives.search(text)
    assert (one and one.span()) == (other and other.span())


def test_groups_are_counted_as_in_the_whole_pattern() -> None:
    made = compile_lexicon({}, {"pair": ["(một) lần", "(hai) lần", "ba"]})
    for _ in range(4000):
        found = made.search("pair", "xin hai lần")
    assert found is not None and found.group(2) == "hai"


def test_a_pickled_lexicon_finds_the_same() -> None:
    known = pickle.loads(pickle.dumps(lexicon()))
    line = "trước ngày 30/6 thăm 5 hộ nghèo"
    assert known.find("deadline", line, 0, len(line)) == lexicon().find("deadline", line, 0, len(line))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_tokens_of_a_stretch_are_those_of_the_stretch_alone(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab1.,/%- \n\"x", max_size=30))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alone = [(token.start + start, token.end + start, token.text) for token in tokenised(text[start:end]).tokens]
    assert [token[:3] for token in tokens_of(text, start, end)] == alone
