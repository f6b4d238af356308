"""Whole pledges of many layouts: exactly the commitments that a reader would take are taken."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.document.marked import PLEDGES, promised, unmarked

FILES = sorted(PLEDGES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_commitments_of_a_pledge_are_found(path: Path) -> None:
    text, expected = unmarked(path.read_text("utf-8"))
    assert promised(text) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_capitals_and_normal_form_do_not_matter(path: Path) -> None:
    text, expected = unmarked(path.read_text("utf-8"))
    assert promised(text.upper()) == [one.upper() for one in expected]
    decomposed = [unicodedata.normalize("NFC", one) for one in promised(unicodedata.normalize("NFD", text))]
    assert decomposed == expected
