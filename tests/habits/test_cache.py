"""Results kept on disk: the same as fresh ones, without a word of any pledge, never in anybody's way."""

from __future__ import annotations

import json
import os
import re
import stat
import zlib
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.cache import Cache, Entries, clear
from pledgecheck.cache.codec import BadEntry, classes, decode, encode
from pledgecheck.checker import Checker, default_checker
from pledgecheck.cli.main import run
from pledgecheck.config import Config
from pledgecheck.model import Pledge, Theme
from pledgecheck.readers import iter_manifest

HERE = Path(__file__).parents[2]
TEXT = """BẢN CAM KẾT NĂM 2019
Họ và tên: Nguyễn Văn Anh
1. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét.
2. Không ngừng nâng cao tinh thần trách nhiệm.
"""


def samples() -> list[Pledge]:
    """Pledges of every kind: invented ones, tables, Word documents, and what cannot be judged."""
    found = [each for each in iter_manifest(HERE / "examples" / "manifest.csv") if isinstance(each, Pledge)]
    for path in sorted((HERE / "tests" / "document" / "pledges").glob("*.txt")):
        found.append(Pledge(id=path.stem, text=path.read_text("utf-8"), unit="Trường A", role="giáo viên"))
    found.append(Pledge(id="en", text="I promise to visit two households in my village every month."))
    found.append(Pledge(id="sign", text=TEXT + "3. Học tập. # pledgecheck: bỏ qua SPE001\n"))
    return found


SAMPLES = samples()


def stored(entries: Entries, folder: Path) -> list[dict[str, Any]]:
    return [json.loads(zlib.decompress(path.read_bytes())) for path in folder.glob("??/*.json.z")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class TestCodec:
    """There and back, with nothing lost and no word written down."""

    @pytest.mark.parametrize("pledge", SAMPLES, ids=lambda each: each.id)
    def test_the_same_draft(self, pledge: Pledge) -> None:
        judge = default_checker().judge
        draft = judge.draft(pledge)
        again = decode(json.loads(json.dumps(encode(draft, pledge))), pledge, judge)
        assert again == draft and again.pledge.layout == pledge.layout
        assert judge.finish(again) == judge.finish(draft)

    @pytest.mark.parametrize("pledge", SAMPLES, ids=lambda each: each.id)
    def test_no_words_of_the_text(self, pledge: Pledge) -> None:
        data = json.dumps(encode(default_checker().draft(pledge), pledge), ensure_ascii=False)
        shown = {word.lower() for word in re.findall(r"[^\W\d_]+", data)}
        words = {word.lower() for word in re.findall(r"[^\W\d_]+", pledge.text)}
        theirs = {word for word in words & shown if not word.isascii()}
        # Names of a demanded form's parts may share single words with the text; none stands there as text.
        assert not theirs or len(theirs) <= 2
        for name in filter(None, (pledge.author, pledge.unit, pledge.role)):
            assert name not in data

    def test_every_class_of_a_draft_is_known(self) -> None:
        names = {name.rpartition(".")[2] for name in classes()}
        assert {"Facts", "Document", "Block", "Role", "Judged", "ThemeFact", "DutyFact", "CopyText"} <= names

    @pytest.mark.parametrize(
        "change",
        [
            {"facts": None},
            {"facts": {"c": [0]}},
            {"facts": {"x": "os.system"}},
            {"facts": {"s": [0, 10_000]}},
            {"facts": {"v": [[0, "A"]]}},
            {"classes": ["os.system"]},
            {"classes": []},
            {"copyable": "a"},
        ],
    )
    def test_what_is_no_entry(self, change: dict[str, Any]) -> None:
        pledge = Pledge(text=TEXT)
        data = encode(default_checker().draft(pledge), pledge)
        with pytest.raises(BadEntry):
            decode({**data, **change}, pledge, default_checker().judge)


class TestStore:
    """Keys, files, and what happens when something is wrong with them."""

    def test_hit_and_what_makes_a_miss(self, folder: Path) -> None:
        entries = Cache(folder).of(default_checker().judge)
        pledge = Pledge(id="a", text=TEXT, role="giáo viên")
        first = entries.draft(pledge)
        assert entries.draft(pledge.model_copy(update={"id": "b", "source": "x"})).facts == first.facts
        assert (entries.hits, entries.misses) == (1, 1)
        for changed in ({"text": TEXT + " "}, {"role": "kế toán"}, {"year": 2020}, {"kind": "model"}):
            entries.draft(pledge.model_copy(update=changed))
        assert (entries.hits, entries.misses) == (1, 5)

    @pytest.mark.parametrize(
        ("config", "same"),
        [
            (Config(lang="en"), True),
            (Config(select=("SPE",)), True),
            (Config(themes=("vn-2019",)), False),
            (Config(limits={"individual": {"long_syllables": 99}}), False),
        ],
    )
    def test_configuration(self, folder: Path, config: Config, same: bool) -> None:
        Cache(folder).of(default_checker().judge).draft(Pledge(text=TEXT))
        other = Cache(folder).of(Checker(config=config).judge)
        other.draft(Pledge(text=TEXT))
        assert other.hits == same

    def test_own_themes_and_rules(self, folder: Path) -> None:
        cache = Cache(folder)
        checker = default_checker()
        own = Theme(id="x", title="Chuyên đề riêng", years=(2019,))
        cache.of(checker.judge).draft(Pledge(text=TEXT))
        judge, _ = checker._with_themes(own)
        assert cache.of(judge)._prefix != cache.of(checker.judge)._prefix

    def test_private(self, folder: Path) -> None:
        Cache(folder).of(default_checker().judge).draft(Pledge(text=TEXT))
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600)

    @pytest.mark.parametrize("damage", [b"", b"x", zlib.compress(b"{}"), zlib.compress(b"[" * 100_000)])
    def test_damaged_entries_are_judged_afresh(self, folder: Path, damage: bytes) -> None:
        entries = Cache(folder).of(default_checker().judge)
        good = entries.draft(Pledge(text=TEXT))
        (path,) = folder.glob("??/*.json.z")
        path.write_bytes(damage)
        assert entries.draft(Pledge(text=TEXT)) == good and entries.misses == 2
        assert entries.draft(Pledge(text=TEXT)) == good and entries.hits == 1

    def test_a_folder_of_somebody_else_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "letters.txt").write_text("x")
        entries = Cache(tmp_path).of(default_checker().judge)
        entries.draft(Pledge(text=TEXT))
        assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
        assert clear(tmp_path) == 0

    @pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        Cache(tmp_path / "link").of(default_checker().judge).draft(Pledge(text=TEXT))
        assert not list((tmp_path / "real").iterdir())

    def test_old_entries_go(self, folder: Path) -> None:
        Cache(folder).of(default_checker().judge).draft(Pledge(text=TEXT))
        (path,) = folder.glob("??/*.json.z")
        os.utime(path, (1, 1))
        os.utime(folder / "pledgecheck-cache", (1, 1))
        Cache(folder).of(default_checker().judge)
        assert not list(folder.glob("??/*.json.z"))

    def test_clear(self, folder: Path) -> None:
        cache = Cache(folder).of(default_checker().judge)
        for number in range(3):
            cache.draft(Pledge(text=f"{TEXT}{number}"))
        assert clear(folder) == 3 and clear(folder) == 0


