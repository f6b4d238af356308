"""Packs as people write them: what is taken, what is refused, and how the refusal reads."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pledgecheck import Checker, Config, PackError, check
from pledgecheck.packs import core_pack, gather, load_pack, merge
from pledgecheck.packs.examples import parse_marks
from pledgecheck.packs.examples import test_examples as run_examples

PACK = """
id: tinh-mau
version: 1.2.0
requires: ">=0.1,<9"
title: {vi: Bộ luật tỉnh Mẫu, en: Rules of a province}
"""
RULE = """
rules:
  - id: MAU001
    kind: phrase
    when: found
    severity: info
    options: {classes: [tu_rieng]}
    message: {vi: 'Cụm "{phrase}" cần nói rõ.', en: '"{phrase}" should be explained.'}
    rationale: {vi: Theo hướng dẫn của tỉnh., en: By the province's guidance., source: guidance 12-HD}
    since: 1.0.0
    examples:
      good: [{text: "Trước ngày 30/9 tôi trồng 20 cây.", also: [SPE005, SPE006]}]
      bad: ["Trước ngày 30/9 tôi trồng 20 cây theo [[kiểu mới]]."]
"""
LEXICON = "classes: {tu_rieng: [kiểu mới]}\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in {"pack.yaml": PACK, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def pack(tmp_path: Path, rule: str = RULE, lexicon: str = LEXICON, **files: str) -> Path:
    return write(tmp_path, **{"rules/a.yaml": rule, "lexicon/a.yaml": lexicon, **files})


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    mine = load_pack(pack(tmp_path))
    assert (mine.id, mine.version, len(mine.sha256)) == ("tinh-mau", "1.2.0", 64)
    checker = Checker(packs=[mine])
    assert run_examples(checker, ["MAU001"]) == []
    report = checker.check("Trước ngày 30/9 tôi trồng 20 cây theo kiểu mới.")
    assert [f.message for f in report.findings if f.rule == "MAU001"] == ['Cụm "kiểu mới" cần nói rõ.']
    assert [p.id for p in checker.packs] == ["core", "tinh-mau"]


def test_by_configuration(tmp_path: Path) -> None:
    checker = Checker(config=Config(rules=(pack(tmp_path),), select=("MAU",)))
    report = checker.check("Trước ngày 30/9 tôi trồng 20 cây theo kiểu mới.")
    assert {finding.rule for finding in report.findings} == {"MAU001"}


def test_packs_can_be_pickled(tmp_path: Path) -> None:
    mine = load_pack(pack(tmp_path))
    assert pickle.loads(pickle.dumps(mine)) == mine


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("severity: info", "severty: info", ["MAU001", "severty", "severity"]),
        ("severity: info", "severity: inform", ["MAU001", "severity", "'info'"]),
        ("kind: phrase", "kind: phrases", ["phrases", "phrase", "kind"]),
        ("when: found", "when: foud", ["foud", "found", "when"]),
        ("classes: [tu_rieng]", "clases: [tu_rieng]", ["options.clases", "classes"]),
        ("classes: [tu_rieng]", "classes: [tu_rien]", ["tu_rien", "tu_rieng"]),
        ('vi: \'Cụm "{phrase}"', 'vi: \'Cụm "{phrse}"', ["message.vi", "phrse", "phrase"]),
        ("since: 1.0.0", "since: '1'", ["since", "MAU001"]),
        ("source: guidance 12-HD", "sourc: guidance 12-HD", ["rationale.sourc", "source"]),
        ("good: [{text:", "good: [{txt:", ["examples.good.0.txt", "text"]),
        ("message: {vi:", "message: {vn:", ["message.vn", "vi"]),
    ],
)
def test_typos_are_named(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert old in RULE
    with pytest.raises(PackError) as caught:
        merge(gather(packs=[pack(tmp_path, RULE.replace(old, new))]))
    for word in told:
        assert word in caught.value.vi and word in caught.value.en
    assert caught.value.path


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"pack.yaml": "id: x\n"}, "version"),
        ({"pack.yaml": PACK.replace("1.2.0", "mới")}, "version"),
        ({"pack.yaml": PACK.replace(">=0.1,<9", ">=99")}, ">=99"),
        ({"pack.yaml": PACK.replace(">=0.1,<9", "about 2")}, "requires"),
        ({"rules/a.yaml": "rules: [a: b: c]"}, "1"),
        ({"rules/a.yaml": "luat: []"}, "rules"),
        ({"lexicon/a.yaml": "clases: {a: [b]}"}, "classes"),
        ({"lexicon/a.yaml": "patterns: {a: ['(']}"}, "("),
        ({"lexicon/a.yaml": "remove: {looophole: [x]}"}, "loophole"),
        ({"lexicon/a.yaml": "remove: {loophole: [trong điều kiện cho phé]}"}, "trong điều kiện cho phép"),
        ({"score.yaml": "weights: {specifcity: 3}"}, "specificity"),
        ({"themes/a.yaml": "themes: [{id: a, title: b, year: [2019]}]"}, "years"),
        ({"duties/a.yaml": "occupation: []"}, "occupations"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, files: dict[str, str], told: str) -> None:
    with pytest.raises(PackError) as caught:
        Checker(packs=[write(tmp_path, **files)])
    assert told in caught.value.vi and told in caught.value.en


def test_not_a_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.yaml"):
        load_pack(tmp_path)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="SPE001"):
        merge(gather(packs=[pack(tmp_path, RULE.replace("MAU001", "SPE001"))]))


def test_entries_can_be_taken_out(tmp_path: Path) -> None:
    text = "Tôi giúp các hộ nghèo trong thôn trong điều kiện cho phép."
    assert "PHR001" in {finding.rule for finding in check(text).findings}
    without = write(tmp_path, **{"lexicon/a.yaml": "remove: {loophole: [trong điều kiện cho phép]}\n"})
    assert "PHR001" not in {finding.rule for finding in Checker(packs=[without]).check(text).findings}


def test_the_profile_is_laid_over(tmp_path: Path) -> None:
    mine = write(
        tmp_path,
        **{"score.yaml": "specificity: {k: {individual: 1}}\nlimits: {individual: {syllables_min: 1}}\n"},
    )
    checker = Checker(packs=[mine])
    profile = checker.judge.profile
    assert profile.specificity.k == {"individual": 1, "collective": 3, "model": 3}
    assert profile.limits["individual"]["syllables_min"] == 1 and profile.weights["specificity"] == 40


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    before = load_pack(pack(tmp_path)).sha256
    assert load_pack(tmp_path).sha256 == before
    (tmp_path / "rules" / "a.yaml").write_bytes(RULE.replace("\n", "\r\n").encode())
    assert load_pack(tmp_path).sha256 == before  # line ends are no content
    (tmp_path / "lexicon" / "a.yaml").write_text("classes: {tu_rieng: [kiểu cũ, kiểu mới]}\n", "utf-8")
    assert load_pack(tmp_path).sha256 != before


def test_a_pack_with_a_known_id_takes_its_place(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "1"), pack(tmp_path / "2", RULE.replace("MAU001", "MAU002"))
    rules = merge(gather(folders=[first], packs=[second])).rules
    assert "MAU002" in rules and "MAU001" not in rules


class TestExamples:
    """A rule that its own examples do not bear out fails."""

    def failures(self, tmp_path: Path, old: str, new: str) -> list[str]:
        assert old in RULE
        checker = Checker(packs=[pack(tmp_path, RULE.replace(old, new))])
        return [f"{each.example} {each.form}: {each.en}" for each in run_examples(checker, ["MAU001"])]

    def test_never_fires(self, tmp_path: Path) -> None:
        found = self.failures(tmp_path, "20 cây theo [[kiểu mới]]", "20 cây theo kiểu cũ")
        assert len(found) == 5 and all("does not fire" in each for each in found)

    def test_wrong_span(self, tmp_path: Path) -> None:
        found = self.failures(tmp_path, "theo [[kiểu mới]]", "[[theo kiểu]] mới")
        assert len(found) == 5 and all("expected span" in each for each in found)

    def test_fires_on_a_good_example(self, tmp_path: Path) -> None:
        found = self.failures(tmp_path, 'trồng 20 cây.", also', 'trồng 20 cây kiểu mới.", also')
        assert len(found) == 5 and all("good example" in each for each in found)

    def test_another_rule_flags_it(self, tmp_path: Path) -> None:
        found = self.failures(tmp_path, "also: [SPE005, SPE006]", "also: [SPE005]")
        assert found and all("SPE006" in each for each in found)

    def test_without_examples(self, tmp_path: Path) -> None:
        found = self.failures(
            tmp_path, 'bad: ["Trước ngày 30/9 tôi trồng 20 cây theo [[kiểu mới]]."]', "bad: []"
        )
        assert len(found) == 1 and "at least one" in found[0]

    def test_marks(self) -> None:
        marked = parse_marks("a [[b]] c [[dd]]")
        assert marked.text == "a b c dd" and marked.spans == ((2, 3), (6, 8))
        for wrong in ("a [[b", "a b]]", "[[a [[b]] c]]"):
            with pytest.raises(ValueError):
                parse_marks(wrong)


def test_core_is_found_and_read_once() -> None:
    assert core_pack() is core_pack() and core_pack().id == "core"
