"""Compiled rules on disk: the same verdicts, seen anew when a pack changes, harmless whatever lies there."""

from __future__ import annotations

import os
import pickle
import re
import stat
import subprocess
import sys
from array import array
from hashlib import sha256
from pathlib import Path

import pytest

from pledgecheck import Checker
from pledgecheck.packs import kept, load_pack
from pledgecheck.packs.packed import BadPacked, unpacked
from pledgecheck.text.patterns import compiled, parts_of, restored
from tests.packs.test_loader import RULE, pack

TEXT = "Trước ngày 30/9 tôi trồng 20 cây theo kiểu mới.\nTôi luôn nâng cao trách nhiệm."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def files(folder: Path) -> list[Path]:
    return sorted((folder / "rules").iterdir())


def judged(folder: Path | None, *packs: Path) -> str:
    return Checker(packs=packs, compiled=folder).check(TEXT, year=2020, role="giáo viên").model_dump_json()


def no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(kept, "merge", never)


def test_the_same_verdict_without_compiling(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = pack(tmp_path / "mine")
    fresh = judged(None, mine)
    assert judged(folder, mine) == fresh and len(files(folder)) == 1
    no_compiling(monkeypatch)
    assert judged(folder, mine) == fresh
    made = Checker(packs=[mine], compiled=folder)
    assert made.packs[-1] == load_pack(mine)
    assert pickle.loads(pickle.dumps(made)).check(TEXT).score == made.check(TEXT).score


def test_a_changed_pack_is_seen_at_once(folder: Path, tmp_path: Path) -> None:
    mine = pack(tmp_path / "mine")
    assert "cần nói rõ" in judged(folder, mine)
    rule = mine / "rules" / "a.yaml"
    before = rule.stat()
    rule.write_text(RULE.replace("cần nói rõ", "cần nói kỹ"), "utf-8")
    os.utime(rule, ns=(before.st_atime_ns, before.st_mtime_ns))
    found = judged(folder, mine)
    assert "cần nói kỹ" in found and "cần nói rõ" not in found and len(files(folder)) == 2
    rule.write_text(RULE, "utf-8")
    assert "cần nói rõ" in judged(folder, mine) and len(files(folder)) == 2


def test_a_mistake_in_a_pack_is_said(folder: Path, tmp_path: Path) -> None:
    mine = pack(tmp_path / "mine")
    judged(folder, mine)
    (mine / "rules" / "a.yaml").write_text("rules: [", "utf-8")
    with pytest.raises(Exception, match=r"a\.yaml"):
        judged(folder, mine)
    with pytest.raises(Exception, match=r"pack\.yaml"):
        judged(folder, tmp_path / "none")


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes | None) -> None:
    fresh = judged(folder)
    (file,) = files(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert judged(folder) == fresh
    assert files(folder) == [file] and len(file.read_bytes()) == len(whole)


class _Evil:
    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call[0], self.call[1:]


def test_nothing_is_run(folder: Path, tmp_path: Path) -> None:
    fresh = judged(folder)
    (file,) = files(folder)
    run = tmp_path / "run"
    for evil in (
        _Evil(os.mkdir, str(run)),
        _Evil(eval, f"__import__('os').mkdir({str(run)!r})"),
        _Evil(kept._write, run, "a", None),
        _Evil(Checker),
        _Evil(getattr, run, "mkdir"),
    ):
        data = pickle.dumps(evil)
        with pytest.raises(BadPacked):
            unpacked(sha256(data).digest() + data)
        file.write_bytes(sha256(data).digest() + data)
        assert judged(folder) == fresh and not run.exists()


def test_code_of_expressions_is_examined() -> None:
    given = "(?P<one>a|b)+", re.IGNORECASE
    parts = parts_of(*given)
    assert restored(*parts) == re.compile(*given) and compiled(given[0]) == re.compile(given[0])
    found = restored(*parts).fullmatch("aB")
    assert found is not None and found["one"] == "B"
    code = array("I", parts[2])
    code[-3] = 70_000
    with pytest.raises(RuntimeError, match="invalid"):
        restored(*parts[:2], code.tobytes(), *parts[3:])
    with pytest.raises(re.error):
        compiled("(")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners of files")
def test_only_ones_own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = judged(folder)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, folder / "rules", *files(folder))] == [
        0o700,
        0o700,
        0o600,
    ]
    (folder / "rules").chmod(0o777)
    assert judged(folder) == fresh and stat.S_IMODE((folder / "rules").stat().st_mode) == 0o700
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    monkeypatch.setattr(kept, "unpacked", lambda data: pytest.fail("read from another's folder"))
    assert judged(folder) == fresh


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("a")
    judged(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a")
    assert judged(tmp_path / "file" / "kept") == judged(None)


def test_few_are_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    for number in range(4):
        judged(folder, pack(tmp_path / "mine", RULE.replace("nói rõ", f"nói rõ {number}")))
    assert len(files(folder)) == 2
    (folder / "rules" / "other").write_text("a")
    kept.forget(folder)
    assert [each.name for each in files(folder)] == ["other"]


def test_a_library_writes_nothing(folder: Path, tmp_path: Path) -> None:
    Checker(packs=[load_pack(pack(tmp_path / "mine"))], compiled=folder)
    Checker()
    assert not folder.exists()


def test_processes_at_once(folder: Path, tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "pledgecheck", "check", str(text), "--fail-on", "never", "--no-cache"]
    env = os.environ | {"PLEDGECHECK_CACHE_DIR": str(folder)}
    running = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(3)]
    said = {process.communicate()[0] for process in running}
    assert len(said) == 1 and all(process.returncode == 0 for process in running)
    (file,) = files(folder)
    assert file.suffix == ".rules"
    assert subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True).stdout in said
