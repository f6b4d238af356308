"""The self-check page and its HTTP interface: on this computer only, nothing stored, nothing sent.

Needs the extra `serve`. `application` makes the ASGI app, `run` serves it on 127.0.0.1.
"""

from __future__ import annotations

from pledgecheck.serve.app import application
from pledgecheck.serve.server import run

__all__ = ["application", "run"]
