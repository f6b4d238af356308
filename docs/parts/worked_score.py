"""The worked examples of docs/score.md: two reports of examples/, counted again, number by number.

Lines of arithmetic stand in ```text blocks as “expression = value”; tests/docs/test_score.py does them again.
"""

from __future__ import annotations

from pathlib import Path

import pledgecheck as pc
from pledgecheck.model import PART_NAMES
from pledgecheck.wording import LEVELS, PARTS, THEME_RELATIONS, say

FULL, CAPPED = "chi-bo-truong-2020", "luc-2020"
ROUTINE = "routine"
T = {
    "vi": {
        "read": "Bản `{path}`, đọc cùng bản năm trước trong `examples/manifest.csv`.",
        "head": "| việc | mức | điểm | |\n|---|---|---|---|",
        "best": "tính vào {k} việc rõ nhất",
        "base": "nội dung nền: không xét",
        "again": "nhắc lại: không tính",
        "spec": "Rõ việc: {k} việc rõ nhất; {thin} trên {all} việc dưới {below} điểm.",
        "theme": "Chuyên đề: {relation}, {n} khía cạnh.",
        "duty": "Chức trách: {n} việc từ mức 2 trở lên gắn với chức trách, cần {needed}.",
        "duty_cap": "(không quá 100)",
        "orig": "Nội dung mới: {share} phần cần viết mới lặp lại bản trước mà chưa rõ lý do.",
        "length": "Độ dài: {syllables} tiếng, {n} việc: vừa.",
        "weights": "Trọng số: các phần không có thông tin để xét được bỏ ra; còn lại chia cho tổng trọng số.",
        "total": "Tổng = cộng từng phần × trọng số.",
        "gate": "Mức trần {cap}: {reason} Cộng được {plain}, nên tổng là {total}.",
        "na": "không xét",
    },
    "en": {
        "read": "The pledge `{path}`, read with last year's in `examples/manifest.csv`.",
        "head": "| commitment | level | points | |\n|---|---|---|---|",
        "best": "among the best {k}",
        "base": "base content: not looked at",
        "again": "said before: not counted",
        "spec": "Specificity: the best {k}; {thin} of {all} commitments are under {below} points.",
        "theme": "Theme: {relation}, aspects: {n}.",
        "duty": "Duty: {n} commitments of level 2 and above belong to the duties, {needed} needed.",
        "duty_cap": "(at most 100)",
        "orig": "Originality: {share} of what should be new repeats last year's without visible reason.",
        "length": "Length: {syllables} syllables, {n} commitments: fitting.",
        "weights": "Weights: parts without input are left out, the rest divided by their sum.",
        "total": "Total = the parts times their weights.",
        "gate": "Cap {cap}: {reason} The sum is {plain}, so the total is {total}.",
        "na": "left out",
    },
}


def worked(lang: str, manifest: Path) -> str:
    """The section in one language."""
    checker = pc.Checker(config=pc.Config(lang=lang))
    with checker.audit(pc.read_manifest(manifest)) as audit:
        found = {each.id: each for each in audit.reports if each.id in (FULL, CAPPED)}
    weights = {name: round(value) for name, value in checker.judge.profile.weights.items()}
    return "\n".join(
        [
            *_full(found[FULL], weights, lang, manifest.parent),
            "",
            *_capped(found[CAPPED], weights, lang, manifest.parent),
        ]
    )


