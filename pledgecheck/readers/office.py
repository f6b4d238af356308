"""Turns .doc, .odt and .rtf into .docx with LibreOffice, without a window, macros or network.

One profile for each process and one conversion at a time; many files per start, because starting takes
longer than converting. A file that hangs or crashes it is converted alone and then reported.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import struct
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.readers.limits import (
    MAX_CONVERT_SECONDS,
    MAX_ELEMENTS,
    MAX_FILE_BYTES,
    MAX_PROCESS_BYTES,
    MAX_RTF_DEPTH,
)
from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.problems import problem
from pledgecheck.readers.processes import kill_tree, start

CONVERTED: Final = frozenset({"doc", "odt", "rtf"})
AT_ONCE: Final = 20
"""Files given to one start of the program."""
_FILTER: Final = "docx:MS Word 2007 XML"
_BRACES: Final = re.compile(rb"\\.|[{}]", re.S)
_FIB_MAGIC: Final = 0xA5EC
_FIB_ENCRYPTED: Final = 0x0100
# No macros, no links out of the document, nothing fetched.
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "FirstRun", "false"),
)


def soffice() -> str | None:
    """The program, if it is installed. PLEDGECHECK_SOFFICE may name it."""
    return _find(os.environ.get("PLEDGECHECK_SOFFICE", ""), os.environ.get("PATH", ""))


@lru_cache(maxsize=4)
def _find(given: str, path: str) -> str | None:
    candidates = [given, *(shutil.which(name, path=path) or "" for name in ("soffice", "libreoffice"))]
    for folder in ("ProgramFiles", "ProgramFiles(x86)"):
        if os.environ.get(folder):
            candidates.append(os.path.join(os.environ[folder], "LibreOffice", "program", "soffice.exe"))
    candidates.append("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    return next((candidate for candidate in candidates if candidate and os.path.isfile(candidate)), None)


def to_docx(data: bytes, kind: str, name: str) -> bytes:
    """The same document as .docx. Raises an PledgecheckError."""
    (converted,) = convert_many([(data, kind, name)])
    if isinstance(converted, PledgecheckError):
        raise converted
    return converted


def convert_many(files: Sequence[tuple[bytes, str, str]]) -> list[bytes | PledgecheckError]:
    """(data, kind, name) of up to AT_ONCE files as .docx, each with its own outcome."""
    program = soffice()
    outcome: list[bytes | PledgecheckError | None] = [_refused(*file, program) for file in files]
    waiting = [at for at, found in enumerate(outcome) if found is None]
    if waiting and program is not None:
        with _lock, tempfile.TemporaryDirectory(prefix="pledgecheck-") as folder:
            done = _run(program, [files[at] for at in waiting], Path(folder))
            for at, found in zip(waiting, done, strict=True):
                outcome[at] = found
            # One bad file takes the whole call down: each of the others gets one of its own.
            missing = [at for at in waiting if not isinstance(outcome[at], bytes)]
            if len(waiting) > 1:
                for at in missing:
                    with tempfile.TemporaryDirectory(prefix="pledgecheck-") as own:
                        (outcome[at],) = _run(program, [files[at]], Path(own))
    pairs = zip(outcome, files, strict=True)
    return [problem("not-converted", file[2]) if found is None else found for found, file in pairs]


def _refused(data: bytes, kind: str, name: str, program: str | None) -> PledgecheckError | None:
    """What is known to fail before the program is asked."""
    try:
        if kind == "odt":
            OfficePackage(data, name).refuse_odd_odf()
        elif kind == "doc" and _is_encrypted_doc(data):
            raise problem("password", name)
        elif kind == "rtf" and _is_too_deep(data):
            raise problem("too-deep", name, depth=MAX_RTF_DEPTH, elements=MAX_ELEMENTS)
        if program is None:
            raise problem("needs-libreoffice", name, format=kind)
    except PledgecheckError as error:
        return error
    return None


def _is_too_deep(data: bytes) -> bool:
    depth = 0
    for brace in _BRACES.finditer(data):
        depth += {b"{": 1, b"}": -1}.get(brace[0], 0)
        if depth > MAX_RTF_DEPTH:
            return True
    return False


def _is_encrypted_doc(data: bytes) -> bool:
    """Whether the header of the Word stream says so, found by its entry in the OLE directory."""
    try:
        sector = 1 << struct.unpack_from("<H", data, 30)[0]
        entry = data.find("WordDocument\0".encode("utf-16-le"))
        first = struct.unpack_from("<I", data, entry + 116)[0]
        magic, _, _, _, _, flags = struct.unpack_from("<6H", data, (first + 1) * sector)
    except (struct.error, ValueError, OverflowError):
        return False
    return entry > 0 and magic == _FIB_MAGIC and bool(flags & _FIB_ENCRYPTED)


# ---------------------------------------------------------------- running it
_lock: Final = threading.Lock()
_profiles: Final[dict[int, str]] = {}


def _profile() -> Path:
    """This process's own profile, made on first use and removed at exit."""
    own = _profiles.get(os.getpid())
    if own is None or not os.path.isdir(own):
        own = tempfile.mkdtemp(prefix="pledgecheck-office-")
        _profiles[os.getpid()] = own
        atexit.register(shutil.rmtree, own, ignore_errors=True)
        user = Path(own, "user")
        user.mkdir()
        items = "".join(
            f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{key}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>"
            for path, key, value in _SETTINGS
        )
        (user / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
            'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
            encoding="utf-8",
        )
    return Path(own)


def _run(
    program: str, files: Sequence[tuple[bytes, str, str]], folder: Path
) -> list[bytes | PledgecheckError]:
    """Convert in one call. The names given to the program are ours, never those of the files."""
    sources, results = folder / "in", folder / "out"
    sources.mkdir()
    paths = []
    for at, (data, kind, _) in enumerate(files):
        path = sources / f"{at}.{kind}"
        path.write_bytes(data)
        paths.append(str(path))
    command = [
        program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "--nofirststartwizard",
        f"-env:UserInstallation={_profile().as_uri()}", "--convert-to", _FILTER, "--outdir", str(results),
        *paths,
    ]  # fmt: skip
    seconds = MAX_CONVERT_SECONDS + 2 * len(files)
    process = start(command, cwd=str(folder), env=_environment(folder), memory=MAX_PROCESS_BYTES)
    late = False
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        late = True
    finally:
        kill_tree(process)
    return [_result(results / f"{at}.docx", file[2], seconds if late else 0) for at, file in enumerate(files)]


def _result(path: Path, name: str, late: int) -> bytes | PledgecheckError:
    with suppress(OSError):
        size = path.stat().st_size
        if 0 < size <= MAX_FILE_BYTES:
            return path.read_bytes()
    return problem("too-slow", name, seconds=late) if late else problem("not-converted", name)


def _environment(folder: Path) -> dict[str, str]:
    """Without proxies and home folder: the program needs neither."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
