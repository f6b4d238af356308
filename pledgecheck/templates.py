"""Templates in files of the user's own: read, proposed from what many pledges have in common, confirmed."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from pledgecheck.copying.common import Common
from pledgecheck.errors import ManyPledgesError, UnknownNameError, UsageError, did_you_mean
from pledgecheck.packs.files import YAML, read_yaml
from pledgecheck.packs.schema import Entry, Template, TemplatesFile
from pledgecheck.readers import read
from pledgecheck.validation import validated


class Proposed(Entry):
    """Text that many pledges have in common, to be confirmed by a person or not."""

    id: str
    documents: int = Field(ge=1, description="pledges that hold all of it")
    of: int = Field(ge=1, description="pledges looked at")
    text: str = Field(repr=False)


class ProposalsFile(Entry):
    """What `templates propose` writes."""

    proposals: tuple[Proposed, ...]


def templates_from_files(forms: Iterable[Path] = (), plans: Iterable[Path] = ()) -> list[Template]:
    """The templates in these files: YAML that declares them, or the form or plan itself."""
    found: list[Template] = []
    taken: set[str] = set()
    for kind, paths in (("form", forms), ("plan", plans)):
        for path in paths:
            for template in _templates(path, "plan" if kind == "plan" else "form"):
                name, count = template.id, 1
                while name in taken:
                    count += 1
                    name = f"{template.id}-{count}"
                taken.add(name)
                found.append(template if name == template.id else template.model_copy(update={"id": name}))
    return found


def _templates(path: Path, kind: Literal["form", "plan"]) -> Sequence[Template]:
    if path.suffix.lower() in YAML:
        data = read_yaml(path)
        if isinstance(data, dict) and "templates" not in data:
            data = {"templates": [data]}
        return validated(TemplatesFile, data, UsageError, path=str(path)).templates
    texts = read(path)
    if len(texts) != 1:
        raise ManyPledgesError(
            f"tệp mẫu có {len(texts)} bản; mỗi tệp một mẫu.",
            f"the file holds {len(texts)} texts; one template a file.",
            path=str(path),
        )
    return [Template(id=_identifier(path.stem), kind=kind, text=texts[0].text)]


def _identifier(name: str) -> str:
    """A name of ASCII letters that starts with one, as identifiers of packs do."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-").lower()
    return plain if plain[:1].isalpha() else f"template-{plain}".rstrip("-")


def proposals_text(found: Sequence[Common], of: int, lang: str = "vi") -> str:
    """The proposals as YAML to read and to confirm."""
    head = (
        "# Text that many pledges have in common. A form or a sentence handed down? Then confirm it:\n"
        "#   pledgecheck templates confirm THIS_FILE -o templates.yaml [--only ID …]\n"
        "# What nobody handed down but many wrote may have been copied: leave it out.\n"
        if lang == "en"
        else "# Đoạn nhiều bản cùng có. Là mẫu hoặc câu đã phát xuống thì xác nhận:\n"
        "#   pledgecheck templates confirm TỆP_NÀY -o templates.yaml [--only MÃ …]\n"
        "# Không ai phát mà nhiều người cùng viết thì có thể là chép nhau: đừng xác nhận.\n"
    )
    rows = [
        {"id": f"common-{at}", "documents": one.documents, "of": of, "text": one.text}
        for at, one in enumerate(found, start=1)
    ]
    return head + yaml.safe_dump({"proposals": rows}, allow_unicode=True, sort_keys=False, width=100)


def confirmed(
    path: Path, only: Sequence[str] = (), year: int | None = None, body: str = ""
) -> list[Template]:
    """The proposals of a file as templates: all of them, or those named."""
    proposals = validated(ProposalsFile, read_yaml(path), UsageError, path=str(path)).proposals
    known = {one.id: one for one in proposals}
    for name in only:
        if name not in known:
            vi, en = did_you_mean(name, known)
            raise UnknownNameError(f"không có đề xuất “{name}”.{vi}", f"there is no proposal “{name}”.{en}")
    return [
        Template(id=one.id, year=year, body=body, text=one.text)
        for one in proposals
        if not only or one.id in only
    ]


def save_templates(path: Path, templates: Sequence[Template]) -> int:
    """Add templates to a YAML file (made where it is missing); how many it holds then.

    One with the same text is not added again; one with the same id and another text gets another id. The
    file is replaced at once: a stop in the middle leaves the old one.
    """
    old = list(_templates(path, "form")) if path.exists() else []
    ids, texts = {one.id for one in old}, {(one.text, one.year, one.body) for one in old}
    for one in templates:
        if (one.text, one.year, one.body) in texts:
            continue
        name, count = one.id, 1
        while name in ids:
            count += 1
            name = f"{one.id}-{count}"
        ids.add(name)
        old.append(one.model_copy(update={"id": name}))
    rows = [one.model_dump(mode="json", exclude_defaults=True) for one in old]
    data = yaml.safe_dump({"templates": rows}, allow_unicode=True, sort_keys=False, width=100)
    new = path.with_name(f".{path.name}.new")
    new.write_text(data, "utf-8", newline="\n")
    os.replace(new, path)
    return len(old)
