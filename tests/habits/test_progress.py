"""The bar on stderr: how many of how many, and the time left."""

from __future__ import annotations

import io

import pytest

from pledgecheck.cli.progress import Bar, duration


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def drawn(total: int | None, *calls: tuple[str, int, int | None], lang: str = "vi", pace: float = 1.0) -> list[str]:
    out, clock = io.StringIO(), Clock()
    bar = Bar(out, lang, total, clock)
    for step, done, of in calls:
        clock.now += pace
        bar(step, done, of)
    bar.close()
    return [line for line in out.getvalue().replace("\n", "\r").replace("\033[K", "").split("\r") if line]


def test_time_left() -> None:
    lines = drawn(200, *(("judged", n, None) for n in range(1, 101)))
    assert lines[-1] == "đọc và xem [############............] 100/200, còn 1 phút 39 giây"
    assert "còn" not in lines[5]  # too early to tell


def test_more_than_were_counted() -> None:
    assert drawn(2, ("judged", 3, None)) == ["đọc và xem: 3"]
    assert drawn(None, ("judged", 3, None), lang="en") == ["reading and judging: 3"]


def test_steps_stand_under_one_another() -> None:
    lines = drawn(2, ("judged", 1, None), ("judged", 2, None), ("compared", 1, 2), ("compared", 2, 2))
    assert lines[-1] == "so sánh [########################] 2/2"


def test_not_drawn_too_often() -> None:
    assert len(drawn(1000, *(("judged", n, None) for n in range(1, 1000)), pace=0.001)) < 20


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [(5, "5 giây", "5 s"), (65, "1 phút 05 giây", "1 min 05 s"), (3700, "1 giờ 01 phút", "1 h 01 min")],
)
def test_durations(seconds: float, vi: str, en: str) -> None:
    assert (duration(seconds, "vi"), duration(seconds, "en")) == (vi, en)
