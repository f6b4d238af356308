"""The registrations of many pledges: what tells which may overlap in memory, the rest on disk until asked for."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from pledgecheck.kinds.bodies import Body
from pledgecheck.kinds.registered import Registered
from pledgecheck.spool import Spool

_KEEP = 512  # read last


class _Kept:
    """Stands for a registration and has all that it has."""

    __slots__ = ("_at", "_whole", "alone", "author", "body", "id", "kind", "year")

    def __init__(self, one: Registered, body: Body, at: int, whole: Any) -> None:
        self.id, self.kind, self.year, self.author, self.alone = one.id, one.kind, one.year, one.author, one.alone
        self.body = body
        self._at, self._whole = at, whole

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole(self._at), name)


class Registrations:
    """Grows one by one, may be gone through again and again. Close it to delete what is on disk."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._kept: list[_Kept] = []
        self._bodies: dict[Body, Body] = {}  # few register much
        self._whole = lru_cache(maxsize=_KEEP)(lambda at: pickle.loads(self._spool[at]))

    def add(self, one: Registered) -> None:
        """The next one."""
        body = self._bodies.setdefault(one.body, one.body)
        self._kept.append(_Kept(one, body, len(self._kept), self._whole))
        self._spool.append(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))

    def __iter__(self) -> Iterator[Registered]:
        return iter(cast(list[Registered], self._kept))

    def close(self) -> None:
        """Nothing but ids, names of bodies and figures can be asked for after that."""
        self._spool.close()
