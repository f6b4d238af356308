""".doc, .odt and .rtf through LibreOffice: same text as .docx, and what happens when it fails or is "
"missing."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from pledgecheck.errors import FormatNotSupportedError, LimitError, ProtectedFileError, UnreadableFileError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, office, read, walk

from .docx_factory import make_docx, make_zip, p, r
from .samples import ROW, TEXT, samples
from .samples import office as converted

needs_office = pytest.mark.skipif(office.soffice() is None, reason="LibreOffice is missing")


def sample(kind: str) -> bytes:
    data = samples().get(f"pledge.{kind}")
    if data is None:
        pytest.skip("LibreOffice Writer is missing")
    return data


def emptied(data: bytes) -> bytes:
    """A .doc whose directory names the text but whose sectors hold nothing."""
    names = data.find("WordDocument\0".encode("utf-16-le")) // 512 * 512
    return data[:512] + b"\xff" * (names - 512) + data[names:]


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_old_formats_read_like_word(kind: str) -> None:
    (pledge,) = read(sample(kind), name=f"a.{kind}")
    assert pledge.text == f"{TEXT}\n{ROW}"  # the tracked deletion is gone, the insertion is there
    assert pledge.layout[-1][2] == "table 1 row 2"


@needs_office
def test_old_fonts_survive_the_way_through_doc() -> None:
    from pledgecheck.readers.old_fonts import encode

    stored = encode("thường xuyên giữ gìn đoàn kết", "tcvn3")
    data = converted(make_docx(p(r(stored, font=".VnTime")), "cuối"), "a.docx", "doc")
    assert data is not None
    assert read(data, name="a.doc")[0].text == "thường xuyên giữ gìn đoàn kết\ncuối"


def test_a_folder_converts_many_at_once_and_one_bad_file_spoils_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = sample("doc")
    for at in range(4):
        (tmp_path / f"{at}.doc").write_bytes(good)
    (tmp_path / "2b.doc").write_bytes(emptied(good))
    (tmp_path / "3b.txt").write_bytes(b"a")
    (tmp_path / "2c.doc").write_bytes(b"van ban")  # no Word file: never asks the program
    starts = []
    real = office.start
    monkeypatch.setattr(office, "start", lambda *args, **given: starts.append(1) or real(*args, **given))
    entries = list(walk([tmp_path]))
    assert [entry.id for entry in entries if isinstance(entry, Pledge)] == ["0", "1", "2", "2c", "3", "3b"]
    assert [(Path(entry.path).name, entry.code) for entry in entries if isinstance(entry, ReadFailure)] == [
        ("2b.doc", "unreadable-file")
    ]
    assert len(starts) == 2  # all together, and the bad one again by itself


def test_without_libreoffice_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    for name, data in (("a.rtf", b"{\\rtf1 a}"), ("a.odt", make_zip({"mimetype": "x"}))):
        with pytest.raises(FormatNotSupportedError, match="LibreOffice") as caught:
            read(data, name=name)
        assert (caught.value.code, caught.value.path) == ("missing-program", name)


def test_a_program_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nPATH=/usr/bin:/bin\nsleep 60 &\nwait\n", encoding="utf-8")
    hanging.chmod(0o755)
    if not Path("/bin/sh").exists():
        pytest.skip("no shell here")
    monkeypatch.setattr(office, "soffice", lambda: str(hanging))
    monkeypatch.setattr(office, "MAX_CONVERT_SECONDS", -1)
    began = time.monotonic()
    with pytest.raises(LimitError):
        read(b"{\\rtf1 a}", name="a.rtf")
    assert time.monotonic() - began < 15


@needs_office
def test_damaged_files_are_reported() -> None:
    for name, data in (("a.doc", emptied(sample("doc"))), ("a.odt", make_zip({"mimetype": "application/x"}))):
        with pytest.raises(UnreadableFileError):
            read(data, name=name)


def test_passwords_are_found_without_asking_the_program() -> None:
    data = bytearray(sample("doc"))
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    flags = (struct.unpack_from("<I", data, entry + 116)[0] + 1) * sector + 10
    struct.pack_into("<H", data, flags, struct.unpack_from("<H", data, flags)[0] | 0x0100)
    with pytest.raises(ProtectedFileError):
        read(bytes(data), name="a.doc")
    locked = make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<m:encryption-data/>",
        }
    )
    with pytest.raises(ProtectedFileError):
        read(locked, name="a.odt")


def test_an_entity_bomb_in_odt_never_reaches_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "start", lambda *args, **given: pytest.fail("started"))
    monkeypatch.setattr(office, "soffice", lambda: "soffice")
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(LimitError):
        read(
            make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bomb}),
            name="a.odt",
        )


@needs_office
def test_macros_and_links_are_switched_off_in_the_profile() -> None:
    settings = (office._profile() / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "DisableMacrosExecution" in settings
    assert "BlockUntrustedRefererLinks" in settings
