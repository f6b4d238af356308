"""The theme verdict: applied, quoted, outdated, not found; which themes are in force."""

from __future__ import annotations

import pickle
import unicodedata

import pytest

from pledgecheck.errors import UnknownNameError
from pledgecheck.kinds.facts import ThemeFact
from pledgecheck.kinds.theme import analyse, compile_themes
from pledgecheck.model import Aspect, Theme
from pledgecheck.themes.catalogue import ThemeLanguage, themes_by_id, themes_in_force
from pledgecheck.themes.phrases import PhraseBook, words_of
from tests.kinds.helpers import compiled_themes, core_language, core_places, core_themes, read

TITLE_2018 = (
    "Xây dựng phong cách, tác phong công tác của người đứng đầu, của cán bộ, đảng viên trong học tập và làm "
    "theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
)
TITLE_2019 = "Xây dựng ý thức tôn trọng nhân dân, phát huy dân chủ, chăm lo đời sống nhân dân"
FRAME = "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2019"


def verdict(text: str, theme: str = "vn-2019", year: int = 2019, *, signed: str | None = None,
            narrative: str = "") -> ThemeFact:
    """The verdict of the core catalogue on a small document."""
    document, judged = read(text, narrative=narrative)
    fact = analyse(document, judged, themes_by_id(core_themes(), [theme]), compiled_themes(), year=year,
                   signed=signed)
    assert fact is not None
    return fact


class TestApplied:
    def test_acts_in_words_of_the_trade(self) -> None:
        fact = verdict(f"""
            Thực hiện chuyên đề năm 2019 "{TITLE_2019}"
            3| Khách hỏi tin báo mất điện thì trả lời trong 15 phút, không để khách phải chờ.
            3| Mỗi quý họp tổ một lần, ai cũng được góp ý, biên bản dán ở bảng tin.
            4| Tháng 6 sửa điện miễn phí cho 5 hộ nghèo ở thôn Trung.
        """)
        assert fact.relation == "applied"
        assert fact.aspects == ("ton_trong_nhan_dan", "phat_huy_dan_chu", "cham_lo_doi_song")
        assert [mark.use for mark in fact.marks] == ["applied"] * 3
        assert fact.quoted_id == "vn-2019"

    def test_a_heading_that_names_the_aspect(self) -> None:
        fact = verdict(f"""
            Chuyên đề: {TITLE_2019}
            # Phát huy dân chủ
            3| Việc chia ca do cả tổ quyết vào chiều thứ sáu.
            # Chuyên môn
            1| Nâng cao tay nghề.
        """)
        assert (fact.relation, fact.aspects) == ("applied", ("phat_huy_dan_chu",))

    def test_without_the_title_it_takes_more_acts(self) -> None:
        one = "3| Ai hỏi thì giải thích tận nơi, xin lỗi khi chậm.\n2| Bôi trơn ổ bi.\n2| Thay dây cáp."
        three = one + "\n3| Cuối tháng công khai thu chi.\n3| Tặng 2 suất quà cho hộ nghèo dịp Tết."
        assert verdict(one).relation == "not_found"
        assert verdict(three).relation == "applied"

    def test_direction_without_acts_applies_nothing(self) -> None:
        fact = verdict(f"Chuyên đề: {TITLE_2019}\n1| Luôn lắng nghe, gần dân, công khai, minh bạch.")
        assert fact.relation == "quoted"

    def test_words_of_the_title_are_no_act(self) -> None:
        act = "Tôn trọng nhân dân, phát huy dân chủ, chăm lo đời sống nhân dân."
        fact = verdict(f"Chuyên đề: {TITLE_2019}\n2| {act}")
        assert fact.relation == "quoted"
        assert fact.marks[0].use != "applied"

    def test_a_technical_plan_is_not_found(self) -> None:
        fact = verdict("""
            3| Bơm tiêu úng 3 ca một ngày khi mực nước trên 1,2 m.
            3| Bảo dưỡng 4 máy bơm trước 30/4.
            4| Vớt bèo 6 km kênh mỗi tháng, báo trước cho thôn hai ngày.
            3| Đo mực nước lúc 6 giờ và 18 giờ.
        """)
        assert fact.relation == "not_found"

    def test_upper_case_and_nfd_change_nothing(self) -> None:
        text = f"Chuyên đề: {TITLE_2019}\n3| Trả lời từng hộ trong 5 ngày.\n3| Thu chi niêm yết ở đình."
        for form in (text.upper(), unicodedata.normalize("NFD", text)):
            assert verdict(form).relation == "applied"


