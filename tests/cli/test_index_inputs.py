"""`pledgecheck index` and `templates propose` say which inputs they are without, and why."""

from __future__ import annotations

import json
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from pledgecheck.checker import Checker
from pledgecheck.cli.main import run
from pledgecheck.index import build
from pledgecheck.model import Pledge

ENGLISH = "I promise to help my colleagues every week and to keep the office of our village clean."
NO_MARKS = "Moi thang toi den tham va giup 02 ho neo don trong thon don nha, sua mai."
PLEDGE = "- Tôi sửa 3 bộ bàn ghế của lớp ghép ở thôn số 2 trước ngày 5/6, có ảnh gửi chi bộ."
Captured = pytest.CaptureFixture[str]


def told_by(capsys: Captured) -> list[str]:
    """The lines on stderr; nothing is on stdout."""
    told = capsys.readouterr()
    assert told.out == ""
    return told.err.replace("\\", "/").splitlines()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three texts that can be read, of which one can be judged; one that cannot be read; one that is no pledge."""
    monkeypatch.setenv("PLEDGECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "nam-2022"
    made.mkdir()
    for name, text in (("a", PLEDGE), ("b", ENGLISH), ("c", NO_MARKS), ("d", " \n")):
        (made / f"{name}.txt").write_text(text, "utf-8")
    (made / "anh.mp4").write_bytes(b"\0")
    return made


@pytest.mark.parametrize("what", ["build", "add"])
def test_each_input_that_is_left_out_has_its_line(capsys: Captured, what: str) -> None:
    assert run(["index", "build", "nam-2022/a.txt"]) == 0
    assert told_by(capsys) == ["pledgecheck.index: đã ghi 1 bản"]
    assert run(["index", what, "nam-2022"]) == 2  # one cannot be read
    assert told_by(capsys) == [
        "pledgecheck: nam-2022/d.txt: Tệp không có chữ nào. Hãy kiểm tra đã lưu đúng tệp chưa.",
        "pledgecheck: nam-2022/anh.mp4: không phải dạng tệp của bản cam kết",
        "pledgecheck: nam-2022/b.txt: Văn bản không phải tiếng Việt. Công cụ này chỉ xem bản viết bằng tiếng Việt.",
        "pledgecheck: nam-2022/c.txt: Văn bản viết không dấu nên chưa xem được. Đề nghị gõ lại có dấu (bảng mã Unicode).",
        "pledgecheck.index: đã ghi 1 bản; để ngoài 4, lý do ghi ở trên",
    ]


def test_in_the_language_of_the_configuration(folder: Path, capsys: Captured) -> None:
    (folder / "d.txt").unlink()
    Path("pledgecheck.toml").write_text('lang = "en"\n', "utf-8")
    assert run(["index", "build", "nam-2022"]) == 0  # nothing failed: what is left out is told, and no error
    assert told_by(capsys) == [
        "pledgecheck: nam-2022/anh.mp4: not a type of file that pledges have",
        "pledgecheck: nam-2022/b.txt: The text is not in Vietnamese. This tool judges texts in Vietnamese only.",
        "pledgecheck: nam-2022/c.txt: The text has no diacritics, so it could not be judged. "
        "Please type it with diacritics (Unicode).",
        "pledgecheck.index: 1 pledges written; 3 left out, for the reasons above",
    ]


def test_quiet_still_tells_of_pledges(capsys: Captured) -> None:
    assert run(["index", "build", "nam-2022", "--quiet"]) == 2
    told = capsys.readouterr().err
    assert [name in told for name in ("b.txt", "c.txt", "d.txt", "anh.mp4", "pledgecheck.index")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_rule_that_is_switched_off_is_a_reason_still(capsys: Captured) -> None:
    Path("pledgecheck.toml").write_text('ignore = ["LAN"]\n', "utf-8")
    assert run(["index", "build", "nam-2022/a.txt", "nam-2022/b.txt"]) == 0
    assert "b.txt: Văn bản không phải tiếng Việt." in capsys.readouterr().err


def test_the_place_inside_a_file(capsys: Captured) -> None:
    Path("so.csv").write_text(f'id,author,year,text\nm,A,2022,"{ENGLISH}"\nn,B,2022,"{PLEDGE}"\n', "utf-8")
    with zipfile.ZipFile("goi.zip", "w") as made:
        made.writestr("to-1/b.txt", ENGLISH)
    assert run(["index", "build", "--manifest", "so.csv", "goi.zip", "--lang", "en"]) == 0
    first, second, last = told_by(capsys)
    assert first.startswith("pledgecheck: so.csv: Row 2: The text is not in Vietnamese.")
    assert second.startswith("pledgecheck: goi.zip › to-1/b.txt: The text is not in Vietnamese.")
    assert last == "pledgecheck.index: 1 pledges written; 2 left out, for the reasons above"


def test_two_of_one_id_and_year(capsys: Captured) -> None:
    for name in ("thon-1", "thon-2"):
        Path(f"{name}.csv").write_text(f'id,year,text\n1,2022,"{PLEDGE}"\n', "utf-8")
    assert run(["index", "build", "--manifest", "thon-1.csv", "--manifest", "thon-2.csv"]) == 0
    assert told_by(capsys) == [
        "pledgecheck: thon-1.csv: Dòng 2: Có bản khác cùng mã, cùng năm được ghi thay bản này. "
        "Hãy đặt mã riêng cho từng bản trong bảng kê.",
        "pledgecheck.index: đã ghi 1 bản; để ngoài 1, lý do ghi ở trên",
    ]
    assert run(["index", "add", "--manifest", "thon-2.csv"]) == 0  # in the place of an older one: as meant
    assert told_by(capsys) == ["pledgecheck.index: đã ghi 1 bản"]


def test_no_words_of_a_pledge_are_told(tmp_path: Path, capsys: Captured) -> None:
    broken = "Chi boâ ca®m ke¸t ¸nh¹n hµnh ®éng x· ®ång bµo nh©n d©n g­¬ng mÉu"
    for name, text in (("b", ENGLISH), ("e", broken)):
        Path(f"nam-2022/{name}.txt").write_text(text, "utf-8")
    run(["index", "build", "nam-2022"])
    told = capsys.readouterr().err
    assert "vỡ phông" in told
    for words in map(str.split, (ENGLISH, NO_MARKS, broken, PLEDGE)):
        assert not any(" ".join(pair) in told for pair in pairwise(words))
    done = build(tmp_path / "i", Checker(), [Pledge(id="x", text=ENGLISH)])
    assert (done.entries, done.failures) == (0, [])
    assert [(each.path, "promise" in repr(each)) for each in done.left] == [("x", False)]


def test_a_question_tells_what_it_could_not_compare(capsys: Captured) -> None:
    assert run(["index", "build", "nam-2022/a.txt"]) == 0
    capsys.readouterr()
    assert run(["index", "query", "nam-2022/a.txt", "nam-2022/b.txt", "--output-format", "json"]) == 0
    told = capsys.readouterr()
    data = json.loads(told.out)
    assert [each["id"] for each in data["queries"]] == ["a"] and not data["errors"]
    assert [each["path"].replace("\\", "/") for each in data["left"]] == ["nam-2022/b.txt"]
    assert "không phải tiếng Việt" in told.err and ENGLISH not in told.err + told.out


@pytest.mark.parametrize("what", ["build", "add"])
def test_nothing_to_write_leaves_the_index_as_it_was(capsys: Captured, what: str) -> None:
    assert run(["index", "build", "nam-2022/a.txt"]) == 0
    before = Path("pledgecheck.index").read_bytes()
    capsys.readouterr()
    assert run(["index", what, "nam-2022/b.txt"]) == 2
    assert told_by(capsys)[-1] == "pledgecheck.index: không có bản nào ghi được; kho giữ nguyên như cũ"
    if what == "build":  # adding may still tidy the file
        assert Path("pledgecheck.index").read_bytes() == before
    assert run(["index", "describe", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["index"]["entries"] == 1


def test_nothing_to_write_leaves_no_key_behind(capsys: Captured) -> None:
    assert run(["index", "build", "nam-2022/b.txt"]) == 2
    assert told_by(capsys)[-1] == "pledgecheck.index: không có bản nào ghi được"
    assert not list(Path().glob("pledgecheck.index*"))


def test_proposals_tell_what_they_are_without(capsys: Captured) -> None:
    assert run(["templates", "propose", "nam-2022"]) == 2  # too few, and says of whom
    told = capsys.readouterr().err
    assert all(name in told for name in ("b.txt", "c.txt", "d.txt", "anh.mp4")) and "chỉ có 1 bản" in told
