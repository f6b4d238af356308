"""Words: their positions, the ways to find them and what happens when one is missing, and their cost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgecheck.text import words
from pledgecheck.text.segmenter import decoder, pyvi_files, pyvi_itself
from pledgecheck.text.segmenter.crfsuite import BadModel, Crf, read_crf
from pledgecheck.text.view import make_view
from pledgecheck.text.words import backend, word_spans

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests/corpus/texts"
KEY = pyvi_files._KEY
Known = tuple[Crf, list[str]]


@pytest.fixture(scope="module")
def known() -> Known:
    folder = pyvi_files.installed()
    assert folder is not None
    return pyvi_files.load(folder)


@pytest.fixture
def fresh() -> Iterator[None]:
    """The way is chosen anew inside the test, and again after it."""
    words._load.cache_clear()
    words._remembered.cache_clear()
    yield
    words._load.cache_clear()
    words._remembered.cache_clear()


def listed(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


def run(code: str, *options: str, **environment: str) -> str:
    """What `code` prints in a new process."""
    command = [sys.executable, *options, "-c", code]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class TestWordSpans:
    def test_a_word_covers_the_spaces_inside(self) -> None:
        assert word_spans("cán bộ học tập") == ((0, 6), (7, 14))

    def test_both_tone_placements_are_one_word(self) -> None:
        assert listed("cấp ủy") == ["cấp ủy"]
        assert listed("cấp uỷ") == ["cấp uỷ"]
        assert listed("hòa giải ở cơ sở") == ["hòa giải", "ở", "cơ sở"]

    def test_signs_and_numbers_stand_alone(self) -> None:
        assert listed("đạt 100%, ngày 30/6") == ["đạt", "100", "%", ",", "ngày", "30", "/", "6"]

    def test_an_underscore_is_text(self) -> None:
        assert listed("học _tập học_tập") == ["học", "_tập", "học_tập"]

    def test_white_space_keeps_its_place(self) -> None:
        assert word_spans("  cán  bộ\t") == ((2, 9),)

    def test_no_word_crosses_a_line_end(self) -> None:
        assert word_spans("cán\nbộ\n\ncán bộ") == ((0, 3), (4, 6), (8, 14))

    @pytest.mark.parametrize("text", ["", " ", "\n", "\t \n"])
    def test_nothing(self, text: str) -> None:
        assert word_spans(text) == ()

    def test_a_long_line_of_dashes_takes_linear_time(self) -> None:
        assert len(word_spans("-" * 100_000 + "@")) == 100_001

    @settings(max_examples=300, deadline=None)
    @given(st.text(st.sampled_from("àáạăâđêôơưýhọctập  ..,_-@/\n0123") | st.characters(codec="utf-8")))
    def test_positions_are_exact(self, text: str) -> None:
        view = make_view(text).text
        covered: list[int] = []
        for start, end in word_spans(view):
            assert start < end
            assert not view[start].isspace() and not view[end - 1].isspace()
            assert "\n" not in view[start:end]
            covered.extend(range(start, end))
        assert covered == sorted(set(covered))
        assert {at for at, char in enumerate(view) if not char.isspace()} <= set(covered)


class TestOtherWays:
    def test_pyvi_itself_when_its_files_differ(self, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
        monkeypatch.setattr(pyvi_files, "WORDS", ("words.txt", "0" * 64))
        assert backend() == "pyvi"
        assert word_spans(" cán bộ,  học _tập") == ((1, 7), (7, 8), (10, 13), (14, 18))
        assert word_spans(" ") == ()

    def test_pyvi_itself_does_not_lose_positions(self) -> None:
        text = "ho\u0323c ta\u0323\u0302p"  # decomposed: pyvi would compose it
        assert pyvi_itself.PyviItself().spans(text) == pyvi_itself.syllable_spans(text)

    def test_syllables_when_pyvi_is_not_installed(self, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
        monkeypatch.setattr(pyvi_files, "installed", lambda: None)
        assert backend() == "none"
        assert listed("cán bộ, 1.000 a@b.vn") == ["cán", "bộ", ",", "1.000", "a@b.vn"]

    def test_syllables_when_pyvi_is_broken(self, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
        def broken(self: object) -> None:
            raise ImportError("libgomp")

        monkeypatch.setattr(pyvi_files, "MODEL", ("missing.pkl", ""))
        monkeypatch.setattr(pyvi_itself.PyviItself, "__init__", broken)
        assert backend() == "none"
        assert listed("cán bộ") == ["cán", "bộ"]

    def test_not_installed(self) -> None:
        code = """if True:
            import sys
            sys.path[:] = [path for path in sys.path if "site-packages" not in path]
            from pledgecheck.text.words import backend, word_spans
            print(backend(), word_spans("cán bộ"))
        """
        assert run(code) == "none ((0, 3), (4, 6))"

    def test_pyvi_itself_is_silent_and_leaves_no_file(self, tmp_path: Path) -> None:
        code = """if True:
            import os, tempfile
            from pledgecheck.text.segmenter.pyvi_itself import PyviItself
            print(PyviItself().spans("cán bộ"), os.listdir(tempfile.gettempdir()), flush=True)
            os._exit(0)  # as if killed: nothing can clean up after this
        """
        # No compiled files, so that pyvi is compiled now, with its warnings.
        no_cache = str(tmp_path.with_name("no-cache"))
        done = run(code, "-B", "-W", "error", TMPDIR=str(tmp_path), PYTHONPYCACHEPREFIX=no_cache)
        assert done == "((0, 6),) []"


class TestModel:
    @given(st.data())
    def test_a_damaged_model_is_refused(self, data: st.DataObject) -> None:
        folder = pyvi_files.installed()
        assert folder is not None
        blob = pyvi_files._crf_bytes((folder / pyvi_files.MODEL[0]).read_bytes())
        cut = data.draw(st.integers(0, len(blob) - 1))
        with pytest.raises(BadModel):
            read_crf(blob[:cut])
        with pytest.raises(BadModel):
            read_crf(blob[:cut] + blob[cut + 1 :])

    @pytest.mark.parametrize("pickled", [b"", b"\x80\x02X", KEY, KEY + b"X\1\0\0\0\xff"])
    def test_a_pickle_without_a_model_is_refused(self, pickled: bytes) -> None:
        with pytest.raises(BadModel):
            pyvi_files._crf_bytes(pickled)

    def test_three_labels_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BadModel, match="3 labels"):
            read_crf(self.trained(tmp_path / "model", "BIO"))

    def test_weights_are_those_that_crfsuite_reads(self, tmp_path: Path) -> None:
        pycrfsuite = pytest.importorskip("pycrfsuite")
        crf = read_crf(self.trained(tmp_path / "model", "BI"))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(tmp_path / "model"))
        info = tagger.info()
        assert crf.labels == ("B", "I")
        assert len(crf.attributes) == 8
        for name, weight in crf.attributes.items():
            towards, away = (info.state_features.get((name, label), 0.0) for label in "IB")
            assert weight == pytest.approx(towards - away, abs=1e-5)  # it prints six digits
        for first, row in zip("BI", crf.transitions, strict=True):
            for second, weight in zip("BI", row, strict=True):
                assert weight == pytest.approx(info.transitions.get((first, second), 0.0), abs=1e-5)

    def test_labels_that_attract_their_like_are_refused(self) -> None:
        with pytest.raises(BadModel):
            decoder.Decoder(Crf(("B_W", "I_W"), {}, ((1.0, 0.0), (0.0, 1.0))), [])

    @staticmethod
    def trained(path: Path, labels: str) -> bytes:
        """A model as CRFsuite writes it, of eight attributes."""
        trainer = pytest.importorskip("pycrfsuite").Trainer(verbose=False)
        for shift in range(8):
            items = [{f"chữ {i % 8}": 1.0} for i in range(12)]
            trainer.append(items, [labels[i * shift % len(labels)] for i in range(12)])
        trainer.train(str(path))
        return path.read_bytes()


class TestCost:
    def test_memory_is_bounded(self, known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(decoder, "_MOST_PIECES", 50)
        small = decoder.Decoder(*known)
        for number in range(500):
            assert len(small.spans(f"x{number} " + "dài" * 40)) == 2
            assert small.spans("cán bộ học tập") == ((0, 6), (7, 14))
            assert len(small._pieces) <= 50
        assert words._remembered.cache_info().maxsize == words._MOST_CLAUSES

    def test_threads_agree(self, known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(decoder, "_MOST_PIECES", 300)  # forgets all the time
        texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))[:10]]
        lines = [line for text in texts for line in make_view(text).text.split("\n")]
        alone, shared = decoder.Decoder(*known), decoder.Decoder(*known)
        expected = [alone.spans(line) for line in lines]
        found: list[list[decoder.Spans]] = [[] for _ in range(6)]

        def work(out: list[decoder.Spans]) -> None:
            out.extend(map(shared.spans, lines))

        threads = [threading.Thread(target=work, args=(out,)) for out in found]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * 6

    def test_nothing_heavy_is_imported(self) -> None:
        code = """if True:
            import sys
            from pledgecheck.text.words import backend, word_spans
            assert not [name for name in sys.modules if "segmenter" in name]
            assert word_spans("cán bộ học tập") == ((0, 6), (7, 14))
            assert backend() == "fast"
            heavy = {"pyvi", "sklearn", "sklearn_crfsuite", "pycrfsuite", "numpy", "scipy", "pickle"}
            print(sorted(heavy & set(sys.modules)))
        """
        assert run(code) == "[]"
