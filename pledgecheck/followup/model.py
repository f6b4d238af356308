"""What a filled follow-up sheet says, as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pledgecheck.model import Frozen

When = Literal["mid", "year"]


class Figure(Frozen):
    """A number and what it counts, "" where it counts nothing that stands beside it."""

    number: float
    unit: str
    text: str = Field(repr=False)


class Compared(Frozen):
    """A promised figure beside the one that the result names for the same thing; None where it names none."""

    unit: str
    promised: float
    found: float | None


class Followed(Frozen):
    """One promise and what was written beside it. `row` as the spreadsheet program numbers it.

    due: whether its time had come at `when`; None where its deadline cannot be read.
    recurs: promised again and again ("mỗi tháng"), so that the figures are not of one period.
    """

    row: int
    id: str
    author: str
    unit: str
    promise: str = Field(repr=False)
    deadline: str
    due: bool | None
    recurs: bool
    mid: str = Field(repr=False)
    year: str = Field(repr=False)
    evidence: str = Field(repr=False)
    remark: str = Field(repr=False)
    has_result: bool
    figures: tuple[Compared, ...] = ()
    other_figures: tuple[Figure, ...] = Field(default=(), description="of the result, beside none promised")


class UnitCount(Frozen):
    """Counts of one unit: promises, those with a result, those due without one."""

    unit: str
    promises: int
    with_result: int
    due_without: int


class FollowUp(Frozen):
    """All promises of a sheet at the middle or the end of the year."""

    file: str
    when: When
    promises: tuple[Followed, ...]
    units: tuple[UnitCount, ...]

    @property
    def with_result(self) -> list[Followed]:
        """The promises beside which something was written."""
        return [one for one in self.promises if one.has_result]

    @property
    def without(self) -> list[Followed]:
        """The others; those whose time has come first, otherwise in the order of the sheet."""
        return sorted(
            (one for one in self.promises if not one.has_result), key=lambda one: one.due is not True
        )
