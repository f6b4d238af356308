"""Forms as they arrive: parsed in memory only; uploaded documents never touch the disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import PurePath

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from pledgecheck.serve.forms import Upload, plain
from pledgecheck.serve.limits import MAX_BODY_BYTES
from pledgecheck.serve.messages import FAULTS, Fault

_FIELDS = 60


class FormError(Exception):
    """A request that is no form of ours."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _InMemory(MultiPartParser):
    """Parts stay in memory: the body has been bounded before."""

    spool_max_size = MAX_BODY_BYTES + 1


async def parsed(request: Request) -> dict[str, str | Upload]:
    """The fields of a form, in memory; the last of a name. Raises FormError for anything else."""
    form = await _parsed(request)
    try:
        return {
            name: plain(value) if isinstance(value, str) else await _read(value) for name, value in form.multi_items()
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
            parser = _InMemory(headers, stream(), max_files=4, max_fields=_FIELDS, max_part_size=MAX_BODY_BYTES)
            return await parser.parse()
        if kind == "application/x-www-form-urlencoded":
            return await FormParser(headers, stream()).parse()
    except (MultiPartException, UnicodeDecodeError, ValueError, KeyError):
        raise FormError(FAULTS["bad_form"]) from None
    raise FormError(FAULTS["media_type"])
