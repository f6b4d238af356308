import random
import xml.etree.ElementTree as ElementTree

import pytest

from pledgecheck.model import CopyGroup, CopyMember, CopyPair
from pledgecheck.reporters.html.similarity import MOST_GROUPS, MOST_ROWS, WIDTH, similarity_map

SVG = "{http://www.w3.org/2000/svg}"


def group(leader: str, *members: str, share: float = 0.9) -> CopyGroup:
    return CopyGroup(leader=leader, members=tuple(CopyMember(id=id, share=share) for id in members))


def pairs_of(*groups: CopyGroup) -> list[CopyPair]:
    return [
        CopyPair(a=each.leader, b=member.id, relation="peer", share_a=0.8, share_b=member.share)
        for each in groups for member in each.members
    ]


def drawn(
    *groups: CopyGroup, units: dict[str, str] | None = None, years: dict[str, int] | None = None
) -> ElementTree.Element:
    text = similarity_map(groups, pairs_of(*groups), units or {}, years or {})
    return ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def arrows(svg: ElementTree.Element) -> list[str]:
    return [path.attrib["marker-end"] for path in svg.iter(f"{SVG}path") if "marker-end" in path.attrib]


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


class TestGroups:
    def test_every_member_is_a_dot_that_says_who_it_is(self) -> None:
        svg = drawn(group("a", "b", "c"), units={"b": "Trường Hoa Ban"}, years={"b": 2023})
        titles = [circle.findtext(f"{SVG}title") for circle in svg.iter(f"{SVG}circle")]
        assert "b, Trường Hoa Ban, 2023: giống 90%" in titles
        assert "c: giống 90%" in titles
        assert "a" in titles

    def test_rows_by_unit_and_year_with_the_leader_s_own_unit_first(self) -> None:
        units = {"a": "Z", "b": "Z", "c": "Y", "d": "Y"}
        svg = drawn(group("a", "b", "c", "d"), units=units, years={"c": 2023, "d": 2024})
        rows = [text for text in texts(svg) if " bản" in text and "Nhóm" not in text]
        assert [row.rpartition(" · ")[0] for row in rows] == ["ZZ", "YY 2023", "YY 2024"]  # title and text

    def test_some_hundred_members_stay_apart_and_inside(self) -> None:
        rng = random.Random(2)
        members = [f"m{at}" for at in range(500)]
        units = {id: f"Đơn vị {rng.randrange(12)}" for id in members}
        years = {id: rng.choice([2022, 2023]) for id in members}
        svg = drawn(group("leader", *members), units=units, years=years)
        circles = [each.attrib for each in svg.iter(f"{SVG}circle") if each.attrib["r"] == "4"]
        dots = [(float(each["cx"]), float(each["cy"])) for each in circles]
        assert len(dots) == len(set(dots)) == 500
        assert all(0 < x < WIDTH and 0 < y < float(svg.attrib["viewBox"].split()[3]) for x, y in dots)
        for row in {y for _, y in dots}:
            line = sorted(x for x, y in dots if y == row)
            assert all(b - a >= 9 for a, b in zip(line, line[1:], strict=False))

    def test_too_many_rows_are_put_together(self) -> None:
        members = [f"m{at}" for at in range(200)]
        svg = drawn(group("leader", *members), units={id: f"Đơn vị {id}" for id in members})
        assert any(f"{200 - MOST_ROWS} đơn vị khác" in text for text in texts(svg))
        assert sum(c.attrib["r"] == "4" for c in svg.iter(f"{SVG}circle")) == 200

    def test_too_many_groups_are_counted(self) -> None:
        groups = [group(f"l{at}", f"m{at}") for at in range(MOST_GROUPS + 5)]
        assert any("5 nhóm nhỏ hơn" in text for text in texts(drawn(*groups)))


class TestDirection:
    @pytest.mark.parametrize(
        ("leader", "member", "expected"),
        [(2022, 2023, ["url(#map-later)"]), (2023, 2022, ["url(#map-earlier)"]), (2023, 2023, []), (None, 2023, [])],
    )
    def test_only_where_the_years_tell_it(self, leader: int | None, member: int, expected: list[str]) -> None:
        years = {"b": member} | ({"a": leader} if leader else {})
        assert arrows(drawn(group("a", "b"), years=years)) == expected


class TestUnits:
    def test_within_and_between(self) -> None:
        groups = [group("a", "b", "c")]
        svg = drawn(*groups, units={"a": "X", "b": "X", "c": "Y"})
        titles = [cell.findtext(f"{SVG}title") for cell in svg.iter(f"{SVG}rect")]
        assert titles == ["X – X: 1 cặp", "Y – X: 1 cặp", "Y – Y: 0 cặp"]

    def test_one_unit_needs_no_picture(self) -> None:
        svg = drawn(group("a", "b"), units={"a": "X", "b": "X"})
        assert not any("Giữa các đơn vị" in text for text in texts(svg))


class TestNames:
    def test_people_are_called_by_their_names(self) -> None:
        groups = [group("p1", "p2")]
        text = similarity_map(groups, pairs_of(*groups), {}, {}, names={"p1": "Lò Thị Sao", "p2": None})
        assert "giống bản Lò Thị Sao" in text
        assert "p2 90%" in text


class TestSafety:
    def test_names_cannot_break_the_page(self) -> None:
        evil = "</title><script>alert(1)</script>\u202e&\"'"
        text = similarity_map([group(evil, evil + "2")], [], {evil: evil}, {})
        assert "<script" not in text
        assert "\u202e" not in text

    def test_nothing_from_outside_and_no_style(self) -> None:
        text = similarity_map([group("a", "b")], pairs_of(group("a", "b")), {}, {})
        assert "http" not in text
        assert "style=" not in text

    def test_nothing(self) -> None:
        assert similarity_map([], [], {}, {}) == ""
        own = CopyPair(a="a", b="b", relation="previous", share_a=1, share_b=1)
        assert similarity_map([], [own], {"a": "X", "b": "Y"}, {}) == ""

    def test_in_english(self) -> None:
        assert "earlier year" in similarity_map([group("a", "b")], [], {}, {}, "en")
