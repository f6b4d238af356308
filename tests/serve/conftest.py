"""One service for all tests: the rules are read once."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

pytest.importorskip("starlette", reason="the extra serve is not installed")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # newer versions of Starlette prefer httpx2, older ones know httpx only
    pytest.importorskip("starlette.testclient", reason="httpx is not installed", exc_type=ImportError)

from starlette.testclient import TestClient

from pledgecheck.checker import Checker
from pledgecheck.serve.app import application
from pledgecheck.serve.service import Service


@pytest.fixture(scope="session")
def service() -> Service:
    return Service(checker=Checker())


@pytest.fixture(scope="session")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(application(service), base_url="http://127.0.0.1:8377") as found:
        yield found
