import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from copying.texts import OTHER, PLEDGE, random_text
from pledgecheck.checker import Checker
from pledgecheck.cli.main import run
from pledgecheck.config import Config
from pledgecheck.copying.common import Common, common_text
from pledgecheck.copying.compare import lines
from pledgecheck.copying.sides import Side, prepare
from pledgecheck.copying.templates import template_spans, template_text, templates_in
from pledgecheck.copying.tokens import tokenize
from pledgecheck.errors import UnknownNameError, UsageError
from pledgecheck.model import Pledge
from pledgecheck.packs.schema import Template
from pledgecheck.templates import confirmed, proposals_text, save_templates, templates_from_files

FORM = "Tôi đăng ký giúp đỡ [số hộ] hộ trong thôn xóa nhà tạm trước ngày .......\nNgười hỗ trợ: ......."
SENTENCE = "Mỗi tháng dành một buổi cùng chi đoàn dọn vệ sinh khuôn viên nhà tưởng niệm của xã"


def in_form(text: str, form: str = FORM, kind: str = "form") -> list[str]:
    tokens = tokenize(text)
    found = templates_in(tokens, (), [template_text("form", form, "plan" if kind == "plan" else "form")])
    return [text[start:end] for start, end in template_spans(found, tokens)]


class TestFound:
    def test_filled_in(self) -> None:
        text = "Tôi đăng ký giúp đỡ 02 hộ trong thôn xóa nhà tạm trước ngày 30/6.\nNgười hỗ trợ: ông Lò Văn Pản"
        assert in_form(text) == [
            "Tôi đăng ký giúp đỡ", "hộ trong thôn xóa nhà tạm trước ngày", "Người hỗ trợ",
        ]

    def test_edited(self) -> None:
        text = "Tôi xin đăng ký giúp đỡ hai hộ nghèo trong thôn bản xóa nhà tạm trước ngày hội."
        assert "".join(in_form(text)).count("xóa nhà tạm trước ngày") == 1
        assert "nghèo" not in " ".join(in_form(text))

    def test_a_few_words_of_a_long_label_are_chance(self) -> None:
        assert in_form("Hằng năm giúp đỡ người trong thôn xóa mù chữ.", FORM.replace("[số hộ]", "hộ")) == []

    def test_of_a_plan_short_labels_are_not_looked_for(self) -> None:
        plan = f"Kế hoạch năm\n{SENTENCE}\nNgười hỗ trợ: chi ủy"
        text = f"Người hỗ trợ: anh Sùng. {OTHER} {SENTENCE}."
        assert in_form(text, plan, "plan") == [SENTENCE]
        assert in_form(text, plan, "form") == ["Người hỗ trợ", SENTENCE]

    def test_where_and_when(self) -> None:
        form = template_text("x", FORM, year=2024, body="Huyện Mường Nhà")
        assert form.is_for(2024, "Xã Pú Hồng, huyện Mường Nhà", None)
        assert not form.is_for(2023, "Xã Pú Hồng, huyện Mường Nhà")
        assert not form.is_for(2024, "Xã Khác", None)
        assert template_text("x", FORM).is_for(None)


class TestInReports:
    def report(self, text: str, previous: str, **config: object) -> object:
        checker = Checker(config=Config(**config))  # type: ignore[arg-type]
        return checker.check(text, previous=[previous], year=2024).copying

    def test_out_of_both_sides_of_the_share(self, tmp_path: Path) -> None:
        own = "- Dạy ba buổi tối mỗi tuần cho mười học viên lớp xóa mù chữ của bản, có sổ điểm danh."
        form = tmp_path / "mẫu chung.txt"
        form.write_text(SENTENCE, "utf-8")
        text, before = f"- {SENTENCE}.\n{own}", f"- {SENTENCE}.\n- Sửa lại đoạn đường vào chợ dài hai trăm mét."
        plain, masked = self.report(text, before), self.report(text, before, template_files=(form,))
        assert plain.share > 0.4  # type: ignore[attr-defined]
        assert masked.share == 0.0  # type: ignore[attr-defined]
        (source,) = (each for each in masked.sources if each.relation == "template")  # type: ignore[attr-defined]
        assert source.id == "mau-chung"
        (passage,) = source.passages
        assert text[passage.start : passage.end] == SENTENCE

    def test_the_plan_handed_down(self, tmp_path: Path) -> None:
        plan = tmp_path / "ke-hoach.txt"
        plan.write_text(f"1. {SENTENCE}.\n2. Việc khác của xã.", "utf-8")
        checker = Checker(config=Config(plan_files=(plan,)))
        pledges = [
            Pledge(id=str(at), author=str(at), year=2024, text=f"- {SENTENCE}.\n{own}")
            for at, own in enumerate((PLEDGE, OTHER))
        ]
        with checker.audit(pledges) as audit:
            assert {(pair.a, pair.b, pair.relation) for pair in audit.summary.copy_pairs} == {
                ("0", "ke-hoach", "template"), ("1", "ke-hoach", "template"),
            }
            assert audit.summary.copy_groups == ()


