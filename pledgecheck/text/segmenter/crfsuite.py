"""Reads a first-order CRF model with two labels from the binary form that CRFsuite writes.

All numbers are little-endian. A header names where each part stands; features are records (kind,
source, target, weight); labels and attributes are stored as "CQDB" tables, of which only the array of
strings is needed here, not the hash tables.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_HEADER = struct.Struct("<4sI4s9I")
_FEATURES = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_TABLE = struct.Struct("<4s5I")
_STRING = struct.Struct("<II")
_BYTE_ORDER = 0x62445371  # how a CQDB says that it is little-endian
_STATE, _TRANSITION = 0, 1  # the two kinds of features


class BadModel(ValueError):
    """The model is not of the form that is known here."""


@dataclass(frozen=True, slots=True)
class Crf:
    """Weights of a model with the labels 0 and 1.

    Only differences count when there are two labels: `attributes` has, for each attribute, the weight
    towards label 1 less the weight towards label 0. `transitions[a][b]` is the weight of a, then b.
    """

    labels: tuple[str, str]
    attributes: dict[str, float]
    transitions: tuple[tuple[float, float], tuple[float, float]]


def _strings(blob: bytes, at: int) -> list[str]:
    """The strings of the CQDB table at `at`, by number."""
    magic, size, _, order, count, array = _TABLE.unpack_from(blob, at)
    if magic != b"CQDB" or order != _BYTE_ORDER:
        raise BadModel("no CQDB table")
    table = blob[at : at + size]
    out = []
    for number, place in enumerate(struct.unpack_from(f"<{count}I", table, array)):
        found, length = _STRING.unpack_from(table, place)
        if found != number:
            raise BadModel("numbers of a CQDB table out of order")
        start = place + _STRING.size
        out.append(table[start : start + length - 1].decode())  # ends in a NUL
    return out


def read_crf(blob: bytes) -> Crf:
    """The model in `blob`; `BadModel` when it is not one with two labels."""
    try:
        return _read(blob)
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise BadModel(str(error)) from error


def _read(blob: bytes) -> Crf:
    magic, size, kind, version, *_, features_at, labels_at, attributes_at, _, _ = _HEADER.unpack_from(blob)
    if (magic, size, kind, version) != (b"lCRF", len(blob), b"FOMC", 100):
        raise BadModel("not a first-order CRFsuite model of version 100")
    labels = _strings(blob, labels_at)
    if len(labels) != 2:
        raise BadModel(f"{len(labels)} labels instead of two")
    names = _strings(blob, attributes_at)
    magic, size, count = _FEATURES.unpack_from(blob, features_at)
    if magic != b"FEAT" or size != _FEATURES.size + count * _FEATURE.size:
        raise BadModel("no features")
    weights = [0.0] * len(names)
    steps = [[0.0, 0.0], [0.0, 0.0]]
    start = features_at + _FEATURES.size
    for kind, source, target, weight in _FEATURE.iter_unpack(blob[start : features_at + size]):
        if kind == _TRANSITION:
            steps[source][target] = weight
        elif kind == _STATE and target < 2:
            weights[source] += weight if target else -weight
        else:
            raise BadModel("a feature of unknown kind")
    transitions = (steps[0][0], steps[0][1]), (steps[1][0], steps[1][1])
    return Crf((labels[0], labels[1]), dict(zip(names, weights, strict=True)), transitions)
