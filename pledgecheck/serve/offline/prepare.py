"""Run by the build inside the page's own Python (see prepare.mjs), so that what it compiles fits that Python.

In: /tmp/site.zip, and the standard library that this Python started from. Out: /tmp/modules.bin, the code of all
modules as importing.py reads it, and /tmp/files.bin, the files: data, compiled code, what Python needs to start.
"""

from __future__ import annotations

import importlib
import json
import marshal
import os
import pickle
import re
import sys
import zipfile
from array import array
from collections.abc import Iterable
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import Any

OWN = "pledgecheck/serve/offline/"
SITE = next((each for each in sys.path if each.endswith("site-packages")), "")
LIBRARY = SITE.rpartition("/")[0]
# Before importing.py works, and importing.py itself.
START = "/lib/start"
FIRST = ("encodings/__init__.py", "encodings/aliases.py", "encodings/utf_8.py", "sitecustomize.py")
# Of the standard library: what no part of the page can come to.
NEVER = (
    *("_pyrepl/", "ensurepip/", "idlelib/", "pydoc_data/", "sqlite3/", "tkinter/", "unittest/", "wsgiref/", "xmlrpc/"),
    *("bdb.py", "doctest.py", "ftplib.py", "imaplib.py", "mailbox.py", "optparse.py", "pdb.py", "poplib.py"),
    *("pydoc.py", "smtplib.py", "turtle.py"),
)


class Recorder:
    """Stands for `_sre` while regular expressions are compiled, and keeps what they are compiled to."""

    def __init__(self) -> None:
        self._compiler = re._compiler  # type: ignore[attr-defined]
        self._real = self._compiler._sre
        self.last: tuple[Any, ...] = ()
        self.known: dict[tuple[str | bytes, int], tuple[Any, ...]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def compile(self, pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        """Remember and do it."""
        self.last = (flags, array("I", code).tobytes(), *groups)
        return self._real.compile(pattern, flags, code, *groups)

    def watch(self) -> None:
        """Keep everything from now on, and what was compiled before."""
        usual = self._compiler.compile
        self._compiler._sre = self

        def watched(pattern: Any, flags: int = 0) -> Any:
            made = usual(pattern, flags)
            if isinstance(pattern, (str, bytes)):
                self.known[pattern, int(flags)] = self.last
            return made

        self._compiler.compile = watched
        for _, pattern, flags in list(re._cache):  # type: ignore[attr-defined]
            watched(pattern, flags)


def bare(code: CodeType) -> CodeType:
    """The code without the table of its lines: nobody reads tracebacks of the library there."""
    inner = tuple(bare(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=inner, co_linetable=b"")


def compiled(name: str, source: bytes) -> bytes:
    """The code of a module without docstrings and asserts."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    return marshal.dumps(code if name.startswith("pledgecheck/") else bare(code))


def members(path: str) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def block(codes: Iterable[tuple[str, str, bytes]]) -> bytes:
    """Code by (folder, file, code), with an index of where each module stands."""
    index, end = {}, 0
    parts = []
    for folder, file, code in codes:
        module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        index[module] = (f"{folder}/{file}c", end, end + len(code))
        end += len(code)
        parts.append(code)
    head = marshal.dumps(index)
    return b"".join([(4 + len(head)).to_bytes(4, "little"), head, *parts])


def bundle(files: dict[str, bytes]) -> bytes:
    """Files one after the other, with a list of their names and lengths in front."""
    head = json.dumps([[name, len(data)] for name, data in files.items()]).encode()
    return b"".join([len(head).to_bytes(4, "little"), head, *files.values()])


def main() -> None:
    """Compile, read the rules, write."""
    recorder = Recorder()
    recorder.watch()
    packages = members("/tmp/site.zip")
    standard = members(next(each for each in sys.path if each.endswith(".zip")))
    standard = {name: data for name, data in standard.items() if not name.startswith(NEVER)}
    standard["sitecustomize.py"] = packages.pop(f"{OWN}importing.py")
    packages.pop(f"{OWN}prepare.py")
    with zipfile.ZipFile("/tmp/site.zip") as package:
        package.extractall(SITE)
    importlib.invalidate_caches()
    from pledgecheck.checker import Checker
    from pledgecheck.serve.offline.handler import READY, TEMPLATES, Page

    checker = Checker()
    page = Page(checker)
    page.warm()
    files = {
        # The rules are in the checker; of the files only the questions of the writing helper are read again.
        f"{SITE}/{name}": data
        for name, data in packages.items()
        if not name.endswith((".py", ".typed")) and ("/_rules/" not in name or "/helper/" in name)
    }
    # What the checker compiles of its rules, too: to compile takes longer than to read.
    files[READY] = pickle.dumps((checker, checker.judge), pickle.HIGHEST_PROTOCOL)
    pickle.loads(files[READY])  # its expressions once more, as the page will ask for them
    files["/lib/patterns.bin"] = marshal.dumps(recorder.known)
    for name in sorted(os.listdir(TEMPLATES)):
        with open(f"{TEMPLATES}/{name}", "rb") as file:
            files[f"{TEMPLATES}/{name}"] = file.read()
    codes = [
        (folder, name, compiled(name, data))
        for folder, found in ((LIBRARY, standard), (SITE, packages))
        for name, data in sorted(found.items())
        if name.endswith(".py")
    ]
    head = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)  # never compared with a source
    files.update({f"{START}/{name}c": head + code for _, name, code in codes if name in FIRST})
    with open("/tmp/modules.bin", "wb") as file:
        file.write(block(each for each in codes if each[1] not in FIRST))
    with open("/tmp/files.bin", "wb") as file:
        file.write(bundle(dict(sorted(files.items()))))


if __name__ == "__main__":
    main()