def _full(report: pc.Report, weights: dict[str, int], lang: str, base: Path) -> list[str]:
    word, basis = T[lang], report.score.basis
    k = int(basis["k"])
    counting = [one for one in report.commitments if not one.required_formula and one.duplicate_of is None]
    points = {one.index: max(one.points, one.certain_points or 0.0) for one in counting}
    rest = sorted((one for one in counting if ROUTINE not in one.tags), key=lambda one: -points[one.index])
    best = rest[:k]
    lines = [word["read"].format(path=_path(report, base)), "", word["head"]]
    for one in report.commitments:
        note = ""
        if one.required_formula:
            note = word["base"]
        elif one.duplicate_of is not None:
            note = word["again"]
        elif one in best:
            note = word["best"].format(k=k)
        shown = "–" if one.index not in points else _number(points[one.index], lang)
        level = "–" if one.required_formula else f"{one.level} {say(LEVELS[one.level], lang)}"
        lines.append(f"| {_short(one.text)} | {level} | {shown} | {note} |")
    thin = sum(value < basis["thin_below"] for value in points.values())
    mean = " + ".join(_number(points[one.index], lang) for one in best)
    parts, score = report.score.parts, report.score
    lines += [
        "",
        word["spec"].format(k=k, thin=thin, all=len(counting), below=_number(basis["thin_below"], lang)),
        "",
        *_sum(
            f"({mean}) : {k} × (1 − {_number(basis['thin_factor'], lang)} × {thin} : {len(counting)})",
            parts["specificity"],
            lang,
        ),
    ]
    if report.theme is not None:
        relation = say(THEME_RELATIONS[report.theme.relation], lang)
        said = word["theme"].format(relation=relation, n=len(report.theme.aspects))
        lines += ["", f"{said} → {_number(parts['theme'], lang)}"]
    own = sum(one.duty and one.level >= 2 for one in counting)
    needed = int(basis["duty_needed"])
    cap = word["duty_cap"] if own > needed else ""
    lines += [
        "",
        f"{word['duty'].format(n=own, needed=needed)} → {_number(parts['duty'], lang)} {cap}".rstrip(),
    ]
    if parts["originality"] is not None and report.copying is not None:
        share = report.copying.counted_share
        lines += [
            "",
            word["orig"].format(share=f"{_number(round(100 * share, 1), lang)} %"),
            "",
            *_sum(f"100 × (1 − {_number(round(share, 4), lang)})", parts["originality"], lang),
        ]
    length = word["length"].format(syllables=report.length.syllables, n=report.length.commitments)
    lines += ["", f"{length} → {_number(parts['length'], lang)}", ""]
    lines += [word["weights"], "", *_table(report, weights, lang), "", word["total"], ""]
    return [*lines, *_sum(_plain(report, weights, lang), score.total, lang)]


def _capped(report: pc.Report, weights: dict[str, int], lang: str, base: Path) -> list[str]:
    word, score = T[lang], report.score
    gate = min(score.gates, key=lambda each: each.cap)
    plain = sum(score.weights[name] * (score.parts[name] or 0.0) for name in PART_NAMES)
    return [
        f"### {'Khi có mức trần' if lang == 'vi' else 'With a cap'}",
        "",
        word["read"].format(path=_path(report, base)),
        "",
        *_table(report, weights, lang),
        "",
        *_sum(_plain(report, weights, lang), plain, lang),
        "",
        word["gate"].format(
            cap=_number(gate.cap, lang),
            reason=gate.reason,
            plain=_number(round(plain, 1), lang),
            total=_number(score.total, lang),
        ),
    ]


def _table(report: pc.Report, weights: dict[str, int], lang: str) -> list[str]:
    score = report.score
    head = "| | " + " | ".join(say(PARTS[name], lang) for name in PART_NAMES) + " |"
    values = [
        _number(score.parts[name], lang) if score.parts[name] is not None else T[lang]["na"]
        for name in PART_NAMES
    ]
    used = [str(weights[name]) if score.parts[name] is not None else "–" for name in PART_NAMES]
    return [
        head,
        "|---" * (len(PART_NAMES) + 1) + "|",
        f"| {'điểm' if lang == 'vi' else 'points'} | " + " | ".join(values) + " |",
        f"| {'trọng số' if lang == 'vi' else 'weight'} | " + " | ".join(used) + " |",
    ]


def _plain(report: pc.Report, weights: dict[str, int], lang: str) -> str:
    used = [name for name in PART_NAMES if report.score.parts[name] is not None]
    whole = " + ".join(f"{_number(report.score.parts[name], lang)} × {weights[name]}" for name in used)
    return f"({whole}) : ({' + '.join(str(weights[name]) for name in used)})"


def _sum(expression: str, value: float | None, lang: str) -> list[str]:
    return ["```text", f"{expression} = {_number(round(value or 0.0, 1), lang)}", "```"]


def _number(value: float | None, lang: str) -> str:
    text = f"{value:g}"
    return text if lang == "en" else text.replace(".", ",")


def _short(text: str) -> str:
    words = " ".join(text.split()).replace("|", "/").split()
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "")


def _path(report: pc.Report, base: Path) -> str:
    path = Path(report.path)
    found = path if path.is_absolute() else base / path
    return found.resolve().relative_to(base.resolve().parent).as_posix()
