"""Finds the model and the word list inside the installed pyvi, without importing pyvi.

Importing pyvi loads scikit-learn and scipy (a second, 100 MB) only to unpickle a CRF. The pickle is
not unpickled here: its bytes are known by their hash, and the CRF is one string inside.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from pledgecheck.text.segmenter.crfsuite import BadModel, Crf, read_crf

# Of pyvi 0.1.1; 0.1 has the same.
MODEL = ("pyvi3.pkl", "6cdd73aee04b6a4ad7320ca85d27d931a7ef870cfdd41beb148e86bdb8aca134")
WORDS = ("words.txt", "517743d27e71d43343e4b8e9e89015cdc68d84ebe1d48106449e501d918ece4a")
_KEY = b"__FILE_RESOURCE_DATA__"  # under this key sklearn-crfsuite pickles its model file
_UNICODE = b"X"  # pickle's opcode of a string: four bytes of length, then UTF-8


def installed() -> Path | None:
    """The folder of pyvi's models, or None when pyvi is not installed."""
    try:
        spec = importlib.util.find_spec("pyvi")
    except (ImportError, ValueError):  # ValueError: somebody put a half-made module in sys.modules
        return None
    for folder in (spec and spec.submodule_search_locations) or ():
        return Path(folder, "models")
    return None


def _read(folder: Path, name: str, sha256: str) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise BadModel(f"{name} cannot be read") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BadModel(f"{name} is not the known one")
    return data


def _crf_bytes(pickled: bytes) -> bytes:
    """The CRFsuite file inside the pickle: bytes written as a Latin-1 string by pickle protocol 2."""
    key = pickled.find(_KEY)
    at = pickled.find(_UNICODE, key + len(_KEY), key + len(_KEY) + 16)
    if key < 0 or at < 0:
        raise BadModel("no CRFsuite file in the pickle")
    start = at + 5
    length = int.from_bytes(pickled[at + 1 : start], "little")
    try:
        return pickled[start : start + length].decode().encode("latin-1")
    except UnicodeError as error:
        raise BadModel("no CRFsuite file in the pickle") from error


def load(folder: Path) -> tuple[Crf, list[str]]:
    """The model and the lines of the word list in `folder`; `BadModel` when they are not the known ones."""
    crf = read_crf(_crf_bytes(_read(folder, *MODEL)))
    if crf.labels != ("B_W", "I_W"):
        raise BadModel("other labels")
    return crf, _read(folder, *WORDS).decode().split("\n")
