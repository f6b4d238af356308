"""Reports made by hand, so that what is written of them does not hang on the engine."""

from __future__ import annotations

import hashlib
from typing import Any

from pledgecheck.model import (
    PART_NAMES,
    SLOT_NAMES,
    Commitment,
    Copying,
    CopySource,
    Dossier,
    DutyVerdict,
    Edit,
    Finding,
    Gate,
    LengthVerdict,
    Passage,
    Report,
    Score,
    Slot,
    ThemeVerdict,
)
from pledgecheck.reporters.html import Entry

LIMITS = {
    "syllables_min": 60.0,
    "syllables_max": 560.0,
    "syllables_zero": 1500.0,
    "commitments_max": 20.0,
    "commitments_zero": 45.0,
}
LINES = (
    "BẢN CAM KẾT NĂM 2020",
    "Họ và tên: Trần Thị Mây",
    "1. Kiên định lập trường, tuyệt đối trung thành với Đảng.",
    "2. Mỗi tháng đến thăm 2 gia đình khó khăn ở thôn Đoài, ghi vào sổ của chi hội.",
    "3. Trước ngày 30/9 sửa xong đoạn rãnh đầu ngõ.",
    "4. Không uống rượu bia trong giờ làm việc.",
    "5. Không ngừng nâng cao tinh thần trách nhiệm.",
)
TEXT = "\n".join(LINES)
OLD = "BẢN CAM KẾT NĂM 2019\n1. Mỗi tháng đến thăm 3 gia đình khó khăn ở thôn Đoài, ghi vào sổ của chi hội."


def at(part: str, text: str = TEXT) -> tuple[int, int]:
    """Where a part stands in a text."""
    start = text.index(part)
    return start, start + len(part)


def commitment(
    index: int, text: str, level: int, points: float, slots: dict[str, str] | None = None, **more: Any
) -> Commitment:
    """A commitment whose text and slots stand in TEXT (or in more["whole"])."""
    whole = more.pop("whole", TEXT)
    start, end = at(text, whole)
    found: dict[str, Slot | None] = dict.fromkeys(SLOT_NAMES)
    for name, part in (slots or {}).items():
        first, last = at(part, whole)
        found[name] = Slot(start=first, end=last, text=part)
    missing = tuple(name for name in SLOT_NAMES if found[name] is None)
    return Commitment(
        index=index,
        start=start,
        end=end,
        text=text,
        level=level,
        points=points,
        confidence=0.9,
        slots=found,
        missing=missing,
        **more,
    )


def finding(rule: str, severity: Any, message: str, part: str | None = None, **more: Any) -> Finding:
    """A finding about a part of TEXT, or about the whole."""
    start, end = at(part, more.pop("whole", TEXT)) if part else (None, None)
    line = TEXT[:start].count("\n") + 1 if start is not None else None
    return Finding(rule=rule, severity=severity, message=message, start=start, end=end, line=line, **more)


def commitments() -> tuple[Commitment, ...]:
    """Base content, a full promise, a dated one, an abstention, a direction."""
    return (
        commitment(0, LINES[2][3:], 0, 0, required_formula=True),
        commitment(
            1,
            LINES[3][3:],
            4,
            100,
            {
                "action": "đến thăm",
                "object": "gia đình khó khăn",
                "measure": "2 gia đình",
                "time": "Mỗi tháng",
                "evidence": "sổ của chi hội",
                "place_or_person": "thôn Đoài",
            },
            tags=("habit",),
            theme="applied",
            aspects=("cham_lo",),
            duty=True,
        ),
        commitment(
            2, LINES[4][3:], 3, 60, {"action": "sửa", "object": "đoạn rãnh", "time": "Trước ngày 30/9"}
        ),
        commitment(
            3, LINES[5][3:], 2, 40, {"action": "Không uống", "object": "rượu bia"}, tags=("negative",)
        ),
        commitment(4, LINES[6][3:], 0, 0),
    )


def report(**changes: Any) -> Report:
    """A good pledge with one direction; `changes` replace what a test is about."""
    values: dict[str, Any] = {
        "id": "may-2020",
        "path": "ho-so/may-2020.txt",
        "kind": "individual",
        "year": 2020,
        "author": "Trần Thị Mây",
        "role": "Chi hội trưởng phụ nữ",
        "unit": "Chi bộ thôn Đoài",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "score": score(72.0, 85.0, 50.0),
        "commitments": commitments(),
        "theme": ThemeVerdict(id="vn-2020", relation="applied", aspects=("cham_lo",)),
        "duty": DutyVerdict(relation="own", terms=("chi hội",)),
        "copying": None,
        "length": LengthVerdict(syllables=70, commitments=4, verdict="ok", limits=LIMITS),
        "dossier": None,
        "findings": (
            finding(
                "SPE001", "warning", "Câu này nêu phương hướng.", LINES[6][3:], suggestion="Thêm một việc."
            ),
            finding("SPE006", "info", "Cuối năm lấy gì để biết đã làm?", LINES[4][3:]),
        ),
    }
    return Report(**{**values, **changes})


def score(
    specificity: float | None,
    theme: float | None,
    duty: float | None,
    originality: float | None = None,
    length: float | None = 100.0,
    gates: tuple[Gate, ...] = (),
) -> Score:
    """A score counted as the engine counts it."""
    plain = dict(zip(PART_NAMES, (40.0, 20.0, 15.0, 15.0, 10.0), strict=True))
    parts = dict(zip(PART_NAMES, (specificity, theme, duty, originality, length), strict=True))
    whole = sum(plain[name] for name in PART_NAMES if parts[name] is not None)
    weights = {name: plain[name] / whole if parts[name] is not None else 0.0 for name in PART_NAMES}
    total = None
    if specificity is not None:
        total = round(
            min([sum(weights[n] * (parts[n] or 0) for n in PART_NAMES), *(g.cap for g in gates)]), 1
        )
    return Score(
        total=total,
        parts=parts,
        weights=weights if whole else dict.fromkeys(PART_NAMES, 0.0),
        gates=gates,
        basis={"k": 2, "thin_factor": 0.4, "thin_below": 40, "duty_needed": 2},
    )


def copied(share: float = 0.4, relation: Any = "previous", id: str = "may-2019") -> Copying:
    """A passage kept from last year with a lowered target."""
    here, there = (
        at(LINES[3][3:]),
        at("Mỗi tháng đến thăm 3 gia đình khó khăn ở thôn Đoài, ghi vào sổ của chi hội.", OLD),
    )
    passage = Passage(
        start=here[0],
        end=here[1],
        source_start=there[0],
        source_end=there[1],
        edits=(Edit(kind="number", from_="3", to="2", direction="lowered"),),
    )
    own = share if relation == "previous" else 0.0
    return Copying(
        share=own,
        counted_share=own,
        sources=(CopySource(id=id, relation=relation, share=share, passages=(passage,)),),
    )


NAME_ONLY = Dossier(verdict="name_only", missing=("goal", "method"))


def entry(text: str | None = TEXT, sources: dict[str, str] | None = None, **changes: Any) -> Entry:
    """A report with its text."""
    return Entry(report(**changes), text, sources or {})