class TestCommand:
    """The command line uses it, unless told otherwise."""

    @pytest.fixture(autouse=True)
    def own(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PLEDGECHECK_CACHE_DIR", str(folder))
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_text(TEXT, "utf-8")

    def test_same_output_with_and_without(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        shown = []
        for more in (["--no-cache"], [], []):
            run(["check", "a.txt", "--output-format", "json", *more])
            shown.append(capsys.readouterr().out)
            assert len(list(folder.glob("??/*"))) == (0 if more else 1)
        assert shown[0] == shown[1] == shown[2] and '"findings":[{' in shown[0]

    def test_clear_and_info(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        run(["check", "a.txt", "-q"])
        capsys.readouterr()
        assert run(["cache", "info"]) == 0
        assert capsys.readouterr().out.startswith(f"{folder}\n1 · ")
        assert run(["cache", "clear"]) == 0
        assert "1" in capsys.readouterr().err and not list(folder.glob("??/*"))

    def test_audit_with_workers(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("p").mkdir()
        for number in range(140):
            Path(f"p/{number}.txt").write_text(f"1. Mỗi tháng giúp {number + 2} hộ.", "utf-8")
        shown = []
        for more in (["--jobs", "2"], ["--jobs", "1"], ["--no-cache"]):
            run(["audit", "p", "--output-format", "json", "--fail-on", "never", *more])
            shown.append(capsys.readouterr().out)
        assert len(list(folder.glob("??/*.json.z"))) == 140  # the rest is what they came to beside each other
        assert shown[0] == shown[1] == shown[2]
