"""`pledgecheck themes`, `config`, `schema NAME`, `version`: what is known and set."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pledgecheck.cli import options


def themes(
    year: Annotated[
        int | None, typer.Option("--year", metavar="N", help="chỉ của năm này / of this year")
    ] = None,
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="terminal | json")
    ] = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
) -> int:
    """Liệt kê các chuyên đề đã biết. (List the themes that are known.)"""
    import json

    from pledgecheck.cli.output import OK, writer
    from pledgecheck.errors import UsageError
    from pledgecheck.model import dump

    if output_format not in ("terminal", "json"):
        raise UsageError(
            f"không có định dạng “{output_format}”. Có: terminal, json.",
            f"there is no format “{output_format}”. Known: terminal, json.",
        )
    settings = options.configuration(config, lang=lang, rules=rules)
    found = [each for each in options.checker(settings).judge.themes if year is None or year in each.years]
    everywhere = "whole country" if settings.lang == "en" else "cả nước"
    with writer(output) as out:
        if output_format == "json":
            out.write(json.dumps([dump(each) for each in found], ensure_ascii=False, indent=1) + "\n")
        else:
            for each in found:
                years = ", ".join(map(str, each.years))
                out.write(f"{each.id}  {years}  {each.place or everywhere}\n    {each.title}\n")
                for aspect in each.aspects:
                    out.write(f"    - {aspect.id}: {aspect.title}\n")
    return OK


def config(
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    output: options.Output = None,
) -> int:
    """In cấu hình đang dùng, dạng JSON: thiết lập và thang điểm. (Print the configuration in force.)"""
    import json
    from pathlib import Path

    from pledgecheck.cli.output import OK, writer
    from pledgecheck.config_file import discover

    settings = options.configuration(config, rules=rules)
    checker = options.checker(settings)
    path = config or discover(Path.cwd())
    data = {
        "file": str(path) if path else None,
        "config": settings.model_dump(mode="json"),
        "profile": checker.judge.profile.model_dump(mode="json"),
        "packs": [
            {"id": p.id, "version": p.version, "sha256": p.sha256, "path": p.path} for p in checker.packs
        ],
    }
    with writer(output) as out:
        out.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return OK


def schema(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Report, Config, rule …; không rõ thì gõ “list”")
    ],
    output: options.Output = None,
) -> int:
    """In JSON Schema của một kiểu dữ liệu hoặc tệp của bộ luật. (Print a JSON Schema.)"""
    import json

    from pledgecheck.cli.output import OK, writer
    from pledgecheck.schemas import names, schema_of

    with writer(output) as out:
        if name == "list":
            out.write("\n".join(names()) + "\n")
        else:
            data: dict[str, Any] = schema_of(name)
            out.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return OK


def version() -> int:
    """In phiên bản và các bộ luật. (Print the version and the rule packs.)"""
    from pledgecheck.cli.output import OK, writer
    from pledgecheck.packs.resolve import gather
    from pledgecheck.version import VERSION

    with writer(None) as out:
        out.write(f"pledgecheck {VERSION}\n")
        for pack in gather():
            out.write(f"{pack.id} {pack.version} {pack.sha256[:12]}\n")
    return OK
