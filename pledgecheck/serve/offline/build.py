"""The one file: page, style, scripts and data, under a policy that forbids every connection."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from pledgecheck.errors import UsageError
from pledgecheck.serve.assets import assets
from pledgecheck.serve.forms import Form
from pledgecheck.serve.offline.bundle import site
from pledgecheck.serve.views import check_page

OLDEST = "Chrome và Edge 113, Firefox 113, Safari 16.4 (năm 2023)"
"""Of what is used: DecompressionStream, FormData with its button, WebAssembly exceptions; Node.js 20 is Chrome 113."""
_SAYS = (
    '<p id="opening" class="problem" role="status" hidden'
    ' data-ready="Đã sẵn sàng. Trang này không nối mạng; đóng trang là hết, văn bản không lưu ở đâu."'
    f' data-failed="Trang chưa chạy được trên trình duyệt này. Cần ít nhất: {OLDEST}.">'
    "Đồng chí dán văn bản được rồi. Máy đang chuẩn bị phần xem xét, mất vài giây …</p>"
    f'<noscript><p class="problem">Trang này cần JavaScript. Trình duyệt cũ nhất dùng được: {OLDEST}.</p></noscript>'
)
_STYLE = (
    "#opening,noscript .problem{margin:1rem auto 0;max-width:min(71.5rem,100% - 1.75rem)}\n"
    "#opening{background:#e9f4ef;border-color:#a9cfbf}\n"
)


def build(target: Path, pyodide: Path, core: Path) -> int:
    """Write the page; its size in bytes. pyodide: its package, unpacked. core: the wheel of pydantic-core for it."""
    html = _page(pyodide, *_prepared(pyodide, site(core)))
    target.write_text(html, "utf-8", newline="\n")
    return len(html.encode())


def _prepared(pyodide: Path, packages: bytes) -> tuple[bytes, bytes]:
    """Code compiled by the page's own Python, and files, with the rules read already."""
    node = shutil.which("node")
    if node is None:
        raise UsageError("cần Node.js để dựng.", "Node.js is needed to build.")
    script = Path(__file__).with_name("prepare.mjs")
    with tempfile.TemporaryDirectory() as folder:
        given, modules, files = (Path(folder, name) for name in ("given.zip", "modules.bin", "files.bin"))
        given.write_bytes(packages)
        done = subprocess.run([node, script, pyodide, given, folder], capture_output=True, text=True)
        if done.returncode or not files.is_file():
            end = done.stderr[-800:]
            raise UsageError(f"chưa dựng được phần Python: {end}", f"the Python part failed: {end}")
        return modules.read_bytes(), files.read_bytes()


def _page(pyodide: Path, modules: bytes, files: bytes) -> str:
    style = "\n".join(assets()[name][0].decode() for name in ("report.css", "page.css")) + _STYLE
    scripts = [Path(__file__).with_name("offline.js").read_text("utf-8"), assets()["page.js"][0].decode()]
    inner = (  # of the worker, in a block of its own each
        Path(__file__).with_name("engine.js").read_text("utf-8"),
        _exported((pyodide / "pyodide.asm.mjs").read_text("utf-8"), "createPyodideModule"),
        _exported((pyodide / "pyodide.mjs").read_text("utf-8"), "startPyodide"),
    )
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    data = {
        "data-scripts": _packed("".join(['"use strict";\n', *(f"{{\n{script}\n}}\n" for script in inner)]).encode()),
        "data-wasm": _packed((pyodide / "pyodide.asm.wasm").read_bytes()),
        "data-modules": _packed(modules),
        "data-files": _packed(files),
        "data-lock": json.dumps({**lock, "packages": {}}),
    }
    policy = "; ".join(
        (
            "default-src 'none'",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            f"script-src 'wasm-unsafe-eval' {' '.join(map(_hash, scripts))}",
            "worker-src blob:",
            f"style-src {_hash(style)}",
        )
    )
    page = check_page(Form(), (), kinds=("text", "docx"))  # there is no reader of PDF in there
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<style>{style}</style>\n"
    )
    page = re.sub(r'<link rel="(?:stylesheet|icon)"[^>]*>\n|<script src=[^>]*></script>\n', "", page)
    page = page.replace('<meta name="viewport"', head + '<meta name="viewport"', 1)
    page = page.replace('<main id="main"', _SAYS + '\n<main id="main"', 1)
    tail = "".join(f'<script type="text/plain" id="{name}">{text}</script>\n' for name, text in data.items())
    tail += "".join(f'<script type="module">{script}</script>\n' for script in scripts)
    return page.replace("</body>", tail + "</body>", 1)


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _exported(module: str, name: str) -> str:
    """A module that hands what it exports to the page instead."""
    module = re.sub(r"\n//# sourceMappingURL=.*", "", module).replace("import.meta.url", '"file:///pyodide/"')
    found = re.search(r"export\s*\{\s*(\w+) as loadPyodide[^}]*\};?|export default (\w+);?", module)
    if found is None or "</script" in module.casefold():
        raise UsageError("bản Pyodide này chưa dùng được.", "this version of Pyodide cannot be used.")
    return module.replace(found[0], f"globalThis.{name}={found[1] or found[2]};")
