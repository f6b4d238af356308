"""Files and values that options name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pledgecheck.model import InputFailure, Pledge
    from pledgecheck.readers import ReadOptions
    from pledgecheck.readers.results import Entry


def need_input(paths: list[Path] | None, manifest: list[Path] | None) -> None:
    """Raises UsageError where a command is given nothing to read."""
    from pledgecheck.errors import UsageError

    if not paths and not manifest:
        raise UsageError("cần thư mục, tệp hoặc --manifest.", "a folder, a file or --manifest is needed.")


def given(
    paths: list[Path] | None, manifest: list[Path] | None, options: ReadOptions | None = None
) -> Iterator[Entry]:
    """The pledges of manifests, then of folders and files; `options` are for the latter."""
    from itertools import chain

    from pledgecheck.readers import ReadOptions, iter_manifest, walk

    need_input(paths, manifest)
    rows = [iter_manifest(each) for each in manifest or ()]  # all are looked at before the first is read
    return chain(*rows, walk(paths or (), options or ReadOptions()))


def one_pledge(name: str) -> Pledge:
    """The one pledge in a file, or on stdin for "-"."""
    from pledgecheck.errors import ManyPledgesError
    from pledgecheck.readers import read
    from pledgecheck.readers.names import writable

    pledges = read(sys.stdin.buffer.read(), name="stdin") if name == "-" else read(Path(name))
    if len(pledges) != 1:
        raise ManyPledgesError(
            f"tệp có {len(pledges)} bản; hãy dùng lệnh audit.",
            f"the file holds {len(pledges)} pledges; use the command audit.",
            path=name,
        )
    return pledges[0].model_copy(update={"source": writable(name)}).with_layout(pledges[0].layout)


def theme(given: str) -> str | Path:
    """A YAML file when it looks like one, else the id of a theme."""
    path = Path(given)
    return path if path.suffix.lower() in (".yaml", ".yml") or _is_file(path) else given


def text_or_file(given: str | None) -> str | None:
    """The text of the file of this name, else the words themselves."""
    if given is None or not _is_file(Path(given)):
        return given
    return one_pledge(given).text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long for a name, or a zero byte: words, not a file
        return False


def failed(name: str, problem: Exception, lang: str) -> InputFailure:
    """An error about one input as it stands in the results."""
    from pledgecheck.errors import PledgecheckError
    from pledgecheck.model import InputFailure
    from pledgecheck.readers.names import writable

    assert isinstance(problem, PledgecheckError)
    return InputFailure(path=writable(name), code=problem.code, message=problem.en if lang == "en" else problem.vi)