class TestQuoted:
    def test_title_without_acts_is_sure(self) -> None:
        fact = verdict(f"{FRAME}\nChuyên đề {TITLE_2019}\n0| Luôn rèn luyện.\n1| Hoàn thành nhiệm vụ.")
        assert fact.relation == "quoted"
        assert fact.confidence >= 0.9
        assert fact.quoted_span is not None

    def test_many_acts_in_other_words_are_not_sure(self) -> None:
        acts = "\n".join(f"3| Thay {n} ổ bi trước ngày 30/{n}." for n in range(3, 9))
        fact = verdict(f"Chuyên đề {TITLE_2019}\n{acts}")
        assert fact.relation == "quoted"
        assert fact.confidence < 0.9

    def test_the_frame_alone_quotes_nothing(self) -> None:
        assert verdict(f"{FRAME}\n0| Luôn rèn luyện đạo đức.").relation == "not_found"


class TestOutdated:
    def test_last_year_s_title(self) -> None:
        fact = verdict(f"Thực hiện chuyên đề năm 2018 \"{TITLE_2018}\"\n3| Có mặt trước giờ làm 15 phút.")
        assert (fact.relation, fact.id, fact.quoted_id) == ("outdated", "vn-2018", "vn-2018")
        assert fact.confidence >= 0.9
        assert [layer.relation for layer in fact.layers][-1] == "outdated"

    def test_the_theme_in_force_beside_it_is_enough(self) -> None:
        fact = verdict(f"Năm 2018: {TITLE_2018}\nChuyên đề năm 2019: {TITLE_2019}\n1| Rèn luyện.")
        assert fact.relation == "quoted"

    def test_a_look_back_is_no_quotation(self) -> None:
        text = f"Năm 2018, thực hiện chuyên đề {TITLE_2018}, tôi đã dự đủ các buổi.\n1| Rèn luyện."
        assert verdict(text, narrative="Năm 2018").relation == "not_found"

    def test_signed_before_the_theme_was_issued(self) -> None:
        text = f"Chuyên đề năm 2019: {TITLE_2019}\n1| Rèn luyện đạo đức."
        late = verdict(text, "vn-2020", 2020, signed="2020-02-03")
        early = verdict(text, "vn-2020", 2020, signed="2019-12-02")
        assert late.relation == "outdated"
        assert (early.relation, early.id) == ("quoted", "vn-2019")

    def test_a_theme_of_several_years_does_not_age(self) -> None:
        title = "ý chí tự lực, tự cường và khát vọng phát triển đất nước phồn vinh, hạnh phúc"
        text = f"Chuyên đề: {title}\n1| Rèn luyện."
        assert verdict(text, "vn-2021", 2024).relation == "quoted"
        assert verdict(text, "haiphong-2024", 2024).relation == "not_found"

    def test_headings_that_walk_through_another_theme(self) -> None:
        text = """
            # Tôn trọng nhân dân
            1| Gần dân.
            # Phát huy dân chủ
            1| Công khai.
            # Chăm lo đời sống nhân dân
            1| Quan tâm hộ nghèo.
        """
        fact = verdict(text, "vn-2020", 2020)
        assert (fact.relation, fact.id) == ("outdated", "vn-2019")
        assert fact.confidence < 0.9

    def test_the_name_of_a_resolution_is_no_theme(self) -> None:
        text = ("Căn cứ Nghị quyết Trung ương 4 về ngăn chặn, đẩy lùi sự suy thoái về tư tưởng chính trị, "
                "đạo đức, lối sống, những biểu hiện “tự diễn biến”, “tự chuyển hóa” trong nội bộ\n"
                "1| Rèn luyện.")
        assert verdict(text).relation == "not_found"


