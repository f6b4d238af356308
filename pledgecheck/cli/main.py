"""The program `pledgecheck`: commands, errors, exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import typer

from pledgecheck.cli import about
from pledgecheck.cli.annotate import annotate
from pledgecheck.cli.audit import audit
from pledgecheck.cli.cache import app as cache_app
from pledgecheck.cli.check import check
from pledgecheck.cli.compare import compare
from pledgecheck.cli.followup import followup
from pledgecheck.cli.index import app as index_app
from pledgecheck.cli.manifest import manifest
from pledgecheck.cli.rules import rule, rules, test_rules
from pledgecheck.cli.serve import serve
from pledgecheck.cli.templates import app as templates_app

app = typer.Typer(
    name="pledgecheck",
    help=(
        "Xem bản cam kết, bản đăng ký học tập và làm theo: rõ việc, đúng chuyên đề, sát chức trách."
        "\n\nJudges Vietnamese pledges by written rules and explains every point."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    check,
    audit,
    compare,
    annotate,
    followup,
    manifest,
    serve,
    rules,
    rule,
    about.themes,
    about.config,
    about.schema,
    about.version,
):
    app.command()(_command)
app.command("test-rules")(test_rules)
app.add_typer(index_app)
app.add_typer(templates_app)
app.add_typer(cache_app)


_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end the process with its status."""
    from pledgecheck.process import relax_gc

    relax_gc()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the status it ends with: 0, 1 or 2 (130 when interrupted)."""
    from pledgecheck.cli.output import OK, WRONG, complain, force_utf8, say, silence_stdout
    from pledgecheck.errors import PledgecheckError

    force_utf8()
    try:
        status = app(
            list(arguments) if arguments is not None else None, prog_name="pledgecheck", standalone_mode=False
        )
        sys.stdout.flush()
        return status if isinstance(status, int) else OK
    except PledgecheckError as problem:
        complain(problem)
        return WRONG
    except BrokenPipeError:
        silence_stdout()
        return OK
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        # Usage errors and interrupts of the command line library, whichever copy of it is in use.
        if type(problem).__name__ == "Abort":
            return 130
        if hasattr(problem, "format_message") and hasattr(problem, "exit_code"):
            say(
                f"pledgecheck: sai cách dùng: {problem.format_message()}\n"
                f"             wrong usage: {problem.format_message()}\n"
                "             pledgecheck --help"
            )
            return WRONG
        if os.environ.get("PLEDGECHECK_DEBUG"):
            raise
        if isinstance(problem, OSError) and problem.errno in _FULL:
            say(
                "pledgecheck: ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại; phần đã xem được giữ nếu không dùng --no-cache.\n"
                "             the disk is full. Make room and run again; what was judged is kept without --no-cache."
            )
            return WRONG
        # The kind of error and the place, never a value: a traceback could show text of a pledge.
        at = problem.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        where = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"
        what = f"{type(problem).__name__}, {where}"
        say(
            f"pledgecheck: lỗi bên trong ({what}). Đặt PLEDGECHECK_DEBUG=1 để xem chi tiết.\n"
            f"             internal error ({what}). Set PLEDGECHECK_DEBUG=1 for details."
        )
        return WRONG


if __name__ == "__main__":
    main()
