"""pledgecheck: judges Vietnamese pledges by written rules and explains every point.

    import pledgecheck as pc
    report = pc.check("bản cam kết …", role="giáo viên", year=2019)

Importing the package loads next to nothing; each name below is imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pledgecheck.audit import Audit as Audit
    from pledgecheck.checker import Checker as Checker
    from pledgecheck.checker import check as check
    from pledgecheck.config import Config as Config
    from pledgecheck.copying.compare import compare_texts as compare
    from pledgecheck.errors import (
        ConfigError,
        EmptyFileError,
        FormatNotSupportedError,
        InputError,
        LimitError,
        ManifestError,
        ManyPledgesError,
        MissingFileError,
        PackError,
        PledgecheckError,
        ProtectedFileError,
        UnknownNameError,
        UnreadableFileError,
        UsageError,
    )
    from pledgecheck.model import (
        AuditSummary,
        Commitment,
        Comparison,
        Finding,
        Passage,
        Pledge,
        Report,
        Score,
        Theme,
    )
    from pledgecheck.packs.loader import RulePack as RulePack
    from pledgecheck.readers import read as read
    from pledgecheck.readers import read_manifest as read_manifest
    from pledgecheck.version import VERSION as __version__

_PLACES = {
    "check": "checker",
    "Checker": "checker",
    "Config": "config",
    "Audit": "audit",
    "RulePack": "packs.loader",
    "read": "readers",
    "read_manifest": "readers",
    **dict.fromkeys(
        (
            "Pledge",
            "Theme",
            "Report",
            "Finding",
            "Commitment",
            "Score",
            "Passage",
            "Comparison",
            "AuditSummary",
        ),
        "model",
    ),
    **dict.fromkeys(
        (
            "PledgecheckError",
            "UsageError",
            "ConfigError",
            "UnknownNameError",
            "ManyPledgesError",
            "PackError",
            "ManifestError",
            "InputError",
            "MissingFileError",
            "EmptyFileError",
            "UnreadableFileError",
            "FormatNotSupportedError",
            "ProtectedFileError",
            "LimitError",
        ),
        "errors",
    ),
}
_RENAMED = {"compare": ("copying.compare", "compare_texts"), "__version__": ("version", "VERSION")}

__all__ = [
    "Audit",
    "AuditSummary",
    "Checker",
    "Commitment",
    "Comparison",
    "Config",
    "ConfigError",
    "EmptyFileError",
    "Finding",
    "FormatNotSupportedError",
    "InputError",
    "LimitError",
    "ManifestError",
    "ManyPledgesError",
    "MissingFileError",
    "PackError",
    "Passage",
    "Pledge",
    "PledgecheckError",
    "ProtectedFileError",
    "Report",
    "RulePack",
    "Score",
    "Theme",
    "UnknownNameError",
    "UnreadableFileError",
    "UsageError",
    "__version__",
    "check",
    "compare",
    "read",
    "read_manifest",
]


def __getattr__(name: str) -> Any:
    module, attribute = _RENAMED.get(name, (_PLACES.get(name), name))
    if module is None:
        raise AttributeError(f"module “pledgecheck” has no attribute “{name}”")
    value = getattr(importlib.import_module(f"pledgecheck.{module}"), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
