"""An audit with the cache says what it says without, whatever has changed since; and sealed entries say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from pledgecheck.cache import Cache, Entries
from pledgecheck.cache.plain import maker, plain
from pledgecheck.cache.seal import BadSeal, seal, unseal
from pledgecheck.checker import Checker, default_checker
from pledgecheck.config import Config, CopyConfig, OriginalityConfig
from pledgecheck.kinds.form import Lacks
from pledgecheck.kinds.registered import Registered
from pledgecheck.model import Pledge
from pledgecheck.outline import outline_of

ACTS = (
    "Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét gửi tổ trưởng chuyên môn trước ngày 25.",
    "Mỗi quý viết 01 bài về gương người tốt gửi đài truyền thanh xã, có ký nhận của cán bộ phụ trách đài.",
    "Trước ngày 30/6 kèm 03 em đọc chậm của lớp 2A vào chiều thứ tư hằng tuần, ghi sổ theo dõi từng em.",
    "Không để hồ sơ của dân quá hạn; hồ sơ nào chậm thì gọi điện xin lỗi và hẹn lại trong 01 ngày làm việc.",
    "Xây dựng mô hình “Tủ sách thôn Thượng”: mỗi tháng góp 05 cuốn, trưởng thôn giữ sổ mượn trả.",
    "Không ngừng nâng cao tinh thần trách nhiệm trong công việc được giao.",
)


def pledge(id: str, *acts: int, author: str, year: int = 2019, **more: object) -> Pledge:
    lines = [f"{at}. {ACTS[which]}" for at, which in enumerate(acts, start=1)]
    text = "\n".join(["BẢN CAM KẾT", f"Họ và tên: {author}", *lines])
    given = {"unit": "Trường Tiểu học An Hòa", "kind": "individual", **more}
    return Pledge.model_validate({"id": id, "text": text, "author": author, "year": year, **given})


REGISTER = (
    pledge("a18", 0, 1, 5, author="Nguyễn Văn Anh", year=2018),
    pledge("a19", 0, 1, 2, author="Nguyễn Văn Anh"),
    pledge("b19", 1, 2, 3, author="Trần Thị Bình"),
    pledge("c19", 2, 3, 5, author="Lê Văn Cường"),
    pledge("d19", 4, 3, author="Phạm Thị Dung", kind="model"),
    pledge("e19", 4, author="Tổ chuyên môn 1", kind="collective"),
    pledge("f19", 5, author="Đỗ Văn Em").model_copy(update={"text": "# pledgecheck: bỏ qua LEN\nKhông có gì."}),
    Pledge(id="en", text="I promise to visit two households in my village every month."),
)


@lru_cache
def checker(config: str) -> Checker:
    return Checker(config=Config.model_validate_json(config))


def said(pledges: Sequence[Pledge], config: Config | None, cache: Cache | None, jobs: int = 1) -> list[str]:
    with checker((config or Config()).model_dump_json()).audit(pledges, jobs, cache=cache) as done:
        return [*done.reports.json_lines(), done.summary.model_dump_json(), *map(str, done.skipped)]


def without(id: str) -> Callable[[Sequence[Pledge]], list[Pledge]]:
    return lambda given: [each for each in given if each.id != id]


def changed(which: str, /, **fields: object) -> Callable[[Sequence[Pledge]], list[Pledge]]:
    return lambda given: [each.model_copy(update=fields) if each.id == which else each for each in given]


class TestSameWithAndWithout:
    """First with nothing kept, then with what the first audit left behind."""

    @pytest.mark.parametrize(
        "change",
        [
            list,
            without("b19"),
            without("a18"),
            without("d19"),
            changed("b19", text=REGISTER[2].text + "\n4. Mỗi tuần trực cổng trường 02 buổi sáng."),
            changed("a18", text=REGISTER[0].text.replace("02 tiết", "04 tiết")),
            changed("a18", year=2017),
            changed("b19", year=2018),
            changed("b19", id="b"),
            changed("b19", source="khác.txt"),
            changed("c19", author="Nguyễn Văn Anh"),
            changed("e19", unit="Trường Tiểu học An Bình"),
            changed("d19", text=REGISTER[4].text.replace("Tủ sách", "Túi sách")),
            changed("c19", previous=("b19",)),
            changed("c19", previous=("nobody",)),
            lambda given: [*given, given[2].model_copy(update={"id": "b19-2", "author": "Người khác"})],
            lambda given: given[::-1],
        ],
    )
    @pytest.mark.parametrize("scale", [200, 0])
    def test_pledges(self, tmp_path: Path, change: Callable[[Sequence[Pledge]], list[Pledge]], scale: int) -> None:
        config = Config(copying=CopyConfig(scale_from=scale))
        cache = Cache(tmp_path / "cache")
        assert said(REGISTER, config, cache) == said(REGISTER, config, None)
        assert said(change(REGISTER), config, cache) == said(change(REGISTER), config, None)
        assert said(REGISTER, config, cache) == said(REGISTER, config, None)

    @pytest.mark.parametrize(
        "config",
        [
            Config(lang="en"),
            Config(select=("SPE",)),
            Config(ignore=("COP",)),
            Config(originality=OriginalityConfig(standing=False, continued=False)),
            Config(copying=CopyConfig(peer_share=0.9)),
            Config(copying=CopyConfig(peer_tokens=60)),
            Config(copying=CopyConfig(group_share=0.1)),
            Config(themes=("vn-2019",)),
            Config(weights={"originality": 0.9}),
        ],
    )
    def test_configuration(self, tmp_path: Path, config: Config) -> None:
        cache = Cache(tmp_path / "cache")
        said(REGISTER, None, cache)
        fresh = said(REGISTER, config, None)
        assert said(REGISTER, config, cache) == fresh == said(REGISTER, config, cache)

    def test_the_register_shows_copies(self) -> None:
        """Else nothing above would be tested."""
        with default_checker().audit(REGISTER) as done:
            relations = {source.relation for each in done.reports if each.copying for source in each.copying.sources}
            assert {"previous", "peer"} <= relations and done.summary.overlaps

    def test_workers(self, tmp_path: Path) -> None:
        many = [each.model_copy(update={"id": f"{each.id}-{at}"}) for at in range(18) for each in REGISTER]
        fresh = said(many, None, None)
        cache = Cache(tmp_path / "cache")
        assert said(many, None, cache, 2) == fresh == said(many, None, cache, 2) == said(many, None, cache)


class TestKept:
    """What is kept is used, and damage to it is no harm."""

    def test_nothing_is_made_anew(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        cache = Cache(tmp_path / "cache")
        fresh = said(REGISTER, None, cache)

        def never(*_: object, **__: object) -> None:
            raise AssertionError

        for name in ("draft", "finish"):
            monkeypatch.setattr(f"pledgecheck.judging.Judge.{name}", never)
        monkeypatch.setattr("pledgecheck.cache.store.decode", never)
        monkeypatch.setattr("pledgecheck.verifying.aligned", never)
        assert said(REGISTER, None, Cache(tmp_path / "cache")) == fresh

    @pytest.mark.parametrize(
        "damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:]]
    )
    def test_damage(self, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
        fresh = said(REGISTER, None, Cache(tmp_path))
        for path in tmp_path.glob("??/*"):
            path.write_bytes(damage(path.read_bytes()))
        assert said(REGISTER, None, Cache(tmp_path)) == fresh == said(REGISTER, None, Cache(tmp_path))

    def test_entries_of_others_in_their_place(self, tmp_path: Path) -> None:
        fresh = said(REGISTER, None, Cache(tmp_path))
        for suffix in ("json.z", "note"):
            paths = sorted(tmp_path.glob(f"??/*.{suffix}"))
            kept = [path.read_bytes() for path in paths]
            for path, data in zip(paths, [*kept[1:], kept[0]], strict=True):
                path.write_bytes(data)
        assert said(REGISTER, None, Cache(tmp_path)) == fresh

    def test_no_words(self, tmp_path: Path) -> None:
        """Neither as they are nor unpacked: names, units and acts stand in outlines and reports, sealed."""
        said(REGISTER, None, Cache(tmp_path))
        files = [path.read_bytes() for path in tmp_path.glob("??/*")]
        assert len(files) > 2 * len(REGISTER)
        words = {word for each in REGISTER for word in re.findall(r"[^\W\d_]{3,}", each.text) if not word.isascii()}
        for word in words | {"An Hòa", "Tiểu học", "individual", "specificity"}:
            for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le")):
                assert not any(form in data for data in files)

    def test_the_key_is_nowhere(self, tmp_path: Path) -> None:
        entries = Entries(tmp_path, default_checker().judge)
        secret = entries.secret_of(REGISTER[0])
        entries.outlined(REGISTER[0], secret)
        (path,) = tmp_path.glob("??/*.json.z")
        assert path.parent.name + path.name.partition(".")[0] == secret[:32].hex()
        assert secret[32:] not in path.read_bytes() and secret[32:].hex() not in str(path)


class TestSeal:
    """There and back with the same key only."""

    @pytest.mark.parametrize("data", [b"", b"x", "Nguyễn Văn Anh".encode() * 500])
    def test_same_key(self, data: bytes) -> None:
        sealed = seal(data, b"k" * 32)
        assert unseal(sealed, b"k" * 32) == data and b"Anh" not in sealed
        with pytest.raises(BadSeal):
            unseal(sealed, b"l" * 32)

    @pytest.mark.parametrize("at", [0, 15, 16, -1])
    def test_a_changed_byte(self, at: int) -> None:
        sealed = bytearray(seal(b"0.25 of the text", b"k" * 32))
        sealed[at] ^= 1
        with pytest.raises(BadSeal):
            unseal(bytes(sealed), b"k" * 32)

    def test_outlines_as_json(self) -> None:
        judge = default_checker().judge
        for each in REGISTER:
            outline = outline_of(judge, judge.draft(each))
            assert maker(Registered | None)(plain(outline.registered)) == outline.registered
            assert maker(Lacks | None)(plain(outline.lacks)) == outline.lacks
