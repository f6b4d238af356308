"""pyvi itself, for an installed pyvi whose files are not the known ones. Ten times slower, same words."""

from __future__ import annotations

import unicodedata
import warnings
from contextlib import suppress

from pledgecheck.text.segmenter.decoder import Spans, tokens
from pledgecheck.text.syllables import modern


class PyviItself:
    """Words by `ViTokenizer.tokenize`, with positions. Making one imports pyvi and scikit-learn."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # Its escapes in plain strings, and numpy's and scikit-learn's opinions on an old pickle.
            warnings.simplefilter("ignore")
            from pyvi.ViTokenizer import ViTokenizer
        self._pyvi = ViTokenizer
        # Unpickling writes the model to a temporary file, which stays behind when the process is killed.
        # Once the tagger is open nobody reads the file again.
        with suppress(Exception):
            assert ViTokenizer.model.tagger_ is not None
            ViTokenizer.model.modelfile.cleanup()
        self.spans("học tập")  # whatever is wrong with this pyvi shows here, not in the middle of an audit

    def spans(self, line: str) -> Spans:
        """Start and end of each word of `line`, which is in NFC."""
        if not unicodedata.is_normalized("NFC", line):  # pyvi would normalise, and the positions be lost
            return syllable_spans(line)
        text = modern(line)
        marked = self._pyvi.tokenize(text)
        out: list[tuple[int, int]] = []
        end = at = 0
        # pyvi changes white space and writes "_" for a space inside a word, but a "_" may also be the
        # text's own. So its tokens are walked along with its output: only the sign between two counts.
        for token in self._pyvi.sylabelize(text)[1]:
            start = text.index(token, end)
            end = start + len(token)
            if at and marked[at] == "_":
                out[-1] = out[-1][0], end
            else:
                out.append((start, end))
            at += len(token) + (at > 0)
        return tuple(out)


def syllable_spans(line: str) -> Spans:
    """Each syllable, number and sign as a word by itself: all that can be done without pyvi."""
    out: list[tuple[int, int]] = []
    offset = 0
    for piece in line.split(" "):
        out.extend((offset + match.start(), offset + match.end()) for match in tokens(piece))
        offset += len(piece) + 1
    return tuple(out)