def corpus(count: int, share: float, seed: int = 1) -> list[tuple[str, Side]]:
    rng = random.Random(seed)
    found = []
    for at in range(count):
        rows = [" ".join(random_text(seed * 10_000 + at * 10 + row, 15)) for row in range(5)]
        if at < share * count:
            rows[rng.randrange(5)] = f"{SENTENCE} {rng.choice(['nhé', 'đó', ''])}"
        text = "\n".join(rows)
        found.append((str(at), prepare(tokenize(text), units=lines(text))))
    return found


def common(texts: list[tuple[str, Side]]) -> tuple[list[Common], int]:
    def again() -> Iterator[Side]:
        return (side for _, side in texts)

    found, count = common_text(iter(texts), again)
    return list(found), count


class TestProposed:
    def test_what_a_third_have_in_common(self) -> None:
        found, count = common(corpus(210, 0.35))
        assert count == 210
        assert [(one.text, one.documents) for one in found] == [(SENTENCE, 74)]

    @pytest.mark.parametrize(("count", "share"), [(500, 0.12), (210, 0.29), (150, 0.9)])
    def test_never_of_a_few_nor_of_few_texts(self, count: int, share: float) -> None:
        assert common(corpus(count, share))[0] == []

    def test_order_changes_nothing(self) -> None:
        texts = corpus(1200, 0.4)
        expected = common(texts)
        assert expected[0]
        assert common(random.Random(3).sample(texts, len(texts))) == expected

    def test_confirmed_into_a_file(self, tmp_path: Path) -> None:
        proposals, target = tmp_path / "p.yaml", tmp_path / "t.yaml"
        proposals.write_text(proposals_text([Common(SENTENCE, 74), Common(PLEDGE, 70)], 210), "utf-8")
        assert save_templates(target, confirmed(proposals, ["common-2"], year=2024)) == 1
        assert save_templates(target, confirmed(proposals)) == 3
        assert save_templates(target, confirmed(proposals)) == 3
        found = templates_from_files([target])
        assert [(one.id, one.year, one.text) for one in found] == [
            ("common-2", 2024, PLEDGE), ("common-1", None, SENTENCE), ("common-2-2", None, PLEDGE),
        ]
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
        with pytest.raises(UnknownNameError, match="common-2"):
            confirmed(proposals, ["comon-2"])


class TestFiles:
    def test_names_are_made_identifiers_and_told_apart(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        paths = [tmp_path / "Mẫu Đăng ký.txt", tmp_path / "a" / "Mẫu Đăng ký.txt", tmp_path / "2024.txt"]
        for path in paths:
            path.write_text(OTHER, "utf-8")
        assert [one.id for one in templates_from_files(paths)] == [
            "mau-dang-ky", "mau-dang-ky-2", "template-2024",
        ]

    def test_one_template_without_a_list(self, tmp_path: Path) -> None:
        path = tmp_path / "t.yaml"
        path.write_text("id: one\nkind: plan\ntext: abc\n", "utf-8")
        assert templates_from_files([path]) == [Template(id="one", kind="plan", text="abc")]
        path.write_text("id: one\ntxt: abc\n", "utf-8")
        with pytest.raises(UsageError, match="text"):
            templates_from_files([path])


def test_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEDGECHECK_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "in"
    folder.mkdir()
    for at in range(200):
        own = f"Năm {2000 + at} trồng {at} cây {' '.join(random_text(at, 2))} ở đầu thôn."
        (folder / f"{at:03d}.txt").write_text(f"- {SENTENCE}.\n- {own}", "utf-8")
    proposals, target = tmp_path / "p.yaml", tmp_path / "t.yaml"
    assert run(["templates", "propose", str(folder), "-o", str(proposals)]) == 0
    assert SENTENCE in proposals.read_text("utf-8")
    assert run(["templates", "confirm", str(proposals), "-o", str(target), "--body", "Mường Nhà"]) == 0
    (found,) = templates_from_files([target])
    assert (found.text, found.body) == (SENTENCE, "Mường Nhà")
    (folder / "000.txt").unlink()
    assert run(["templates", "propose", str(folder)]) == 2
    assert "200" in capsys.readouterr().err
