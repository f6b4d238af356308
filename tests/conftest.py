"""For all tests: nothing is kept in, or taken from, the cache of whoever runs them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("PLEDGECHECK_CACHE_DIR")
    os.environ["PLEDGECHECK_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache") / "pledgecheck")
    yield
    if before is None:
        del os.environ["PLEDGECHECK_CACHE_DIR"]
    else:
        os.environ["PLEDGECHECK_CACHE_DIR"] = before
