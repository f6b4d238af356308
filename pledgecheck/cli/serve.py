"""`pledgecheck serve`: the self-check page on this computer."""

from __future__ import annotations

from typing import Annotated

import typer

from pledgecheck.cli import options


def serve(
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, metavar="N", help="cổng; 0 là cổng trống bất kỳ / port"),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="không tự mở trình duyệt / do not open the browser")
    ] = False,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
) -> int:
    """Mở trang tự xem trên máy này, tại 127.0.0.1. (The self-check page on this computer.)"""
    from contextlib import suppress
    from importlib.util import find_spec

    from pledgecheck.cli.output import OK, say
    from pledgecheck.errors import UsageError

    missing = [name for name in ("starlette", "uvicorn", "jinja2") if find_spec(name) is None]
    if not (find_spec("python_multipart") or find_spec("multipart")):
        missing.append("python-multipart")
    if missing:
        raise UsageError(
            f"trang tự xem cần thêm {', '.join(missing)}: pip install 'pledgecheck[serve]'.",
            f"the page needs {', '.join(missing)}: pip install 'pledgecheck[serve]'.",
        )
    from pledgecheck.serve.server import run

    settings = options.configuration(config, lang=lang, rules=rules)
    stop = "Ctrl+C to stop" if settings.lang == "en" else "Ctrl+C để dừng"
    with suppress(KeyboardInterrupt):
        run(settings, port=port, browser=not no_browser, tell=lambda address: say(f"{address}  ({stop})"))
    return OK
