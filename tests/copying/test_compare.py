from hypothesis import given
from hypothesis import strategies as st

from copying.texts import OTHER, PLEDGE
from pledgecheck.copying.compare import compare_texts, lines
from pledgecheck.model import dump


class TestCompare:
    def test_json(self) -> None:
        a = "Mỗi vụ đi đắp đập nhỏ 3 buổi cho những nhà ở cuối nguồn."
        b = a.replace("3", "2")
        assert dump(compare_texts(a, b)) == {
            "share": 1.0,
            "source_share": 1.0,
            "passages": [
                {
                    "start": 0,
                    "end": 55,
                    "source_start": 0,
                    "source_end": 55,
                    "kind": "repeated",
                    "edits": [{"kind": "number", "from": "2", "to": "3", "direction": "raised"}],
                }
            ],
        }

    def test_a_short_line(self) -> None:
        assert (
            compare_texts("Không hút thuốc ở trường\nTrồng mít", "Đào giếng\nKhông hút thuốc ở trường").share
            > 0.5
        )

    def test_unrelated_and_empty(self) -> None:
        assert compare_texts(PLEDGE, OTHER).share < 0.1
        assert compare_texts("", PLEDGE).share == 0.0

    def test_any_language(self) -> None:
        english = "The committee shall meet every first Monday and publish its minutes within seven days"
        assert compare_texts(f"We agree. {english}.", f"{english.upper()}!").source_share == 1.0
        chinese = "委员会应在每月第一个星期一开会并在七天内公布会议记录"
        assert compare_texts(f"我们同意{chinese}", f"{chinese}。").source_share == 1.0
        russian = "комитет собирается каждый первый понедельник и публикует протокол в течение семи дней"
        assert compare_texts(russian, f"итак, {russian}").share == 1.0

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_text(self, a: str, b: str) -> None:
        found = compare_texts(a, b)
        assert 0.0 <= found.share <= 1.0
        assert 0.0 <= found.source_share <= 1.0

    @given(st.text(max_size=80))
    def test_lines(self, text: str) -> None:
        assert "\n".join(text[start:end] for start, end in lines(text)) == text
