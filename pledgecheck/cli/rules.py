"""`pledgecheck rules`, `rule ID`, `test-rules`: what is judged, and proof that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from pledgecheck.packs.loader import Rule

Plain = Annotated[str, typer.Option("--output-format", metavar="FORMAT", help="terminal | json")]


def rules(
    output_format: Plain = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
) -> int:
    """Liệt kê các luật. (List the rules in use.)"""
    import json

    from pledgecheck.cli.output import OK, writer
    from pledgecheck.wording import SEVERITIES, say, without_places

    settings = options.configuration(config, lang=lang, rules=rules, select=select, ignore=ignore)
    found = sorted(options.checker(settings).judge.rules, key=lambda rule: rule.id)
    with writer(output) as out:
        if _wants_json(output_format):
            out.write(json.dumps([_data(rule) for rule in found], ensure_ascii=False, indent=1) + "\n")
        else:
            for rule in found:
                out.write(
                    f"{rule.id}  {say(SEVERITIES[rule.severity], settings.lang):<11}  "
                    f"{without_places(rule.message.of(settings.lang))}\n"
                )
    return OK


def rule(
    name: Annotated[str, typer.Argument(metavar="ID", help="mã luật, ví dụ SPE001 / id of a rule")],
    output_format: Plain = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
) -> int:
    """Một luật: nói gì, vì sao, ví dụ. (One rule: what it says, why, examples.)"""
    import json

    from pledgecheck.cli.output import OK, writer
    from pledgecheck.errors import UnknownNameError, did_you_mean

    settings = options.configuration(config, lang=lang, rules=rules)
    known = options.checker(settings).rulebook.rules
    if name not in known:
        vi, en = did_you_mean(name, known)
        raise UnknownNameError(f"không có luật “{name}”.{vi}", f"there is no rule “{name}”.{en}")
    found = known[name]
    with writer(output) as out:
        if _wants_json(output_format):
            out.write(json.dumps(_data(found), ensure_ascii=False, indent=1) + "\n")
        else:
            out.write(_page(found, settings.lang))
    return OK


def test_rules(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID…]", help="chỉ các luật này; không nêu thì tất cả / only these rules"),
    ] = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
) -> int:
    """Chạy mọi ví dụ của các luật. (Run the examples of all rules.)"""
    from pledgecheck.cli.output import FOUND, OK, writer
    from pledgecheck.errors import UnknownNameError, did_you_mean
    from pledgecheck.packs.examples import test_examples

    settings = options.configuration(config, lang=lang, rules=rules)
    checker = options.checker(settings)
    for name in names or ():
        if name not in checker.rulebook.rules:
            vi, en = did_you_mean(name, checker.rulebook.rules)
            raise UnknownNameError(f"không có luật “{name}”.{vi}", f"there is no rule “{name}”.{en}")
    failures = test_examples(checker, names or None)
    english = settings.lang == "en"
    with writer(None) as out:
        for each in failures:
            where = " · ".join(filter(None, (each.rule, each.example, each.form)))
            out.write(f"{where}: {each.en if english else each.vi}\n")
        count = len(names or checker.rulebook.rules)
        if failures:
            out.write(f"{len(failures)} failures\n" if english else f"{len(failures)} chỗ chưa đúng\n")
        else:
            out.write(
                f"{count} rules: all examples hold\n" if english else f"{count} luật: mọi ví dụ đều đúng\n"
            )
    return FOUND if failures else OK


def _wants_json(name: str) -> bool:
    from pledgecheck.errors import UsageError

    if name not in ("terminal", "json"):
        raise UsageError(
            f"không có định dạng “{name}”. Có: terminal, json.",
            f"there is no format “{name}”. Known: terminal, json.",
        )
    return name == "json"


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "when": rule.when,
        "severity": rule.severity,
        "pack": rule.pack,
        "since": rule.since,
        "message": rule.message.model_dump(),
        "suggestion": rule.suggestion.model_dump(),
        "rationale": rule.rationale.model_dump(),
        "options": rule.options.model_dump(mode="json"),
        "examples": rule.examples.model_dump(mode="json", exclude_defaults=True),
    }


def _page(rule: Rule, lang: str) -> str:
    from pledgecheck.wording import SEVERITIES, say

    english = lang == "en"
    titles = (
        ("Says", "Suggests", "Why", "Source", "Good", "To be flagged")
        if english
        else ("Nói", "Gợi ý", "Vì sao", "Nguồn", "Nên", "Cần xem")
    )
    lines = [
        " · ".join(
            (rule.id, say(SEVERITIES[rule.severity], lang), f"{rule.kind}.{rule.when}", rule.pack, rule.since)
        ),
        "",
        f"{titles[0]}: {rule.message.of(lang)}",
    ]
    if rule.suggestion.of(lang):
        lines.append(f"{titles[1]}: {rule.suggestion.of(lang)}")
    lines += [
        f"{titles[2]}: {' '.join(rule.rationale.of(lang).split())}",
        f"{titles[3]}: {rule.rationale.source_in(lang)}",
    ]
    for title, examples in ((titles[4], rule.examples.good), (titles[5], rule.examples.bad)):
        lines += ["", f"{title}:"]
        for example in examples:
            lines += [
                ("  - " if at == 0 else "    ") + line for at, line in enumerate(example.text.splitlines())
            ]
    return "\n".join(lines) + "\n"
