"""Many pledges in one report: the summary, the order, the parts."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from pledgecheck.model import (
    AuditSummary,
    CopyGroup,
    CopyMember,
    CopyPair,
    InputFailure,
    SkippedInput,
    ThemeVerdict,
)
from pledgecheck.reporters.html import write_html
from tests.reporters.html_page import Page, audit, check_links, many, one
from tests.reporters.html_samples import copied, entry, report, score


def test_many_pledges_on_one_page(tmp_path: Path) -> None:
    entries = many(12)
    errors = (InputFailure(path="hỏng.docx", code="unreadable", message="Tệp hỏng."),)
    skipped = (SkippedInput(path="~$x.docx", reason="tệp tạm"),)
    page = one(tmp_path, entries, audit(entries), errors=errors, skipped=skipped)
    for said in (
        "12 bản của 3 đơn vị", "Nên đọc trước", "Theo đơn vị", "Đoạn giống nhau giữa các bản",
        "Chưa có bản đăng ký", "Lý Thị Na", "hỏng.docx", "Tệp hỏng.", "~$x.docx", "Đoạn đường không rác",
        "Mỗi bản 3 dòng", "chưa phải kết luận kiểm tra",
    ):  # fmt: skip
        assert said in page.text, said
    assert check_links([page], ["báo cáo.html"]) > 50
    assert len(page.all("article")) == 12
    assert page.text.count("Nên hỏi") == 12


def test_a_map_of_what_is_alike_calls_people_by_their_names(tmp_path: Path) -> None:
    entries = many(12)
    leader = entries[0].report
    page = one(tmp_path, entries, audit(entries))
    (svg,) = re.findall(r'<svg class="map".*?</svg>', page.source, re.DOTALL)
    assert f"giống bản {leader.author}" in svg
    covered = one(tmp_path, entries, audit(entries), redact=True)
    (svg,) = re.findall(r'<svg class="map".*?</svg>', covered.source, re.DOTALL)
    assert leader.author is not None
    assert leader.author not in svg
    assert leader.id not in svg


def test_a_long_group_is_folded_and_people_come_before_the_form(tmp_path: Path) -> None:
    entries = many(60)
    ids = [each.report.id for each in entries]
    summary = AuditSummary(
        copy_groups=(CopyGroup(leader=ids[0], members=tuple(CopyMember(id=id, share=0.9) for id in ids[1:])),),
        copy_pairs=(
            *(CopyPair(a=id, b="mẫu", relation="template", share_a=0.1, share_b=0.1) for id in ids),
            CopyPair(a=ids[0], b=ids[1], relation="peer", share_a=0.9, share_b=0.9),
        ),
    )
    page = one(tmp_path, entries, summary)
    assert "60 bản, mở để xem tên" in page.text
    assert page.text.index("hai bản khác nhau") < page.text.index("với mẫu hoặc kế hoạch")


def test_listed_by_unit_and_name_never_by_score(tmp_path: Path) -> None:
    people = [("Đỗ Bình", 20.0), ("Lê Ánh", 90.0), ("Trần Chi", 50.0)]
    entries = [
        entry(id=str(n), author=name, score=score(value, value, value))
        for n, (name, value) in enumerate(people)
    ]
    page = one(tmp_path, entries, AuditSummary())
    where = [page.text.index(name) for name in ("Lê Ánh", "Đỗ Bình", "Trần Chi")]
    assert where == sorted(where)


def test_no_total_stands_beside_a_name_in_lists(tmp_path: Path) -> None:
    entries = [
        entry(id=str(n), author=f"Người {n}", score=score(61.7, 61.7, 61.7, 61.7, 61.7)) for n in range(6)
    ]
    html = (tmp_path / "báo cáo.html").read_text("utf-8") if one(tmp_path, entries, AuditSummary()) else ""
    lists = html[html.index('id="overview"') : html.index("<article")]
    assert "61,7" not in lists and "61.7" not in lists
    assert "không để so sánh giữa các đơn vị" in lists  # the mean of a unit comes with its warning


def test_what_everybody_leaves_out_goes_to_the_form(tmp_path: Path) -> None:
    bare = [each.model_copy(update={"slots": dict.fromkeys(each.slots)}) for each in report().commitments]
    entries = [entry(id=str(n), commitments=tuple(bare)) for n in range(30)]
    said = one(tmp_path, entries, AuditSummary()).text
    assert "Tất cả thời hạn, lịch làm 30/30 Thêm cột “Thời gian thực hiện”." in said
    few = [entry(id=str(n), commitments=tuple(bare)) for n in range(4)]
    assert "30/30" not in one(tmp_path, few, AuditSummary()).text


def test_what_to_read_first_is_grouped_by_reason(tmp_path: Path) -> None:
    entries = [
        *many(3),
        entry(id="x", author="Lý Văn X", theme=ThemeVerdict(id="vn-2019", relation="outdated")),
    ]
    said = one(tmp_path, entries, AuditSummary()).text
    part = said[said.index("Nên đọc trước Xếp") : said.index("Theo đơn vị Thứ tự")]
    assert "Ghi tên chuyên đề của năm khác 1 bản" in part and "Lý Văn X" in part and "Người thứ 1" not in part


def test_an_index_and_parts_beyond_the_limit(tmp_path: Path) -> None:
    entries = many(23, units=4)
    entries[5] = entry(
        id="b-5", author="Người thứ 5", unit="Chi bộ thôn 2", copying=copied(0.9, "peer", "b-6")
    )
    target = tmp_path / "báo cáo.html"
    written = write_html(entries, audit(entries), (), (), target, single_limit=10, part_size=5)
    names = [str(path.relative_to(tmp_path)) for path in written]
    assert names[0] == "báo cáo.html" and names[1].endswith("part-0001.html") and len(names) == 8
    found = [Page(path.read_text("utf-8")) for path in written]
    unquoted = [Page(path.read_text("utf-8").replace("b%C3%A1o%20c%C3%A1o", "báo cáo")) for path in written]
    assert check_links(unquoted, names) > 100
    assert not found[0].all("article") and sum(len(page.all("article")) for page in found) == 23
    assert all(len(page.all("article")) <= 5 for page in found)
    # a smaller report afterwards leaves no part of the larger one behind
    (tmp_path / "báo cáo_files" / "của tôi.txt").write_text("x")
    assert write_html(many(3), None, (), (), target, single_limit=10) == [target]
    assert [path.name for path in (tmp_path / "báo cáo_files").iterdir()] == ["của tôi.txt"]


def test_the_same_in_is_the_same_out(tmp_path: Path) -> None:
    entries = many(4)
    first = write_html(entries, audit(entries), (), (), tmp_path / "a.html")[0].read_bytes()
    assert write_html(iter(entries), audit(entries), (), (), tmp_path / "b.html")[0].read_bytes() == first


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    target.write_text("old")
    target.chmod(0o644)
    written = write_html(many(6), None, (), (), target, single_limit=2, part_size=2)
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert stat.S_IMODE((tmp_path / "r_files").stat().st_mode) == 0o700
