from pledgecheck.copying.corpus import CopyDocument, copy_document
from pledgecheck.copying.previous import previous_of
from pledgecheck.model import Pledge


def document(
    id: str, year: int | None, author: str | None = "lan", unit: str = "xã A", *previous: str
) -> CopyDocument:
    return copy_document(id, "", author=author, unit=unit, year=year, previous=previous)


class TestPrevious:
    def test_the_latest_earlier_year_of_author_and_unit(self) -> None:
        found = previous_of(
            [document("c", 2023), document("a", 2020), document("b", 2021), document("d", 2024)]
        )
        assert found == {"a": (), "b": ("a",), "c": ("b",), "d": ("c",)}

    def test_the_unit_before_the_year(self) -> None:
        found = previous_of([document("a", 2020), document("b", 2022, "lan", "xã B"), document("c", 2023)])
        assert found["c"] == ("a",)

    def test_a_renamed_unit(self) -> None:
        assert previous_of([document("a", 2020), document("b", 2021, "lan", "phường A")])["b"] == ("a",)

    def test_named_ones_decide(self) -> None:
        documents = [
            document("a", 2020),
            document("b", 2021),
            document("x", 2019, "minh"),
            document("c", 2022, "lan", "xã A", "x", "missing", "a", "c"),
        ]
        assert previous_of(documents)["c"] == ("x", "a")

    def test_named_ones_that_are_not_here_decide_nothing(self) -> None:
        assert previous_of([document("a", 2020), document("b", 2021, "lan", "xã A", "missing")])["b"] == (
            "a",
        )

    def test_without_author_or_year_there_is_none(self) -> None:
        documents = [
            document("a", 2020, None),
            document("b", 2021, None),
            document("c", None),
            document("d", 2022),
        ]
        assert set(previous_of(documents).values()) == {()}

    def test_two_texts_of_one_earlier_year(self) -> None:
        assert previous_of([document("b", 2020), document("a", 2020), document("c", 2021)])["c"] == ("a", "b")

    def test_pledges_have_all_that_is_asked(self) -> None:
        pledges = [
            Pledge(id="a", text="", author="lan", year=2020),
            Pledge(id="b", text="", author="lan", year=2021),
        ]
        assert previous_of(pledges) == {"a": (), "b": ("a",)}
