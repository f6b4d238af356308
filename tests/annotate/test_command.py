"""`pledgecheck annotate` as it is run."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pledgecheck.cli.main import run
from tests.annotate.reading import comments, marked
from tests.readers.docx_factory import make_docx

VAGUE = "1. Không ngừng nâng cao tinh thần trách nhiệm."
GOOD = "2. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ban.docx"
    path.write_bytes(make_docx("BẢN CAM KẾT NĂM 2019", "Họ và tên: Nguyễn Văn An", VAGUE, GOOD))
    return path


def test_writes_a_private_copy(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = source.read_bytes()
    target = source.with_name("copy.docx")
    assert run(["annotate", str(source), "-o", str(target), "--fail-on", "never"]) == 0
    assert source.read_bytes() == before
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "Không ngừng nâng cao tinh thần trách nhiệm." in marked(target.read_bytes()).values()
    captured = capsys.readouterr()
    assert captured.out == "" and "ghi chú" in captured.err
    assert [path.name for path in sorted(source.parent.iterdir())] == ["ban.docx", "copy.docx"]


def test_status_is_that_of_check(source: Path) -> None:
    target = str(source.with_name("copy.docx"))
    assert run(["annotate", str(source), "-o", target, "--fail-on", "warning", "-q"]) == 1


def test_english_with_summary(source: Path) -> None:
    target = source.with_name("copy.docx")
    run(["annotate", str(source), "-o", str(target), "--lang", "en", "--with-summary", "-q"])
    assert any("Could be added:" in said for said in comments(target.read_bytes()).values())


@pytest.mark.parametrize("name", ["ban.docx", "./ban.docx"])
def test_never_over_the_original(source: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source.parent)
    before = source.read_bytes()
    assert run(["annotate", "ban.docx", "-o", name]) == 2
    assert source.read_bytes() == before


def test_what_is_no_word_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(VAGUE, "utf-8")
    assert run(["annotate", str(tmp_path / "a.txt"), "-o", str(tmp_path / "b.docx")]) == 2
    assert ".docx" in capsys.readouterr().err
    assert not (tmp_path / "b.docx").exists()


def test_a_folder_that_does_not_exist(source: Path) -> None:
    assert run(["annotate", str(source), "-o", str(source.parent / "none" / "b.docx")]) == 2


@pytest.mark.parametrize(("original", "copy", "wanted"), [("ban.docx", "b.pdf", ".docx"), ("ban.docm", "b.docx", ".docm")])
def test_the_copy_keeps_the_type_of_its_name(
    source: Path, capsys: pytest.CaptureFixture[str], original: str, copy: str, wanted: str
) -> None:
    named = source.rename(source.with_name(original))
    target = source.with_name(copy)
    assert run(["annotate", str(named), "-o", str(target)]) == 2
    assert f"đuôi {wanted}." in capsys.readouterr().err and not target.exists()
