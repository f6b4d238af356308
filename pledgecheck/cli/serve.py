"""`pledgecheck serve`: the self-check page on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from pledgecheck.config import Config


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
    from pledgecheck.config_file import discover
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

    def settings() -> Config:
        made: Config = options.configuration(config, lang=lang, rules=rules)
        return made

    if config is None and not rules and lang in (None, "vi", "en") and discover(Path.cwd()) is None:
        spoken = lang or "vi"  # nothing can be wrong: the first page need not wait for the settings
    else:
        spoken = settings().lang
    stop = "Ctrl+C to stop" if spoken == "en" else "Ctrl+C để dừng"
    with suppress(KeyboardInterrupt):
        run(settings, spoken, port=port, browser=not no_browser, tell=lambda address: say(f"{address}  ({stop})"))
    return OK
