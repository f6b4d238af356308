"""`pledgecheck cache clear | info`: what was judged before and is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from pledgecheck.cli import options

app = typer.Typer(
    name="cache",
    help="Kết quả đã xem được giữ lại trên máy này; ai không có chính bản đó thì không đọc được lời nào. "
    "(Results kept on this machine; without the pledges themselves no word can be read.)",
    no_args_is_help=True,
)


@app.command()
def clear(lang: options.Lang = None, quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False) -> int:
    """Xóa mọi kết quả đã giữ. (Remove everything that is kept.)"""
    from pledgecheck.cache import clear as remove
    from pledgecheck.cache import default_folder
    from pledgecheck.cli.output import OK, say
    from pledgecheck.packs.kept import forget

    folder = default_folder()
    count = remove(folder)
    forget(folder)  # compiled rules: no results, but kept all the same
    if not quiet:
        say(f"{count} entries removed" if lang == "en" else f"đã xóa {count} kết quả")
    return OK


@app.command()
def info() -> int:
    """In nơi giữ kết quả và số kết quả. (Where it is and how much it holds.)"""
    from pledgecheck.cache import default_folder
    from pledgecheck.cache.folder import entries
    from pledgecheck.cli.output import OK, writer

    folder = default_folder()
    sizes = [path.stat().st_size for path in entries(folder)] if folder.is_dir() else []
    with writer(None) as out:
        out.write(f"{folder}\n{len(sizes)} · {sum(sizes) / 2**20:.1f} MB\n")
    return OK
