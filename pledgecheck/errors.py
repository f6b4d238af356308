"""The exception tree. Every error says, in Vietnamese and English, what happened and what to do.

PledgecheckError
├── UsageError                 wrong option or argument
│   ├── ConfigError            pledgecheck.toml or Config values
│   ├── UnknownNameError       a rule, theme, kind or key that does not exist (did-you-mean)
│   ├── ManyPledgesError       one pledge was expected, the file holds several
│   └── MissingExtraError      what was asked for needs an optional part of pledgecheck
├── PackError                  a rule pack that cannot be used
├── ManifestError              a manifest or roster that cannot be used
├── IndexFileError             an index of earlier years that cannot be used
└── InputError                 one file that cannot be read; never stops the rest of a batch
    ├── MissingFileError
    ├── EmptyFileError
    ├── UnreadableFileError    damaged, binary, undecodable
    ├── FormatNotSupportedError
    ├── ProtectedFileError     password, or stamped as a state secret
    └── LimitError             larger or deeper than the limits allow (possible attack)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PledgecheckError(Exception):
    """Base of all errors raised on purpose. No pledge text is ever part of a message.

    Attributes: code (stable, kebab-case), vi and en (message with what to do), path (or "").
    """

    code = "error"

    def __init__(self, vi: str, en: str, *, path: str = "", code: str = "") -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en
        self.path = path
        if code:
            self.code = code

    def message(self, lang: str = "vi") -> str:
        """The message in `lang` ("vi" or "en"), led by the path where there is one."""
        text = self.en if lang == "en" else self.vi
        return f"{self.path}: {text}" if self.path else text

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"{where}{self.vi} / {self.en}"

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only attributes must survive the trip back from a worker process.
        return (_rebuild, (type(self), self.vi, self.en, self.path, self.code))


def _rebuild(kind: type[PledgecheckError], vi: str, en: str, path: str, code: str) -> PledgecheckError:
    return kind(vi, en, path=path, code=code)


class UsageError(PledgecheckError):
    """The call itself is wrong."""

    code = "usage"


class ConfigError(UsageError):
    """A configuration file or value that cannot be used."""

    code = "config"


class UnknownNameError(UsageError):
    """A name that is not known; the message offers the nearest ones."""

    code = "unknown-name"


class ManyPledgesError(UsageError):
    """One pledge was expected and several were found."""

    code = "many-pledges"


class MissingExtraError(UsageError):
    """An optional part is not installed; the message says how to install it."""

    code = "missing-extra"


class PackError(PledgecheckError):
    """A rule pack that cannot be loaded."""

    code = "pack"


class ManifestError(PledgecheckError):
    """A manifest that cannot be used as a whole."""

    code = "manifest"


class IndexFileError(PledgecheckError):
    """An index of earlier years that cannot be used."""

    code = "index"


class InputError(PledgecheckError):
    """One input that cannot be read; the rest of a batch goes on."""

    code = "input"


class MissingFileError(InputError):
    """There is no such file."""

    code = "missing-file"


class EmptyFileError(InputError):
    """The file holds no text."""

    code = "empty-file"


class UnreadableFileError(InputError):
    """Damaged, binary or undecodable."""

    code = "unreadable-file"


class FormatNotSupportedError(InputError):
    """A format that cannot be read here (yet, or without an extra)."""

    code = "format-not-supported"


class ProtectedFileError(InputError):
    """Locked by a password, or a document that must be left alone."""

    code = "protected-file"


class LimitError(InputError):
    """The input goes beyond the limits that protect the machine."""

    code = "limit"


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, str]:
    """(vi, en) sentence naming the nearest known names, or two empty strings."""
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    if not near:
        return "", ""
    names = ", ".join(f"“{n}”" for n in near)
    return f" Có phải ý anh/chị là {names}?", f" Did you mean {names}?"
