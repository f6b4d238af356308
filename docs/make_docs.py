"""Makes what comes from the rules: rules/, themes.md, json.md, schema/, the examples of score.md.

    python docs/make_docs.py           write them
    python docs/make_docs.py --check   fail when one of them is stale

What a rule says, why and its examples stand in the rule packs; docs/purposes.yaml adds one sentence on
when it speaks.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from parts.worked_score import worked

from pledgecheck.model import Theme
from pledgecheck.packs import Rule, core_pack, merge
from pledgecheck.packs.schema import Example
from pledgecheck.schemas import names, schema_of
from pledgecheck.wording import ADDRESS, KINDS, SEVERITIES, say, without_places

DOCS = Path(__file__).resolve().parent
MADE = "<!-- made by docs/make_docs.py: change the rules, not this page -->"
LANGS = ("vi", "en")
FAMILIES = {  # first three letters of an id
    "SPE": ("Rõ việc", "Specificity"),
    "PHR": ("Cụm từ", "Phrases"),
    "LEN": ("Độ dài", "Length"),
    "THE": ("Chuyên đề", "Theme"),
    "DUT": ("Chức trách", "Duty"),
    "COP": ("Nội dung mới", "Copying"),
    "COV": ("Đủ các mặt", "Coverage"),
    "FRM": ("Mẫu", "Form"),
    "OVL": ("Đăng ký trùng nhau", "Overlap"),
    "DOS": ("Hồ sơ mô hình", "Dossier of a model"),
    "LAN": ("Văn bản đọc được hay không", "Readable text"),
}
TITLES = {
    "vi": {
        "when": "Khi nào nói",
        "says": "Nói gì",
        "answer": "Trả lời thế nào",
        "why": "Vì sao",
        "source": "Nguồn",
        "bad": "Ví dụ có gợi ý này",
        "good": "Ví dụ không có gợi ý này",
        "options": "Tùy chọn",
        "no_options": "Không có tùy chọn riêng.",
        "no_answer": "Không cần làm gì; đây là lời ghi nhận.",
        "off": "Tắt luật này",
        "pack": "bộ luật",
        "since": "có từ",
    },
    "en": {
        "when": "When it speaks",
        "says": "What it says",
        "answer": "How to answer",
        "why": "Why",
        "source": "Source",
        "bad": "An example with this note",
        "good": "An example without it",
        "options": "Options",
        "no_options": "No options of its own.",
        "no_answer": "Nothing to do; it only takes note.",
        "off": "Switch it off",
        "pack": "pack",
        "since": "since",
    },
}
CONTEXT = {
    "kind": ("loại", "kind"),
    "year": ("năm", "year"),
    "role": ("chức vụ", "post"),
    "duties": ("nhiệm vụ", "duties"),
    "unit": ("đơn vị", "unit"),
    "province": ("tỉnh, thành", "province"),
    "theme": ("chuyên đề", "theme"),
    "previous": ("bản năm trước", "earlier pledge"),
    "peers": ("bản của người khác", "another pledge"),
    "templates": ("mẫu, kế hoạch", "form or plan"),
    "limits": ("giới hạn", "limits"),
    "forms": ("mẫu áp dụng", "form in force"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a page is stale")
    checking = parser.parse_args().check
    made = pages()
    stale = [path for path in made if not path.is_file() or path.read_text("utf-8") != made[path]]
    orphans = [path for path in (*DOCS.glob("rules/*.md"), *DOCS.glob("schema/*.json")) if path not in made]
    for path in (*stale, *orphans):
        if checking:
            print(f"stale: {path.relative_to(DOCS.parent)} (run: make docs)", file=sys.stderr)
        elif path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    if not checking:
        print(f"{len(made)} pages, {len(stale) + len(orphans)} changed")
    return 1 if checking and (stale or orphans) else 0


def pages() -> dict[Path, str]:
    """Every generated file with its content."""
    pack = core_pack()
    rules = sorted(pack.rules, key=lambda rule: rule.id)
    purposes = yaml.safe_load((DOCS / "purposes.yaml").read_text("utf-8"))
    folder = DOCS / "rules"
    made = {folder / f"{rule.id}.md": rule_page(rule, purposes.get(rule.id, {})) for rule in rules}
    made[DOCS / "rules" / "README.md"] = rules_index(rules)
    made[DOCS / "themes.md"] = themes_page(merge([pack]).themes)
    made[DOCS / "json.md"] = json_page()
    made[DOCS / "score.md"] = score_page()
    for name in names():
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"
        made[DOCS / "schema" / f"{name}.json"] = text
    return made


# ------------------------------------------------------------------ rules


def rules_index(rules: list[Rule]) -> str:
    """The table of all rules."""
    lines = [
        MADE,
        "# Các luật · The rules",
        "",
        "Mỗi gợi ý trong báo cáo có mã; mỗi mã một trang: khi nào nói, nói gì, vì sao, nguồn, ví dụ,",
        "cách trả lời. Mức: **Cần xem lại** (lý do của một mức trần, hoặc văn bản chưa xét được),",
        "**Nên bổ sung**, **Gợi ý**.",
        "",
        "Every note of a report has an id and every id a page: when it speaks, what it says, why, who says",
        "so, examples and how to answer. Write your own: [writing-rules.md](../writing-rules.md). What may",
        "change: [rule-versioning.md](../rule-versioning.md).",
    ]
    for family in sorted({rule.id[:3] for rule in rules}, key=lambda each: [*FAMILIES, each].index(each)):
        vi, en = FAMILIES.get(family, (family, family))
        lines += ["", f"## {vi} · {en}", "", "| | mức · severity | nói gì | says |", "|---|---|---|---|"]
        for rule in rules:
            if rule.id.startswith(family):
                severity = " · ".join(SEVERITIES[rule.severity])
                said = " | ".join(_cell(without_places(rule.message.of(lang))) for lang in LANGS)
                lines.append(f"| [{rule.id}]({rule.id}.md) | {severity} | {said} |")
    return _text(lines)


def rule_page(rule: Rule, purpose: Mapping[str, str]) -> str:
    """One rule, Vietnamese first."""
    lines = [MADE, f"# {rule.id}", "", "[Các luật · All rules](README.md)"]
    for lang in LANGS:
        word = TITLES[lang]
        lines += [
            "",
            f"## {'Tiếng Việt' if lang == 'vi' else 'English'}",
            "",
            f"**{say(SEVERITIES[rule.severity], lang)}** (`{rule.severity}`) · `{rule.kind}.{rule.when}` · "
            f"{word['pack']} {rule.pack} · {word['since']} {rule.since}",
            "",
        ]
        if lang in purpose:
            lines += [f"**{word['when']}.** {purpose[lang]}", ""]
        lines += [f"**{word['says']}.** {_with_names(rule.message.of(lang))}", ""]
        answer = _with_names(rule.suggestion.of(lang)) or word["no_answer"]
        why = " ".join(rule.rationale.of(lang).split())
        lines += [
            f"**{word['answer']}.** {answer}",
            "",
            f"**{word['why']}.** {why} *{word['source']}: {rule.rationale.source_in(lang)}.*",
            "",
            f"**{word['options']}.** {_options(rule, lang)}",
            "",
            f"**{word['off']}.** `--ignore {rule.id}`",
        ]
    for which, examples in (("bad", rule.examples.bad), ("good", rule.examples.good)):
        lines += ["", f"## {TITLES['vi'][which]} · {TITLES['en'][which]}"]
        for example in examples:
            lines += ["", *_example(example)]
    return _text(lines)


def _with_names(message: str) -> str:
    """The message with the names of what a finding fills in; the author is addressed as a person is."""
    you = say(ADDRESS["individual"], "vi")
    message = message.replace("{you}", you).replace("{You}", you.capitalize())
    return re.sub(r"\{(\w+)\}", r"‹\1›", message)


def _options(rule: Rule, lang: str) -> str:
    if not type(rule.options).model_fields:
        return TITLES[lang]["no_options"]
    values = rule.options.model_dump(mode="json")
    given = (f"`{name}: {json.dumps(value, ensure_ascii=False)}`" for name, value in values.items())
    return ", ".join(given) + "."


def _example(example: Example) -> Iterator[str]:
    """The text as a quotation; an expected span that is not the whole text stands in bold."""
    text = example.text.strip()
    if text.startswith("[[") and text.endswith("]]") and text.count("[[") == 1:
        text = text[2:-2]
    text = text.replace("[[", "**").replace("]]", "**")
    for line in text.splitlines():
        yield f"> {re.sub(r'[<>]', '', line)}".rstrip() + "  "
    context = example.context.model_dump(mode="json", exclude_defaults=True)
    if context:
        yield ""
        yield "Biết thêm · given: " + "; ".join(_given(name, value) for name, value in context.items())


def _given(name: str, value: Any) -> str:
    label = " · ".join(CONTEXT.get(name, (name,)))
    if name == "kind":
        return f"{label}: {' · '.join(KINDS[value])}"
    if isinstance(value, dict):
        return f"{label}: " + ", ".join(f"{key} {number:g}" for key, number in value.items())
    if isinstance(value, list):
        value = " / ".join(" ".join(each.split()) for each in value)
    return f"{label}: {value}"


# ------------------------------------------------------------------ themes


def themes_page(themes: tuple[Theme, ...]) -> str:
    """The catalogue by place and year."""
    lines = [
        MADE,
        "# Chuyên đề · Themes",
        "",
        "Đến năm 2021 cả nước chung một chuyên đề mỗi năm; từ năm 2022 mỗi tỉnh, thành phố có chuyên đề",
        "riêng, bên cạnh chuyên đề toàn khóa. Tên chuyên đề lấy từ nguồn thứ cấp ghi kèm: chỗ nào khác văn",
        "bản của địa phương thì theo văn bản của địa phương. Chưa có chuyên đề của tỉnh mình: thêm bằng một",
        "bộ luật riêng ([writing-rules.md](writing-rules.md)).",
        "",
        "One national theme a year until 2021; from 2022 each province has its own beside the theme of the",
        "term. Titles come from the secondary source named with them; where the local document differs, it",
        "is right. Add your own theme in a pack ([writing-rules.md](writing-rules.md)). The list with every",
        "keyword: `pledgecheck themes --output-format json`.",
    ]
    groups: dict[str, list[Theme]] = {}
    for theme in themes:
        groups.setdefault(theme.place or "", []).append(theme)
    for place in sorted(groups):
        lines += ["", f"## {place or 'Cả nước · The whole country'}"]
        for theme in sorted(groups[place], key=lambda each: (each.years, each.id)):
            first, last = min(theme.years), max(theme.years)
            years = str(first) if first == last else f"{first}–{last}"
            words = sum(len(each.keywords) + len(each.synonyms) for each in theme.aspects)
            lines += ["", f"### {years} · `{theme.id}`", "", f"“{theme.title}”", ""]
            lines += [f"- {each.title}" for each in theme.aspects]
            issued = f" Ban hành · issued: {theme.issued}." if theme.issued else ""
            source = f"Nguồn · source: {theme.source}."
            lines += ["", f"{words} từ, cụm từ nhận ra · words known.{issued} {source}"]
    return _text(lines)


# ------------------------------------------------------------------ score


def score_page() -> str:
    """docs/score.md with its worked examples counted again; the rest of the page is written by hand."""
    text = (DOCS / "score.md").read_text("utf-8")
    for lang in LANGS:
        begin, end = f"<!-- worked:{lang} -->", f"<!-- /worked:{lang} -->"
        before, rest = text.split(begin)
        section = worked(lang, DOCS.parent / "examples" / "manifest.csv")
        text = f"{before}{begin}\n\n{section}\n\n{end}{rest.split(end)[1]}"
    return text


# ------------------------------------------------------------------ JSON


def json_page() -> str:
    """The schemas with their keys."""
    lines = [
        MADE,
        "# JSON",
        "",
        "Kết quả `--output-format json` theo các lược đồ dưới đây; trình soạn thảo dùng được các tệp trong",
        "[schema/](schema) để gợi ý khi viết bộ luật. In một lược đồ: `pledgecheck schema Report`.",
        "",
        "What `--output-format json` prints follows these schemas: one document `{version, tool, reports,",
        "errors, skipped, audit}`, `reports` being a list of `Report`, `audit` an `AuditSummary` or null.",
        "Every key is always present. `start` and `end` are 0-based code points into the text as read, end",
        "exclusive.",
        "Adding a key is allowed in any version; changing or removing one needs a new major version.",
    ]
    for name in names():
        schema = schema_of(name)
        lines += ["", f"## [{name}](schema/{name}.json)"]
        if schema.get("description"):
            lines += ["", " ".join(schema["description"].split())]
        properties = schema.get("properties", {})
        if properties:
            lines += ["", "| key | type | |", "|---|---|---|"]
            lines += [
                f"| `{key}` | {_cell(_type(each))} | {_cell(each.get('description', ''))} |"
                for key, each in properties.items()
            ]
        elif name in ("rule", "rules"):
            lines += ["", "One shape for each kind: `kind` decides which `when` and `options` are allowed."]
    return _text(lines)


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " \\| ".join(f'"{each}"' for each in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        inner = schema.get("items") or {}
        return f"list of {_type(inner)}" if inner else "list"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"mapping to {_type(schema['additionalProperties'])}"
    return kind


# ------------------------------------------------------------------ text


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
