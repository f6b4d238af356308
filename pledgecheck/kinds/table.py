"""The kinds that rules may name: those of pledgecheck and those that other packages bring."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType

from pledgecheck.errors import PackError
from pledgecheck.kinds.base import RuleKind

ENTRY_POINTS = "pledgecheck.kinds"
_OWN = ("specificity", "phrase", "length", "copying", "theme", "duty", "dossier", "language",
        "overlap", "coverage", "form")


@cache
def kinds() -> Mapping[str, RuleKind]:
    """All kinds by name. An installed kind may add a name, never replace one."""
    found: dict[str, RuleKind] = {}
    for name in _OWN:
        found[name] = import_module(f"pledgecheck.kinds.conditions.{name}").KIND
    for point in entry_points(group=ENTRY_POINTS):
        loaded = point.load()
        if not isinstance(loaded, RuleKind) or loaded.name in found:
            raise PackError(
                f"loại luật “{point.name}” từ gói cài thêm ({point.value}) không dùng được: "
                "phải là một RuleKind có tên chưa có.",
                f"the kind “{point.name}” from an installed package ({point.value}) cannot be used: "
                "it must be a RuleKind with a name of its own.",
            )
        found[loaded.name] = loaded
    return MappingProxyType(found)


def foreign() -> bool:
    """Whether other packages bring kinds."""
    return len(kinds()) > len(_OWN)
