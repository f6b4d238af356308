"""Limits that keep one request from taking the whole machine. Far above what a pledge needs."""

from __future__ import annotations

from typing import Final

MAX_BODY_BYTES: Final = 8 * 2**20
"""One request with everything in it."""
MAX_FILE_BYTES: Final = 5 * 2**20
"""One document."""
MAX_TEXT_CHARS: Final = 100_000
"""One text, about fifty times a pledge."""
MAX_SHORT_CHARS: Final = 500
"""A post, a unit."""
MAX_PREVIOUS: Final = 5
"""Earlier pledges in one request."""
RECEIVE_SECONDS: Final = 20.0
"""Until a request has arrived whole."""
JUDGE_SECONDS: Final = 30.0
"""Until an answer is given up."""
THREADS: Final = 2
"""Judgements at the same time; the others wait."""
