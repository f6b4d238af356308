"""The project's own document set: every format against the text that it must give, and the kept nasty "
"files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pledgecheck.errors import FormatNotSupportedError, PledgecheckError
from pledgecheck.model import Pledge
from pledgecheck.readers import read, read_entries
from pledgecheck.readers.formats import SUFFIXES

from .samples import REGISTER_TEXTS, ROW, TEXT, samples

NASTY = Path(__file__).parents[1] / "fixtures" / "readers"
WITH_TABLE = ("docx", "doc", "odt", "rtf")
FORMATS = ("txt", "docx", "doc", "odt", "rtf", "pdf")


def sample(name: str) -> bytes:
    data = samples().get(name)
    if data is None:
        pytest.skip(f"{name}: xlsxwriter or LibreOffice is missing")
    return data


def read_here(data: bytes, name: str) -> list[Pledge]:
    try:
        return read(data, name=name)
    except FormatNotSupportedError as error:
        if error.code in ("missing-extra", "missing-program"):
            pytest.skip(str(error))
        raise


@pytest.mark.parametrize("kind", FORMATS)
def test_one_pledge_reads_alike_in_every_format(kind: str) -> None:
    (pledge,) = read_here(sample(f"pledge.{kind}"), f"a.{kind}")
    assert pledge.text == (f"{TEXT}\n{ROW}" if kind in WITH_TABLE else TEXT)


@pytest.mark.parametrize("name", ["tcvn3.txt", "vni.txt", "utf16.txt", "old-font.docx"])
def test_old_encodings_give_the_same_text(name: str) -> None:
    assert read(sample(name), name=name)[0].text == TEXT


def test_every_suffix_has_a_sample() -> None:
    same = {
        "docm": "docx",
        "dotx": "docx",
        "dotm": "docx",
        "dot": "doc",
        "text": "txt",
        "md": "txt",
        "markdown": "txt",
    }
    kinds = {same.get(suffix[1:], suffix[1:]).replace("xlsm", "xlsx") for suffix in SUFFIXES}
    assert kinds == {*FORMATS, "csv", "xlsx", "xls", "ods", "zip"}


def test_an_archive_of_them_reads_alike() -> None:
    entries = read_entries(sample("pledges.zip"), name="a.zip")
    assert [entry.text for entry in entries if isinstance(entry, Pledge)] == [TEXT, f"{TEXT}\n{ROW}"]
    assert len(REGISTER_TEXTS) == 3


@pytest.mark.parametrize("path", sorted(NASTY.glob("*")), ids=lambda path: path.name)
def test_kept_nasty_files_end_in_a_pledge_or_a_clear_error_in_time(path: Path) -> None:
    began = time.monotonic()
    try:
        entries = read_entries(path)
    except PledgecheckError as error:
        assert error.path == str(path)
    else:
        assert entries
    assert time.monotonic() - began < 30
