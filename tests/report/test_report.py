"""Places, fingerprints, order, selection."""

from __future__ import annotations

import unicodedata

import pytest

import pledgecheck as pc
from pledgecheck.model import Report, dump
from pledgecheck.report.findings import fingerprint, fold_text
from pledgecheck.report.places import Places

TEXT = """1. Không ngừng nâng cao tinh thần trách nhiệm.
2. Trước ngày 30/9 tôi trồng 20 cây bóng mát.
3. Phát huy tinh thần tự học, tự rèn để ngày càng tiến bộ.
"""


def test_places() -> None:
    places = Places("ab\ncd\n\nef", [(3, 5, "paragraph 2"), (7, 9, "table 1 row 1")])
    assert [places.line_column(at) for at in (0, 2, 3, 6, 8)] == [(1, 1), (1, 3), (2, 1), (3, 1), (4, 2)]
    assert [places.location(at) for at in (0, 3, 5, 8)] == [None, "paragraph 2", None, "table 1 row 1"]


def spans(text: str) -> list[tuple[str, str, int | None]]:
    return [(f.rule, text[f.start : f.end], f.line) for f in pc.check(text).findings if f.start is not None]


def test_spans_stand_in_the_text_as_read() -> None:
    for text in (TEXT, unicodedata.normalize("NFD", TEXT), TEXT.upper(), "\ufeff" + TEXT.replace(" ", "  ")):
        found = {(rule, fold_text(piece), line) for rule, piece, line in spans(text)}
        assert ("SPE001", "không ngừng nâng cao tinh thần trách nhiệm.", 1) in found
        assert any(rule == "SPE006" and line == 2 for rule, _, line in found)


def test_findings_are_in_order_and_said_once() -> None:
    found = pc.check(TEXT).findings
    starts = [-1 if f.start is None else f.start for f in found]
    assert starts == sorted(starts)
    keys = [(f.rule, f.start, f.end, f.message) for f in found]
    assert len(keys) == len(set(keys))
    assert len({f.fingerprint for f in found}) == len(found)


def prints(text: str) -> dict[str, set[str]]:
    report = pc.check(text)
    return {f.rule: {g.fingerprint for g in report.findings if g.rule == f.rule} for f in report.findings}


def test_fingerprints_follow_the_content() -> None:
    before = prints(TEXT)
    moved = prints("Kính gửi: Chi bộ thôn Đông\n\n\n" + TEXT)
    assert moved["SPE001"] == before["SPE001"] and moved["SPE006"] == before["SPE006"]
    assert prints(unicodedata.normalize("NFD", TEXT).upper())["SPE001"] == before["SPE001"]
    again = prints(TEXT + "4. Không ngừng nâng cao tinh thần trách nhiệm.\n")
    assert again["SPE001"] > before["SPE001"]  # the second occurrence has a print of its own
    assert fingerprint("A", "x", 1) != fingerprint("A", "x", 2) != fingerprint("B", "x", 2)


def test_the_language_is_no_part_of_a_fingerprint() -> None:
    english = pc.Checker(config=pc.Config(lang="en")).check(TEXT)
    assert [f.fingerprint for f in english.findings] == [f.fingerprint for f in pc.check(TEXT).findings]
    assert [f.message for f in english.findings] != [f.message for f in pc.check(TEXT).findings]


@pytest.mark.parametrize("text", [TEXT, "", "abc def ghi"])
def test_every_key_is_always_there(text: str) -> None:
    data = dump(pc.check(text))
    assert set(data) == {
        "id",
        "path",
        "kind",
        "year",
        "author",
        "role",
        "unit",
        "sha256",
        "score",
        "commitments",
        "theme",
        "duty",
        "copying",
        "length",
        "dossier",
        "findings",
    }
    assert set(data["score"]["parts"]) == {"specificity", "theme", "duty", "originality", "length"}
    assert Report.model_validate(data) == pc.check(text)


def test_base_content_is_listed_and_marked() -> None:
    report = pc.check("1. Tuyệt đối trung thành với Đảng, Tổ quốc và nhân dân.\n" + TEXT)
    first = report.commitments[0]
    assert first.required_formula and (first.level, first.points, first.missing) == (0, 0, ())
    assert not any(f.start == first.start for f in report.findings)


def test_soldiers_are_not_asked_for_numbers_and_places() -> None:
    text = "1. Tuần tra ban đêm cùng dân quân.\n2. Trồng rau xanh trong doanh trại.\n"
    asked = {"SPE003", "SPE004", "SPE005", "SPE006"}
    assert asked & {f.rule for f in pc.check(text, role="giáo viên").findings}
    assert not asked & {f.rule for f in pc.check(text, role="chiến sĩ, đồn biên phòng").findings}


def test_an_abstention_needs_no_deadline() -> None:
    report = pc.check("Tôi không uống rượu bia trong giờ làm việc.")
    assert not {"SPE003", "SPE004"} & {f.rule for f in report.findings}


def test_collectives_are_addressed_as_such() -> None:
    def message(kind: str) -> str:
        report = pc.check(TEXT, kind=kind, previous=[TEXT])
        return next(f.message for f in report.findings if f.rule in ("COP001", "COP002"))

    assert "của đồng chí" in message("individual") and "của đơn vị" in message("collective")
