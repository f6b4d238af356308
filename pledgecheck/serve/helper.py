"""The writing helper: questions from the rule packs, and a sentence made of the answers alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import Field

from pledgecheck.errors import PackError
from pledgecheck.model import Frozen, SlotName
from pledgecheck.packs.files import read_yaml, yaml_files
from pledgecheck.packs.schema import Text
from pledgecheck.text.view import make_view
from pledgecheck.validation import validated

FOLDER = "helper"
SENSITIVE = "sensitive"
_ENDS = " \t\n.,;:"


class HelperField(Frozen):
    """One question of a promise and how its answer joins the sentence."""

    id: str
    slot: SlotName
    ask: Text
    hint: Text | None = None
    required: bool = False
    join: str = ""
    lead: str = ""
    unless: tuple[str, ...] = ()


class Way(Frozen):
    """A kind of promise, with the questions that may be asked of it."""

    id: str
    name: Text
    fields: tuple[HelperField, ...]


class HelperFile(Frozen):
    """A file of a pack's helper/."""

    ways: tuple[Way, ...] = ()
    general: tuple[Text, ...] = ()
    sectors: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    occupations: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    aspects: dict[str, tuple[Text, ...]] = Field(default_factory=dict)


def load(folders: Iterable[Path]) -> HelperFile:
    """What the packs in these folders ask, together; a later way replaces one of the same id."""
    ways: dict[str, Way] = {}
    general: tuple[Text, ...] = ()
    found: dict[str, dict[str, tuple[Text, ...]]] = {"sectors": {}, "occupations": {}, "aspects": {}}
    for folder in folders:
        for path in yaml_files(folder / FOLDER):
            file = validated(HelperFile, read_yaml(path), PackError, path=str(path))
            ways.update({way.id: way for way in file.ways})
            general += file.general
            for name, merged in found.items():
                for key, questions in getattr(file, name).items():
                    merged[key] = merged.get(key, ()) + questions
    return HelperFile(ways=tuple(ways.values()), general=general, **found)


def edition(folders: Iterable[Path]) -> str:
    """Which questions these are, in eight letters. They change no verdict, so the pack's own hash leaves them out."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in yaml_files(folder / FOLDER):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:8]


def questions(
    helper: HelperFile, occupation: str | None, sector: str | None, aspect: str | None, most: int = 6
) -> Sequence[Text]:
    """What to think about before answering: of the work first, then of the theme."""
    work = helper.occupations.get(occupation or "", ()) + helper.sectors.get(sector or "", ())
    theme = helper.aspects.get(aspect or "", ())
    asked = [*work[: most - len(theme)], *theme]
    return list(dict.fromkeys(asked or helper.general))[:most]


def sentence(way: Way, answers: Mapping[str, str]) -> str:
    """The answers as one sentence; nothing else goes in but joints."""
    parts: list[str] = []
    for field in way.fields:
        answer = " ".join(answers.get(field.id, "").split()).strip(_ENDS)
        if not answer:
            continue
        lead = "" if _begins(answer, field.unless) else field.lead
        first = not parts
        parts.append(("" if first else field.join or " ") + lead + (answer if first and not lead else _lower(answer)))
    text = "".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _begins(answer: str, words: Sequence[str]) -> bool:
    folded = make_view(answer).text
    return any(re.match(rf"{re.escape(make_view(word).text)}(?!\w)", folded) for word in words)


def _lower(answer: str) -> str:
    """The first letter small, unless the word is a name or an abbreviation."""
    first = answer.split(" ", 1)[0]
    following = answer.split(" ")[1:2]
    if first[1:] != first[1:].lower() or (following and following[0][:1].isupper()):
        return answer
    return answer[0].lower() + answer[1:]
