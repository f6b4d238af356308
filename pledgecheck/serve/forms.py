"""What the self-check form says, and its documents read: in memory only, never on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any, get_args

from pledgecheck.errors import FormatNotSupportedError, InputError, LimitError, ManyPledgesError
from pledgecheck.model import Kind
from pledgecheck.readers import read
from pledgecheck.readers.formats import READERS, SUFFIXES, identify, not_supported
from pledgecheck.serve.limits import MAX_FILE_BYTES, MAX_SHORT_CHARS
from pledgecheck.serve.service import Known, refuse_long

_HAS_PDF = find_spec("pypdfium2") is not None or find_spec("pdfplumber") is not None
READABLE = tuple(kind for kind in ("text", "docx", *(["pdf"] if _HAS_PDF else [])) if kind in READERS)
GUESSED = ("role", "unit", "year", "kind", "theme")


def accept(kinds: Iterable[str] = READABLE) -> str:
    """The names of files of these kinds, as a form asks for them."""
    return ",".join(suffix for suffix, kind in SUFFIXES.items() if kind in kinds)


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that was chosen or dropped."""

    name: str
    data: bytes = field(repr=False)

    def text(self) -> str:
        """Its text. Raises an InputError that says what to do."""
        if len(self.data) > MAX_FILE_BYTES:
            raise LimitError(
                f"tệp quá lớn (hơn {MAX_FILE_BYTES >> 20} MB).",
                f"the file is too large (over {MAX_FILE_BYTES >> 20} MB).",
                path=self.name,
            )
        kind = identify(self.data, PurePath(self.name).suffix.lower()) if self.data else "text"
        if kind == "pdf" and kind not in READABLE:
            raise FormatNotSupportedError(
                "trang này không đọc được PDF. Hãy dán chữ vào ô, hoặc dùng bản Word .docx.",
                "this page cannot read PDF. Paste the text, or use the Word file.",
                path=self.name,
            )
        if kind in READERS and kind not in READABLE:
            raise not_supported(kind, self.name)
        pledges = read(self.data, name=self.name)
        if len(pledges) != 1:
            raise ManyPledgesError(
                "tệp có nhiều bản; trang này xem từng bản một.",
                "the file holds several pledges; this page looks at one.",
                path=self.name,
            )
        refuse_long(pledges[0].text)
        return pledges[0].text


Fields = Mapping[str, str | Upload]


@dataclass(frozen=True, slots=True)
class Form:
    """The self-check form as filled in."""

    text: str = field(default="", repr=False)
    previous: str = field(default="", repr=False)
    file: Upload | None = None
    previous_file: Upload | None = None
    word: Upload | None = None  # the author's own document, to write comments into
    values: dict[str, str] = field(default_factory=dict, repr=False)
    lang: str = "vi"
    before: str = field(default="", repr=False)

    def value(self, name: str) -> str:
        """What a field shows."""
        return self.values.get(name, "")

    def given(self, name: str) -> str | None:
        """What the author said in a field: nothing where it still shows what was guessed before."""
        value = self.value(name)
        return None if not value or value == self.value(f"{name}_guess") else value

    def known(self) -> Known:
        """What the author said, as the engine takes it."""
        year, kind, theme = self.given("year"), self.given("kind"), self.given("theme")
        return Known(
            role=self.given("role"),
            unit=self.given("unit"),
            year=int(year) if year and year.isdecimal() and 1945 <= int(year) <= 2100 else None,
            kind=next((each for each in get_args(Kind) if each == kind), None),
            theme=(theme,) if theme else (),
            duties=self.value("duties") or None,
        )

    def read_files(self) -> tuple[Form, list[InputError | ManyPledgesError]]:
        """The form with the texts of its documents, and what could not be read; slow, so in a thread."""
        problems: list[InputError | ManyPledgesError] = []
        found = self
        for name, upload in (("text", self.file), ("previous", self.previous_file)):
            if upload is not None:
                try:
                    read_text: dict[str, Any] = {name: upload.text()}
                    found = replace(found, **read_text)
                except (InputError, ManyPledgesError) as problem:
                    problems.append(problem)
        return found, problems


def form_of(data: Fields, lang: str) -> Form:
    """The form that was filled in."""
    values = {name: line(data, name) for name in (*GUESSED, *(f"{each}_guess" for each in GUESSED))}
    values["duties"] = text(data, "duties")[: MAX_SHORT_CHARS * 10]
    wanted = line(data, "to_lang") or line(data, "lang") or lang
    return Form(
        text=text(data, "text"),
        previous=text(data, "previous"),
        file=_upload(data, "file"),
        previous_file=_upload(data, "previous_file"),
        word=_upload(data, "word"),
        values=values,
        lang=wanted if wanted in ("vi", "en") else lang,
        before=text(data, "before"),
    )


def plain(text: str) -> str:
    """Text as it came through a form or JSON: line ends \\n, no half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def text(data: Fields, name: str) -> str:
    """What a field says."""
    value = data.get(name)
    return value if isinstance(value, str) else ""


def line(data: Fields, name: str) -> str:
    """What a short field says, on one line."""
    return " ".join(text(data, name).split())[:MAX_SHORT_CHARS]


def _upload(data: Fields, name: str) -> Upload | None:
    value = data.get(name)
    return value if isinstance(value, Upload) and value.name else None
