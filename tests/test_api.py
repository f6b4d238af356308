"""The public Python interface, as the README shows it."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import pledgecheck as pc

GOOD = """BẢN ĐĂNG KÝ
học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2019
Họ và tên: Nguyễn Văn An
Chức vụ: giáo viên
1. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn.
2. Kèm 05 học sinh yếu của lớp 7A vào chiều thứ Tư hằng tuần, ghi sổ chủ nhiệm.
3. Không ngừng nâng cao tinh thần trách nhiệm.
"""
OTHER = """1. Trước ngày 30/9 trồng 20 cây bóng mát dọc đường vào nhà văn hóa thôn.
2. Mỗi quý viết 01 bài về gương người tốt gửi đài truyền thanh xã."""


def test_check_text() -> None:
    report = pc.check(GOOD, role="giáo viên", year=2019)
    assert report.year == 2019 and report.kind == "individual" and report.author == "Nguyễn Văn An"
    assert report.score.total is not None and 0 < report.score.total <= 100
    levels = [one.level for one in report.commitments]
    assert levels[:2] >= [3, 3] and levels[2] == 0
    for one in report.commitments:
        assert GOOD[one.start : one.end] == one.text
        for slot in one.slots.values():
            assert slot is None or GOOD[slot.start : slot.end] == slot.text
    assert "SPE001" in {finding.rule for finding in report.findings}


def test_what_the_caller_says_decides() -> None:
    report = pc.check(GOOD, role="bác sĩ", year=2020, kind="collective", id="x", author="B", unit="C")
    assert (report.role, report.year, report.kind, report.id, report.author, report.unit) == (
        "bác sĩ",
        2020,
        "collective",
        "x",
        "B",
        "C",
    )


def test_sources(tmp_path: Path) -> None:
    file = tmp_path / "an.txt"
    file.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    expected = pc.check(GOOD)
    for report in (pc.check(file), pc.check(GOOD.encode(), name="an.txt"), pc.check(pc.Pledge(text=GOOD))):
        assert report.score == expected.score and report.sha256 == expected.sha256
    assert pc.check(file).id == "an" and pc.check(file).path == str(file)


def test_misuse_is_told(tmp_path: Path) -> None:
    with pytest.raises(pc.UsageError, match="name="):
        pc.check(b"abc")
    with pytest.raises(pc.UnknownNameError, match="role"):
        pc.check(GOOD, rolle="giáo viên")
    with pytest.raises(pc.UsageError, match="kind"):
        pc.check(GOOD, kind="group")
    with pytest.raises(pc.UnknownNameError, match="vn-2019"):
        pc.check(GOOD, theme="vn2019")
    with pytest.raises(pc.MissingFileError):
        pc.check(tmp_path / "none.txt")
    with pytest.raises(pc.UsageError):
        pc.check(3)  # type: ignore[arg-type]


def test_an_audit_without_the_search_for_copies() -> None:
    text = "\n".join(f"{n}. Mỗi tháng {n} lần thăm hộ nghèo thôn Đông, ghi sổ, có ảnh." for n in range(1, 6))
    pledges = [pc.Pledge(id=name, author=name, text=text, year=2023) for name in ("An", "Bình")]
    with pc.Checker().audit(pledges) as usual:
        assert usual.summary.copy_pairs and usual.reports[0].copying is not None
    alone = pc.Checker(config=pc.Config.model_validate({"copying": {"peers": False}}))
    with alone.audit(pledges) as audit:
        assert not audit.summary.copy_pairs and audit.reports[0].copying is None
        assert audit.reports[0].score == alone.check(pledges[0]).score


def test_previous_and_peers() -> None:
    report = pc.check(GOOD, previous=[GOOD], year=2020)
    assert report.copying is not None and report.copying.share > 0.9
    assert report.score.parts["originality"] is not None
    assert "copied" in {gate.id for gate in report.score.gates}
    new = pc.check(OTHER, previous=[GOOD])
    assert new.copying is not None and new.copying.share == 0 and new.score.parts["originality"] == 100
    assert pc.check(OTHER).copying is None and pc.check(OTHER).score.parts["originality"] is None
    alike = pc.check(OTHER, peers=[pc.Pledge(id="b", text=OTHER)])
    assert alike.copying is not None and [(s.id, s.relation) for s in alike.copying.sources] == [
        ("b", "peer")
    ]
    assert alike.score.parts["originality"] is None  # who wrote first is not known


def test_themes() -> None:
    mine = pc.Theme(
        id="xa-2019",
        title="Xanh và sạch",
        years=(2019,),
        layer="local",
        aspects=({"id": "cay", "title": "trồng cây", "keywords": ["trồng cây", "trồng … cây"]},),
    )  # type: ignore[arg-type]
    report = pc.check(OTHER, theme=mine, year=2019)
    assert report.theme is not None and report.theme.id == "xa-2019"
    assert pc.check(OTHER, theme="vn-2019").theme is not None
    assert pc.check(OTHER).theme is None


def test_theme_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("id: xa-2019\ntitle: Xanh và sạch\nyears: [2019]\n", "utf-8")
    report = pc.check(OTHER, theme=file)
    assert report.theme is not None and report.theme.id == "xa-2019"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "LAN004"),
        ("Toi xin hua moi thang giup hai ho ngheo trong thon don nha cua", "LAN001"),
        ("I promise to visit two households in my village every month.", "LAN002"),
        ("T«i xin høa mçi th¸ng gióp hai hé nghÌo trong th«n dän nhµ", "LAN003"),
    ],
)
def test_text_that_cannot_be_judged(text: str, rule: str) -> None:
    report = pc.check(text)
    assert report.score.total is None and not any(report.score.weights.values())
    assert [(finding.rule, finding.severity) for finding in report.findings] == [(rule, "error")]


class TestChecker:
    def test_immutable(self) -> None:
        checker = pc.Checker()
        with pytest.raises(AttributeError):
            checker.config = pc.Config()  # type: ignore[misc]
        with pytest.raises(AttributeError):
            checker.other = 1  # type: ignore[attr-defined]

    def test_picklable(self) -> None:
        checker = pc.Checker(config=pc.Config(lang="en"))
        again = pickle.loads(pickle.dumps(checker))
        assert again.check(GOOD) == checker.check(GOOD)

    def test_threads(self) -> None:
        checker = pickle.loads(
            pickle.dumps(pc.Checker())
        )  # compiles on first use, which all threads want at once
        expected, found = pc.check(GOOD), []
        threads = [threading.Thread(target=lambda: found.append(checker.check(GOOD))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * 8

    def test_language_and_rules(self) -> None:
        few = pc.Checker(config=pc.Config(select=("SPE", "THE"), ignore=("SPE0",))).check(GOOD)
        assert {finding.rule for finding in few.findings} == {"THE003"}
        kept = pc.Checker(config=pc.Config(lang="en", ignore=("SPE",), select=("SPE001",))).check(GOOD)
        assert [(f.rule, f.message) for f in kept.findings] == [
            ("SPE001", "This sentence gives a direction.")
        ]
        with pytest.raises(pc.UnknownNameError, match="SPE01"):
            pc.Checker(config=pc.Config(select=("SPEC01",)))

    def test_same_result_every_time(self) -> None:
        assert pc.Checker().check(GOOD) == pc.Checker().check(GOOD)


class TestAudit:
    def pledges(self) -> list[pc.Pledge]:
        return [
            pc.Pledge(id="a18", text=GOOD, author="A", unit="U", year=2018),
            pc.Pledge(id="a19", text=GOOD, author="A", unit="U", year=2019),
            pc.Pledge(id="b19", text=OTHER, author="B", unit="U", year=2019),
            pc.Pledge(id="c19", text=OTHER, author="C", unit="V", year=2019),
            pc.Pledge(id="d20", text=OTHER, author="D", unit="V", year=2020),
        ]

    def test_years_and_people(self) -> None:
        audit = pc.Checker().audit(self.pledges())
        by_id = {report.id: report for report in audit.reports}
        names = {
            id: [(s.id, s.relation) for s in r.copying.sources] if r.copying else []
            for id, r in by_id.items()
        }
        assert names["a18"] == [] and names["a19"] == [("a18", "previous")]
        assert ("c19", "peer") in names["b19"] and ("b19", "peer") in names["c19"]  # both name each other
        assert ("d20", "peer") not in names["b19"] and ("b19", "peer") in names[
            "d20"
        ]  # the later names the earlier
        assert {"COP003"} <= {f.rule for f in by_id["b19"].findings}
        assert [u.unit for u in audit.summary.units] == ["U", "V"]
        pairs = {(p.a, p.b, p.relation) for p in audit.summary.copy_pairs}
        assert ("a19", "a18", "previous") in pairs and ("b19", "c19", "peer") in pairs
        assert len(audit.summary.copy_groups) == 1

    def test_where_very_many_are_alike_those_that_share_most_are_shown(self) -> None:
        many = [pc.Pledge(id=f"p{at:02}", text=OTHER, author=f"P{at}", unit="U", year=2019) for at in range(30)]
        with pc.Checker().audit(many) as audit:
            report = audit.reports[0]
            assert report.copying is not None and len(report.copying.sources) == 20
            found = [each.message for each in report.findings if each.rule == "COP003"]
            assert len(found) == 3 and "p03 và ít nhất 17 bản nữa" in found[2]
            assert len(audit.summary.copy_pairs) == 30 * 29 // 2

    @pytest.mark.parametrize(("lang", "words"), [("vi", "không có trong lần kiểm tra này"), ("en", "not part of this audit")])
    def test_an_earlier_pledge_that_is_not_there_is_told(self, lang: str, words: str) -> None:
        pledges = [each.model_copy(update={"previous": ("a18", "no-such", "no-such")}) if each.id == "a19" else each
                   for each in self.pledges()]
        with pc.Checker(config=pc.Config(lang=lang)).audit(pledges) as audit:  # type: ignore[arg-type]
            (left,) = audit.skipped
            assert left.path == "a19 ← no-such" and words in left.reason
            copying = audit.reports[1].copying
            assert copying is not None and copying.sources[0].id == "a18"

    def test_reports_can_be_read_again(self) -> None:
        audit = pc.Checker().audit(self.pledges())
        first, second = list(audit.reports), list(audit.reports)
        assert first == second and len(audit.reports) == 5 and audit.reports[-1] == first[-1]
        assert [r.id for r in audit.reports[1:3]] == ["a19", "b19"]
        audit.close()
        with pytest.raises(ValueError, match="closed"):
            audit.reports[0]

    def test_ids_are_made_unique(self) -> None:
        audit = pc.Checker().audit(
            [pc.Pledge(text=GOOD), pc.Pledge(text=OTHER), pc.Pledge(id="pledge#2", text=GOOD)]
        )
        assert len({report.id for report in audit.reports}) == 3

    def test_one_bad_pledge_does_not_stop_the_rest(self) -> None:
        some = [*self.pledges(), pc.Pledge(id="e", text=OTHER, theme=("vn-2091",), source="e.txt")]
        audit = pc.Checker().audit(some)
        assert len(audit.reports) == 5
        assert [(e.path, e.code) for e in audit.errors] == [("e.txt", "unknown-name")]

    def test_workers_give_the_same(self) -> None:
        some = [
            p.model_copy(
                update={
                    "id": f"{p.id}-{n}",
                    "author": f"{p.author}-{n}",
                    "text": f"{p.text}\n{n}. Trồng {n} cây.",
                }
            )
            for n in range(30)
            for p in self.pledges()
        ]
        checker = pc.Checker(config=pc.Config(copying={"peer_share": 0.95}))  # type: ignore[arg-type]
        one, two = checker.audit(some), checker.audit(some, jobs=2)
        assert list(one.reports) == list(two.reports) and one.summary == two.summary

    def test_manifest(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(GOOD, "utf-8")
        manifest = tmp_path / "manifest.csv"
        manifest.write_text("path,id,year\na.txt,a,2019\nb.txt,b,2019\n", "utf-8")
        audit = pc.Checker().audit(pc.read_manifest(manifest))
        assert [r.id for r in audit.reports] == ["a"] and [e.code for e in audit.errors] == ["missing-file"]


def test_compare_any_language() -> None:
    text = "the quick brown fox jumps over the lazy dog near the river bank"
    found = pc.compare(text, f"{text}. And then it sleeps.")
    assert found.share == 1 and 0 < found.source_share < 1 and found.passages


def test_everything_exported_is_there() -> None:
    for name in pc.__all__:
        assert getattr(pc, name) is not None
    assert set(pc.__all__) <= set(dir(pc))
    with pytest.raises(AttributeError):
        pc.nothing  # noqa: B018


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_importing_loads_next_to_nothing() -> None:
    heavy = "pyvi sklearn scipy numpy duckdb typer rich pydantic yaml"
    loaded = run(f"import sys, pledgecheck; print([m for m in '{heavy}'.split() if m in sys.modules])")
    assert loaded.strip() == "[]"


def test_texts_do_not_leak() -> None:
    pledge = pc.Pledge(text="bí mật", year=2019)
    report = pc.check(GOOD)
    assert "bí mật" not in repr(pledge)
    assert "học sinh" not in repr(report.commitments)
    with pytest.raises(pc.UsageError) as caught:
        pc.check(GOOD, year="bí mật")
    assert "bí mật" not in str(caught.value)