class TestInForce:
    def ids(self, year: int | None, province: str | None, unit: str | None = None,
            asked: tuple[str, ...] = (), signed: str | None = None) -> list[str]:
        found = themes_in_force(core_themes(), year, province, unit, asked, core_places(), signed)
        return [theme.id for theme in found]

    def test_one_national_theme_until_2021(self) -> None:
        assert self.ids(2019, "Hà Nam") == ["vn-2019"]
        assert self.ids(2019, None) == ["vn-2019"]

    def test_layers_from_near_to_far(self) -> None:
        assert self.ids(2022, "tỉnh Hậu Giang", "Ban Quản lý chợ, thành phố Vị Thanh") == [
            "vithanh-2022", "haugiang-2022", "vn-2021"]
        assert self.ids(2022, "Hậu Giang", "xã Tân Phước") == ["haugiang-2022", "vn-2021"]

    def test_tone_placement_and_prefix_of_a_province(self) -> None:
        assert self.ids(2023, "tỉnh KHÁNH HOÀ") == ["khanhhoa-2023", "vn-2021"]

    def test_what_is_asked_for_comes_alone(self) -> None:
        assert self.ids(2019, "Hà Nam", asked=("vn-2018",)) == ["vn-2018"]

    def test_an_unknown_theme_offers_the_nearest(self) -> None:
        with pytest.raises(UnknownNameError, match="vn-2019"):
            self.ids(2019, None, asked=("vn-2109",))

    def test_nothing_without_a_year(self) -> None:
        assert self.ids(None, "Hà Nam") == []
        document, judged = read("1| Rèn luyện.")
        assert analyse(document, judged, (), compiled_themes(), year=None) is None

    def test_renamed_provinces_only_after_the_change(self) -> None:
        assert "tuyenquang-2025" in self.ids(2025, "Hà Giang", signed="2025-08-01")
        assert "tuyenquang-2025" not in self.ids(2025, "Hà Giang", signed="2025-03-01")
        assert "tuyenquang-2025" in self.ids(2025, "Tuyên Quang", signed="2025-03-01")
        assert self.ids(2022, "Cần Thơ") == ["vn-2021"]


class TestCatalogue:
    def test_every_theme_has_aspects_and_a_source(self) -> None:
        assert len(core_themes()) == 16
        for theme in core_themes():
            assert theme.source
            assert theme.years
            assert theme.aspects
            assert len({aspect.id for aspect in theme.aspects}) == len(theme.aspects)
            for aspect in theme.aspects:
                assert len(aspect.keywords) >= 8
                assert len(aspect.synonyms) >= 8

    def test_each_title_is_found_and_not_mistaken_for_another(self) -> None:
        for theme in core_themes():
            year = theme.years[0]
            fact = verdict(f"Chuyên đề năm {year}: {theme.title}\n0| Rèn luyện.", theme.id, year)
            assert (fact.relation, fact.id) == ("quoted", theme.id)

    def test_compiled_catalogue_is_picklable(self) -> None:
        assert pickle.loads(pickle.dumps(compiled_themes())) == compiled_themes()

    def test_an_unknown_group_offers_the_nearest(self) -> None:
        theme = Theme(id="x", title="x", years=(2030,),
                      aspects=(Aspect(id="a", title="a", keywords=("giúp <nguoii>",)),))
        with pytest.raises(UnknownNameError, match="nguoi"):
            compile_themes([theme], core_language())

    def test_a_unit_s_own_theme(self) -> None:
        theme = Theme(id="xa-2030", title="Vì dòng sông sạch", years=(2030,), layer="local",
                      aspects=(Aspect(id="song", title="dòng sông sạch", keywords=("vớt rác",)),))
        compiled = compile_themes([theme], ThemeLanguage(cues=("chuyên đề",)))
        document, judged = read("Chuyên đề: Vì dòng sông sạch\n3| Chủ nhật đầu tháng vớt rác ở bến đò.")
        fact = analyse(document, judged, [theme], compiled, year=2030)
        assert fact is not None
        assert (fact.relation, fact.aspects) == ("applied", ("song",))


class TestPhrases:
    def find(self, entry: str, text: str) -> list[str]:
        book = PhraseBook.build([entry], {"ai": ["bà con", "phụ huynh"]})
        return [text[hit.start : hit.end] for hit in book.find(words_of(text))]

    def test_whole_syllables_only(self) -> None:
        assert self.find("học", "học sinh, khoa học") == ["học", "học"]
        assert self.find("an toàn", "ban toàn dân") == []

    def test_gap_and_group(self) -> None:
        assert self.find("trả lời … <ai>", "trả lời bằng giấy cho bà con") == ["trả lời bằng giấy cho bà con"]
        assert self.find("hỏi <ai>", "hỏi phụ huynh và hỏi thêm bà con") == ["hỏi phụ huynh"]

    def test_a_gap_never_crosses_a_sentence(self) -> None:
        assert self.find("xin lỗi … <ai>", "chậm thì xin lỗi. gặp bà con") == []

    def test_commas_divide_unless_written(self) -> None:
        assert self.find("cần kiệm", "cần, kiệm") == []
        assert self.find("cần, kiệm", "cần, kiệm") == ["cần, kiệm"]
        assert self.find("tự chuyển hóa", 'không "tự" "chuyển hóa"') == ['tự" "chuyển hóa']
