"""How the page's Python finds its modules: in one block of memory instead of hundreds of files.

Python itself runs this as `sitecustomize` while it starts; the build wrote the block (see prepare.py). Looking for
files, compiling sources and regular expressions is most of what a start costs there, so nothing is looked for and
nothing is compiled. Before `install` only what is frozen into the interpreter can be imported here.
"""

import _frozen_importlib_external as external
import gc
import marshal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType
    from typing import Any

BLOCK = "/lib/modules.bin"
PATTERNS = "/lib/patterns.bin"


class PackedLoader(external.SourcelessFileLoader):
    """Code out of the block; data beside it out of files, as always."""

    code: memoryview

    def get_code(self, fullname: str) -> "CodeType | None":
        """The module's code."""
        found: CodeType = marshal.loads(self.code)
        return found


class PackedFinder:
    """Stands before the finder that looks for files."""

    def __init__(self, index: "dict[str, tuple[str, int, int]]", codes: memoryview) -> None:
        """index: a module's file, and where its code stands among the codes."""
        self._index = index
        self._codes = codes

    def find_spec(
        self, name: str, path: "Sequence[str] | None" = None, target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        """Where the module is, when the block has it."""
        entry = self._index.get(name)
        if entry is None:
            return None
        file, start, end = entry
        loader = PackedLoader(name, file)
        loader.code = self._codes[start:end]
        folder = [file.rpartition("/")[0]] if file.endswith("/__init__.pyc") else None
        return external.spec_from_file_location(name, file, loader=loader, submodule_search_locations=folder)


def install() -> None:
    """Find what the block has there from now on. Garbage is collected only once everything stands."""
    gc.disable()
    with open(BLOCK, "rb") as file:
        block = memoryview(file.read())
    start = int.from_bytes(block[:4], "little")
    sys.meta_path.insert(2, PackedFinder(marshal.loads(block[4:start]), block[start:]))


def ready_patterns() -> None:
    """Take the code of regular expressions from the build; others are compiled as always."""
    import re

    with open(PATTERNS, "rb") as file:
        known = marshal.loads(file.read())
    compiler = re._compiler  # type: ignore[attr-defined]
    usual = compiler.compile

    def compiled(pattern: "Any", flags: int = 0) -> "Any":
        found = known.get((pattern, flags))
        if found is None:
            return usual(pattern, flags)
        all_flags, code, *groups = found
        return compiler._sre.compile(pattern, all_flags, memoryview(code).cast("I").tolist(), *groups)

    compiler.compile = compiled


if __name__ == "sitecustomize":
    install()
    ready_patterns()
