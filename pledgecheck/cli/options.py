"""Options that several commands share, and the configuration they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pledgecheck.checker import Checker
    from pledgecheck.config import Config

# Help texts are Vietnamese first, as the default output.
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH…", help="thư mục, tệp / folders, files")
]
Format = Annotated[
    str, typer.Option("--output-format", help="terminal | json | jsonl | csv | html | …", metavar="FORMAT")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="ghi vào tệp thay vì màn hình / write to a file", dir_okay=False),
]
Lang = Annotated[str | None, typer.Option("--lang", help="vi | en", metavar="vi|en")]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", help="tệp cấu hình; không nêu thì tìm pledgecheck.toml gần nhất / configuration file"
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules", help="thêm thư mục bộ luật (dùng nhiều lần được) / further rule pack", metavar="DIR"
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", help="chỉ dùng luật có mã bắt đầu bằng / only rules with this prefix", metavar="PREFIX"
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", help="bỏ luật có mã bắt đầu bằng / without rules with this prefix", metavar="PREFIX"
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        help="kết thúc bằng 1 từ mức này / exit 1 from this severity on",
        metavar="error|warning|info|never",
    ),
]
MinScore = Annotated[
    float | None,
    typer.Option(
        "--min-score",
        help="kết thúc bằng 1 khi tổng điểm dưới mức này / exit 1 below this total",
        metavar="N",
    ),
]
Color = Annotated[str, typer.Option("--color", help="auto | always | never", metavar="auto|always|never")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="chỉ in điều chính / only the essentials")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="số tiến trình / worker processes", metavar="N")
]

NoCache = Annotated[
    bool, typer.Option("--no-cache", help="không dùng kết quả đã giữ / judge everything afresh")
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline", help="không nêu lại ghi chú đã có trong tệp này / known findings", metavar="FILE"
    ),
]
WriteBaseline = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline",
        help="ghi mọi ghi chú hiện có vào tệp; cùng --baseline thì chỉ giữ những gì còn / write the baseline",
        metavar="FILE",
    ),
]
Redact = Annotated[
    bool, typer.Option("--redact", help="thay tên, che số giấy tờ, điện thoại / no names or numbers of people")
]


def configuration(config: Path | None, **given: Any) -> Any:
    """The Config in force: the file named or found, with what the command line says on top."""
    from pledgecheck.config import Config, config_from, load_config
    from pledgecheck.config_file import discover

    path = config or discover(Path.cwd())
    base = load_config(path) if path is not None else Config()
    over = {name: value for name, value in given.items() if value is not None and value != []}
    if "rules" in over:
        over["rules"] = [*base.rules, *over["rules"]]
    return config_from({**base.model_dump(exclude_unset=True), **over}) if over else base


def checker(settings: Config) -> Checker:
    """What judges by these settings, its rules compiled before if they are the same."""
    from pledgecheck.checker import Checker
    from pledgecheck.own_folder import known_folder

    return Checker(config=settings, compiled=known_folder())


def style(
    lang: str, color: str, quiet: bool = False, *, redact: bool = False, fail_on: str = "error"
) -> Any:
    """How a reporter shall write."""
    from pledgecheck.errors import UnknownNameError, did_you_mean
    from pledgecheck.reporters.base import Style

    wanted = {"auto": None, "always": True, "never": False}
    if color not in wanted:
        vi, en = did_you_mean(color, wanted)
        raise UnknownNameError(
            f"--color: auto, always hoặc never.{vi}", f"--color: auto, always or never.{en}"
        )
    return Style(lang=lang, color=wanted[color], quiet=quiet, redact=redact, fail_on=fail_on)
