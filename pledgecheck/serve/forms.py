"""What a submitted form says. Read in memory only; uploaded documents never touch the disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, get_args

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from pledgecheck.errors import InputError, LimitError, ManyPledgesError
from pledgecheck.model import Kind
from pledgecheck.readers import read
from pledgecheck.readers.formats import READERS, SUFFIXES, identify, not_supported
from pledgecheck.serve.limits import MAX_BODY_BYTES, MAX_FILE_BYTES, MAX_SHORT_CHARS
from pledgecheck.serve.messages import FAULTS, Fault
from pledgecheck.serve.service import Known, refuse_long

READABLE = tuple(kind for kind in ("text", "docx", "pdf") if kind in READERS)
ACCEPT = ",".join(suffix for suffix, kind in SUFFIXES.items() if kind in READABLE)
GUESSED = ("role", "unit", "year", "kind", "theme")
_FIELDS = 60


class FormError(Exception):
    """A request that is no form of ours."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _InMemory(MultiPartParser):
    """Parts stay in memory: the body has been bounded before."""

    spool_max_size = MAX_BODY_BYTES + 1


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
                    text: dict[str, Any] = {name: upload.text()}
                    found = replace(found, **text)
                except (InputError, ManyPledgesError) as problem:
                    problems.append(problem)
        return found, problems


async def read_form(request: Request, lang: str) -> Form:
    """The form in a request."""
    data = await parsed(request)
    values = {name: _line(data, name) for name in (*GUESSED, *(f"{each}_guess" for each in GUESSED))}
    values["duties"] = _text(data, "duties")[: MAX_SHORT_CHARS * 10]
    wanted = _line(data, "to_lang") or _line(data, "lang") or lang
    return Form(
        text=_text(data, "text"),
        previous=_text(data, "previous"),
        file=_upload(data, "file"),
        previous_file=_upload(data, "previous_file"),
        word=_upload(data, "word"),
        values=values,
        lang=wanted if wanted in ("vi", "en") else lang,
        before=_text(data, "before"),
    )


async def parsed(request: Request) -> dict[str, str | Upload]:
    """The fields of a form, in memory; the last of a name. Raises FormError for anything else."""
    form = await _parsed(request)
    try:
        return {
            name: plain(value) if isinstance(value, str) else await _read(value)
            for name, value in form.multi_items()
        }
    finally:
        await form.close()


async def _read(upload: UploadFile) -> Upload:
    name = PurePath((upload.filename or "").replace("\\", "/")).name
    return Upload(plain(name)[:200], await upload.read())


async def _parsed(request: Request) -> FormData:
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    headers = Headers(raw=request.headers.raw)
    try:
        if kind == "multipart/form-data":
            parser = _InMemory(
                headers, stream(), max_files=4, max_fields=_FIELDS, max_part_size=MAX_BODY_BYTES
            )
            return await parser.parse()
        if kind == "application/x-www-form-urlencoded":
            return await FormParser(headers, stream()).parse()
    except (MultiPartException, UnicodeDecodeError, ValueError, KeyError):
        raise FormError(FAULTS["bad_form"]) from None
    raise FormError(FAULTS["media_type"])


def plain(text: str) -> str:
    """Text as it came through a form or JSON: line ends \\n, no half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _text(data: Mapping[str, str | Upload], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _line(data: Mapping[str, str | Upload], name: str) -> str:
    return " ".join(_text(data, name).split())[:MAX_SHORT_CHARS]


def _upload(data: Mapping[str, str | Upload], name: str) -> Upload | None:
    value = data.get(name)
    return value if isinstance(value, Upload) and value.name else None
