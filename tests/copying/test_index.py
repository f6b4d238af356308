import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from copying.texts import OTHER, PLEDGE
from pledgecheck import index
from pledgecheck.checker import Checker
from pledgecheck.cli.main import run
from pledgecheck.copying.compare import lines
from pledgecheck.copying.index import places
from pledgecheck.copying.index.secret import make_secret, read_secret
from pledgecheck.copying.index.store import Entry, build_index, open_index
from pledgecheck.copying.sides import prepare
from pledgecheck.copying.tokens import tokenize
from pledgecheck.errors import IndexFileError, UsageError
from pledgecheck.model import Pledge

FORMULA = "Tuyệt đối trung thành với mục tiêu, lý tưởng của Đảng và chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh."
BEFORE = [
    Pledge(id="a-2022", author="Lò Thị Pản", unit="Bản Mới", year=2022, text=f"- {FORMULA}\n{PLEDGE}"),
    Pledge(id="b-2022", author="Sùng A Vừ", unit="Bản Mới", year=2022, text=OTHER),
]
NOW = Pledge(
    id="a-2023", author="Lò Thị Pản", unit="Bản Mới", year=2023,
    text=f"- {FORMULA}\n{PLEDGE.replace('10 bộ', '12 bộ')}\n- Dạy hai buổi tối mỗi tuần cho lớp xóa mù chữ.",
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.fixture
def path(tmp_path: Path, checker: Checker) -> Path:
    made = tmp_path / "past.index"
    assert index.build(made, checker, BEFORE).entries == 2
    return made


def ask(path: Path, checker: Checker, pledge: Pledge = NOW) -> index.QueryResult:
    (found,) = index.query(path, checker, [pledge])
    assert isinstance(found, index.QueryResult)
    return found


def everything_in(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.iterdir() if not each.name.endswith(".key"))


class TestQuery:
    def test_as_if_the_texts_were_there(self, path: Path, checker: Checker) -> None:
        (source,) = ask(path, checker).sources
        assert (source.id, source.year, source.relation) == ("a-2022", 2022, "previous")
        report = checker.check(NOW, previous=[BEFORE[0]])
        assert report.copying is not None
        (plain,) = report.copying.sources
        assert source.share == pytest.approx(plain.share, abs=1e-4)
        spans = [(p.start, p.end, p.source_start, p.source_end) for p in source.passages]
        assert spans == [(p.start, p.end, p.source_start, p.source_end) for p in plain.passages]
        assert all(not passage.edits for passage in source.passages)

    def test_other_people_and_formulas(self, path: Path, checker: Checker) -> None:
        other = NOW.model_copy(update={"id": "c-2023", "author": "Giàng Thị Máy", "text": f"- {FORMULA}\n{OTHER}"})
        (source,) = ask(path, checker, other).sources
        assert (source.id, source.relation) == ("b-2022", "peer")

    def test_a_later_year_is_no_source(self, path: Path, checker: Checker) -> None:
        early = NOW.model_copy(update={"id": "c-2021", "author": "Giàng Thị Máy", "year": 2021})
        assert ask(path, checker, early).sources == ()

    def test_one_that_is_named(self, path: Path, checker: Checker) -> None:
        named = NOW.model_copy(update={"author": None, "previous": ("a-2022",)})
        assert [(one.id, one.relation) for one in ask(path, checker, named).sources] == [("a-2022", "previous")]

    def test_one_that_is_named_and_not_there(self, path: Path, checker: Checker) -> None:
        found = ask(path, checker, NOW.model_copy(update={"previous": ("a-2022", "no-such")}))
        assert found.unknown == ("no-such",)
        assert [one.id for one in found.sources] == ["a-2022"]

    def test_edits_where_words_were_kept(self, path: Path, checker: Checker) -> None:
        index.build(path, checker, BEFORE, keep_words=True)
        (source,) = ask(path, checker).sources
        assert [(e.kind, e.from_, e.to) for p in source.passages for e in p.edits] == [("number", "10", "12")]

    def test_a_text_that_cannot_be_judged(self, path: Path, checker: Checker) -> None:
        assert ask(path, checker, Pledge(id="x", text="khong co dau nao ca " * 20)).sources == ()


class TestPrivacy:
    def test_no_word_and_no_name_is_in_it(self, path: Path) -> None:
        data = everything_in(path)
        for word in ("xích đu", "Lò Thị Pản", "Bản Mới", "trung thành", "quán nước"):
            assert word.encode() not in data
        assert b"a-2022" in data

    def test_only_commitments_are_kept_when_asked(self, path: Path, checker: Checker) -> None:
        named = BEFORE[0].model_copy(update={"text": f"Họ và tên: Lò Thị Sao Khuê\n{BEFORE[0].text}"})
        index.build(path, checker, [named], keep_words=True)
        data = everything_in(path)
        assert "xích đu".encode() in data
        assert "Khuê".encode() not in data

    @pytest.mark.skipif(sys.platform == "win32", reason="no modes")
    def test_modes(self, path: Path) -> None:
        assert path.stat().st_mode & 0o777 == 0o600
        assert index.key_file(path).stat().st_mode & 0o777 == 0o600

    def test_another_key_does_not_open_it(self, path: Path, checker: Checker, tmp_path: Path) -> None:
        make_secret(tmp_path / "other")
        with pytest.raises(UsageError, match="key"):
            list(index.query(path, checker, [NOW], key=tmp_path / "other"))
        index.key_file(path).write_bytes(b"rubbish")
        with pytest.raises(UsageError, match="key"):
            list(index.query(path, checker, [NOW]))
        index.key_file(path).unlink()
        with pytest.raises(UsageError, match="key"):
            list(index.query(path, checker, [NOW]))

    def test_the_same_words_differ_between_two_keys(self, tmp_path: Path) -> None:
        one, two = make_secret(tmp_path / "1"), make_secret(tmp_path / "2")
        assert one.numbers()("xã") != two.numbers()("xã")
        assert one.numbers()("xã") == read_secret(tmp_path / "1").numbers()("xã")
        assert one.of("author", "A") != one.of("unit", "A")
        assert repr(one) == "Secret()"


class TestChanges:
    def test_added_ones_take_the_place_of_the_same_id_and_year(self, path: Path, checker: Checker) -> None:
        assert index.add(path, checker, [NOW, BEFORE[1]]).entries == 2
        assert index.describe(path).years == {"2022": 2, "2023": 1}
        later = NOW.model_copy(update={"id": "a-2024", "year": 2024})
        assert [one.id for one in ask(path, checker, later).sources] == ["a-2023"]

    def test_purged_ones_leave_nothing(self, path: Path, checker: Checker) -> None:
        index.add(path, checker, [NOW])
        blob = sqlite3.connect(path).execute("select places from entries where id = 'b-2022'").fetchone()[0]
        assert blob[40:80] in everything_in(path)
        assert index.purge(path, ids=["b-2022"]) == 1
        assert blob[40:80] not in everything_in(path)
        assert index.purge(path, years=[2022, 1999]) == 1
        assert index.describe(path).years == {"2023": 1}
        assert index.purge(path, all=True) == 1
        assert list(path.parent.iterdir()) == []

    def test_an_error_in_the_middle_adds_nothing(self, path: Path, checker: Checker) -> None:
        def broken() -> Any:
            yield NOW
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            index.add(path, checker, broken())
        with pytest.raises(KeyboardInterrupt):
            index.build(path, checker, broken())
        assert index.describe(path).years == {"2022": 2}
        assert sorted(each.name for each in path.parent.iterdir()) == ["past.index", "past.index.key"]


class TestFiles:
    @pytest.mark.parametrize("content", [b"", b"rubbish", b"SQLite format 3\0" + bytes(200)])
    def test_no_index(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        with pytest.raises(IndexFileError):
            index.describe(path)

    def test_a_damaged_one(self, path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[4096 : len(data) : 7] = bytes(len(data[4096 : len(data) : 7]))
        path.write_bytes(data)
        with pytest.raises(IndexFileError):
            index.describe(path)

    def test_another_database(self, path: Path) -> None:
        path.unlink()
        sqlite3.connect(path).execute("create table t (a)").connection.close()
        with pytest.raises(IndexFileError, match="not an index"):
            index.describe(path)

    def test_none(self, tmp_path: Path, checker: Checker) -> None:
        with pytest.raises(UsageError, match="index build"):
            index.describe(tmp_path / "none")
        with pytest.raises(UsageError):
            index.build(tmp_path / "none" / "past.index", checker, BEFORE)

    def test_in_use_elsewhere(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin exclusive")
        monkeypatch.setattr("pledgecheck.copying.index.store.WAIT", 0.1)
        with pytest.raises(IndexFileError, match="in use"), open_index(path):
            pass
        other.close()

    def test_places_there_and_back(self) -> None:
        units = lines(PLEDGE)
        side = prepare(tokenize(PLEDGE), mask=[units[0], units[3]], units=units)
        there = places.unpack(places.pack(side, units, units[1:2]), places.blanked(PLEDGE, units))
        again = there.own_side()
        last = max(at for at, key in enumerate(side.keys) if key) + 1
        assert again.keys == side.keys[:last]
        assert (again.counted, again.items) == (side.counted, side.items)
        assert [
            (again.text.starts[at], again.text.keys[at]) for at, key in enumerate(again.keys) if key
        ] == [(side.text.starts[at], side.text.keys[at]) for at, key in enumerate(side.keys) if key]
        assert sum(1 for key in there.peer_side().keys if key) < sum(1 for key in again.keys if key)


SLOW = """
import sys, time
from pathlib import Path
from pledgecheck.copying.index.store import Entry, build_index, open_index
def entries():
    for at in range(2000):
        yield Entry(f"new-{at}", 2024, None, None, bytes(3000)), range(at, at + 80)
        if at == 300:
            print("writing", flush=True)
        if at >= 300:
            time.sleep(0.002)
path = Path(sys.argv[2])
if sys.argv[1] == "build":
    build_index(path, {}, entries())
else:
    with open_index(path) as store:
        store.put(entries())
"""


class TestKilled:
    @pytest.mark.parametrize("what", ["build", "add"])
    @pytest.mark.parametrize("after", [0.0, 0.3])
    def test_in_the_middle_of_a_write(self, tmp_path: Path, what: str, after: float) -> None:
        path = tmp_path / "past.index"
        old = [(Entry(f"old-{at}", 2023, None, None, b"x"), range(at, at + 5)) for at in range(50)]
        build_index(path, {}, old)
        process = subprocess.Popen([sys.executable, "-c", SLOW, what, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()
        process.wait()
        process.stdout.close()
        with open_index(path) as store:
            assert store.sound()
            assert store.years() == [(2023, 50, 0)]
            assert store.put([(Entry("new-1", 2024, None, None, b"y"), [1, 2, 3])]) == 1
            assert [entry.id for _, entry in store.sharing([1, 2, 3])] == ["new-1", "old-0", "old-1"]
        build_index(path, {}, old[:10])
        assert [each.name for each in tmp_path.iterdir()] == ["past.index"]


    def test_while_the_key_is_made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        key = tmp_path / "k.key"
        monkeypatch.setattr("pledgecheck.copying.index.secret.os.fsync", lambda handle: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make_secret(key)
        monkeypatch.undo()
        assert list(tmp_path.iterdir()) == []
        one = make_secret(key)
        assert make_secret(key).check == one.check
        assert [each.name for each in tmp_path.iterdir()] == ["k.key"]

    def test_where_files_cannot_have_two_names(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*names: object) -> None:
            raise OSError(1, "not permitted")

        monkeypatch.setattr("pledgecheck.copying.index.secret.os.link", refuse)
        assert make_secret(tmp_path / "k.key").check == read_secret(tmp_path / "k.key").check


class TestKilledAsUsed:
    """`pledgecheck index` itself, killed where it happens to be."""

    def test_what_was_there_is_still_found(self, tmp_path: Path) -> None:
        lines = [f"- Tôi sửa {at} bộ bàn ghế của lớp ghép ở thôn số {at} trước ngày 5/6, có ảnh gửi chi bộ." for at in range(3, 12)]
        for year in (2022, 2023):
            rows = "".join(f'p{at},Người {at},{year},"{chr(10).join(lines[at % 3 :])}"\n' for at in range(12))
            (tmp_path / f"{year}.csv").write_text(f"id,author,year,text\n{rows}", "utf-8")
        command = [sys.executable, "-m", "pledgecheck", "index"]
        env = os.environ | {"PLEDGECHECK_CACHE_DIR": str(tmp_path / "cache")}

        def use(*words: str) -> str:
            done = subprocess.run([*command, *words], cwd=tmp_path, env=env, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            return done.stdout

        start = time.perf_counter()
        use("build", "--manifest", "2022.csv")
        whole = time.perf_counter() - start
        expected = use("query", "--manifest", "2023.csv", "--output-format", "json")
        assert '"peer"' in expected
        for what, share in (("build", 0.9), ("add", 0.9)):
            year = "2022.csv" if what == "build" else "2023.csv"
            process = subprocess.Popen(
                [*command, what, "--manifest", year, "--no-cache"], cwd=tmp_path, env=env, stderr=subprocess.DEVNULL
            )
            time.sleep(share * whole)
            process.kill()
            process.wait()
            years = json.loads(use("describe", "--output-format", "json"))["index"]["years"]
            assert years in ({"2022": 12}, {"2022": 12, "2023": 12})  # all or none
            if "2023" in years:
                use("purge", "--year", "2023")
        assert use("query", "--manifest", "2023.csv", "--output-format", "json") == expected


def test_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEDGECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    for name, text in (("2022", PLEDGE), ("2023", f"{PLEDGE}\n- Việc mới thêm vào cuối năm nay.")):
        (tmp_path / f"{name}.csv").write_text(f'id,author,year,text\nsao,Sao,{name},"{text}"\n', "utf-8")
    assert run(["index", "build", "--manifest", "2022.csv"]) == 0
    assert run(["index", "query", "--manifest", "2023.csv", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (source,) = found["queries"][0]["sources"]
    assert (found["version"], found["errors"], source["id"], source["year"]) == (1, [], "sao", 2022)
    assert run(["index", "query", "--manifest", "2023.csv"]) == 0
    assert "sao (2022)" in capsys.readouterr().out
    assert run(["index", "add", "--manifest", "2023.csv"]) == 0
    assert run(["index", "describe", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["index"]["years"] == {"2022": 1, "2023": 1}
    assert run(["index", "purge"]) == 2
    assert run(["index", "purge", "--year", "2022", "--lang", "en"]) == 0
    assert "1 pledges removed" in capsys.readouterr().err
    assert run(["index", "query", "none.txt"]) == 2
    assert run(["index", "purge", "--all"]) == 0
    assert not os.path.exists("pledgecheck.index")
