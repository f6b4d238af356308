"""One rule pack from a folder: validated, immutable, with a hash of its content."""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import ValidationError, create_model

from pledgecheck.errors import PackError, did_you_mean
from pledgecheck.kinds.base import Options, RuleKind
from pledgecheck.kinds.duty_lexicon import DutyLexicon
from pledgecheck.kinds.form_profile import FormProfile
from pledgecheck.kinds.table import kinds
from pledgecheck.model import Severity
from pledgecheck.packs.files import YAML, read_yaml, yaml_files
from pledgecheck.packs.schema import (
    Examples,
    LexiconFile,
    PackInfo,
    Rationale,
    RuleBase,
    Template,
    Text,
    ThemesFile,
)
from pledgecheck.validation import sentences, validated

ADDRESS = ("you", "You")  # how the author is addressed; filled for every rule
FOLDERS = ("rules", "lexicon", "themes", "duties", "forms", "templates")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a pack, ready to be asked."""

    id: str
    kind: str
    when: str
    severity: Severity
    message: Text
    suggestion: Text
    rationale: Rationale
    since: str
    options: Options
    examples: Examples
    pack: str
    suggestion_sensitive: Text | None = None


@dataclass(frozen=True, slots=True)
class RulePack:
    """A loaded rule pack. Immutable and picklable; `load_pack` makes one from a folder."""

    id: str
    version: str
    sha256: str
    info: PackInfo
    path: str
    rules: tuple[Rule, ...] = ()
    lexicon: tuple[LexiconFile, ...] = field(default=(), repr=False)
    themes: tuple[ThemesFile, ...] = field(default=(), repr=False)
    duties: tuple[DutyLexicon, ...] = field(default=(), repr=False)
    templates: tuple[Template, ...] = field(default=(), repr=False)
    forms: tuple[FormProfile, ...] = field(default=(), repr=False)
    profile: dict[str, Any] = field(default_factory=dict, repr=False)  # validated when merged over the others


def load_pack(folder: Path) -> RulePack:
    """The pack in `folder`, or PackError naming file, rule, key and what to do."""
    folder = Path(folder)
    start = folder / "pack.yaml"
    if not start.is_file():
        raise PackError(
            "không phải thư mục luật: thiếu tệp pack.yaml.",
            "not a rule pack: there is no pack.yaml.",
            path=str(folder),
        )
    info = validated(PackInfo, read_yaml(start), PackError, path=str(start))
    _check_requirement(info, start)
    return RulePack(
        id=info.id,
        version=info.version,
        sha256=content_hash(folder),
        info=info,
        path=str(folder),
        rules=tuple(rule for path in yaml_files(folder / "rules") for rule in _rules(path, info.id)),
        lexicon=tuple(
            validated(LexiconFile, read_yaml(path), PackError, path=str(path))
            for path in yaml_files(folder / "lexicon")
        ),
        themes=tuple(
            validated(ThemesFile, read_yaml(path), PackError, path=str(path))
            for path in yaml_files(folder / "themes")
        ),
        duties=tuple(
            validated(DutyLexicon, read_yaml(path), PackError, path=str(path))
            for path in yaml_files(folder / "duties")
        ),
        templates=tuple(_templates(folder / "templates")),
        forms=tuple(
            validated(FormProfile, read_yaml(path), PackError, path=str(path))
            for path in yaml_files(folder / "forms")
        ),
        profile=_profile(folder / "score.yaml"),
    )


def _profile(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise PackError("phải là các cặp khóa: giá trị.", "must be a mapping.", path=str(path))
    return data


def _templates(folder: Path) -> Iterable[Template]:
    for path in yaml_files(folder):
        yield validated(Template, read_yaml(path), PackError, path=str(path))
    if folder.is_dir():
        for path in sorted(folder.glob("*.txt")):
            try:
                yield Template(
                    id=re.sub(r"[^\w.-]", "-", path.stem, flags=re.ASCII) or "template",
                    text=path.read_text("utf-8-sig"),
                )
            except (ValidationError, UnicodeDecodeError):
                raise PackError(
                    "tên tệp phải bắt đầu bằng chữ cái, nội dung phải là UTF-8.",
                    "the name must start with a letter and the content be UTF-8.",
                    path=str(path),
                ) from None


# ------------------------------------------------------------------ rules


@cache
def rule_models() -> dict[str, type[RuleBase]]:
    """One model for each kind: its conditions and options are part of the format."""
    models: dict[str, type[RuleBase]] = {}
    for kind in kinds().values():
        fields: dict[str, Any] = {
            "kind": (Literal[kind.name], ...),
            "when": (Literal[tuple(kind.conditions)], ...),
            "options": (kind.options, kind.options()),
        }
        models[kind.name] = create_model(f"{kind.name.capitalize()}Rule", __base__=RuleBase, **fields)
    return models


def _rules(path: Path, pack: str) -> list[Rule]:
    data = read_yaml(path)
    entries = data.get("rules") if isinstance(data, dict) else data
    unknown = sorted(set(data) - {"rules"}) if isinstance(data, dict) else []
    if unknown or not isinstance(entries, list):
        raise PackError(
            "phải là “rules:” và một danh sách luật.", "must be “rules:” and a list of rules.", path=str(path)
        )
    return [_rule(entry, path, at, pack) for at, entry in enumerate(entries, start=1)]


def _rule(entry: Any, path: Path, at: int, pack: str) -> Rule:
    name = entry.get("id") if isinstance(entry, dict) else None
    vi, en = (
        (f"luật {name}", f"rule {name}") if isinstance(name, str) else (f"luật thứ {at}", f"rule number {at}")
    )

    def refuse(text_vi: str, text_en: str) -> PackError:
        return PackError(f"{vi}: {text_vi}", f"{en}: {text_en}", path=str(path))

    if not isinstance(entry, dict):
        raise refuse("phải là các cặp khóa: giá trị.", "must be a mapping.")
    kind = kinds().get(str(entry.get("kind", "")))
    if kind is None:
        near = did_you_mean(str(entry.get("kind", "")), kinds())
        raise refuse(
            f"không có loại luật “{entry.get('kind')}” (khóa kind).{near[0]}",
            f"there is no kind “{entry.get('kind')}” (key kind).{near[1]}",
        )
    if entry.get("when") not in kind.conditions:
        near = did_you_mean(str(entry.get("when", "")), kind.conditions)
        known = ", ".join(kind.conditions)
        raise refuse(
            f"loại “{kind.name}” không có điều kiện “{entry.get('when')}” (khóa when).{near[0]} Có: {known}.",
            f"kind “{kind.name}” has no condition “{entry.get('when')}” (key when).{near[1]} Known: {known}.",
        )
    model = rule_models()[kind.name]
    try:
        read = model.model_validate(entry)
    except ValidationError as problem:
        raise refuse(*sentences(problem, model)) from None
    _check_placeholders(read, kind, refuse)
    return Rule(
        read.id,
        read.kind,
        read.when,
        read.severity,
        read.message,
        read.suggestion,
        read.rationale,
        read.since,
        cast(Options, read.options),
        read.examples,
        pack,
        read.suggestion_sensitive,
    )


def _check_placeholders(rule: RuleBase, kind: RuleKind, refuse: Any) -> None:
    """Every {placeholder} in the texts must be one that the condition fills."""
    known = (*kind.conditions[rule.when].data, *ADDRESS)
    texts = [("message", rule.message), ("suggestion", rule.suggestion)]
    if rule.suggestion_sensitive is not None:
        texts.append(("suggestion_sensitive", rule.suggestion_sensitive))
    for key, text in texts:
        for lang in ("vi", "en"):
            try:
                names = [
                    name for _, name, _, _ in string.Formatter().parse(text.of(lang)) if name is not None
                ]
            except ValueError:
                raise refuse(
                    f"khóa “{key}.{lang}”: dấu ngoặc nhọn không khớp.",
                    f"key “{key}.{lang}”: unbalanced braces.",
                ) from None
            for name in names:
                if name not in known:
                    near = did_you_mean(name, known)
                    raise refuse(
                        f"khóa “{key}.{lang}”: không có chỗ điền “{{{name}}}”.{near[0]}",
                        f"key “{key}.{lang}”: there is no placeholder “{{{name}}}”.{near[1]}",
                    )


# ------------------------------------------------------------------ identity


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of everything the pack is made of; line ends do not matter."""
    digest = hashlib.sha256()
    paths = [folder / "pack.yaml", folder / "score.yaml"]
    for name in FOLDERS:
        base = folder / name
        if base.is_dir():
            paths += [
                p
                for p in base.iterdir()
                if p.suffix.lower() in (*YAML, ".txt") and not p.name.startswith(".")
            ]
    for path in sorted(p for p in paths if p.is_file()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(
            path.relative_to(folder).as_posix().encode() + b"\0" + str(len(content)).encode() + b"\0"
        )
        digest.update(content)
    return digest.hexdigest()


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _check_requirement(info: PackInfo, path: Path) -> None:
    from pledgecheck.version import VERSION

    mine = _version(VERSION)
    for clause in filter(None, (part.strip() for part in info.requires.split(","))):
        match = re.fullmatch(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)", clause)
        if match is None:
            raise PackError(
                f"khóa “requires”: không hiểu “{clause}”.",
                f"key “requires”: cannot read “{clause}”.",
                path=str(path),
            )
        wanted = _version(match[2])
        size = max(len(mine), len(wanted))
        a, b = mine + (0,) * (size - len(mine)), wanted + (0,) * (size - len(wanted))
        fits = {">=": a >= b, "<=": a <= b, "==": a == b, "!=": a != b, ">": a > b, "<": a < b}[match[1]]
        if not fits:
            raise PackError(
                f"bộ luật {info.id} cần pledgecheck {info.requires}, đang dùng {VERSION}.",
                f"pack {info.id} needs pledgecheck {info.requires}, this is {VERSION}.",
                path=str(path),
            )
