"""PDF: text layers, page furniture, letters out of place, passwords, scans."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pledgecheck.errors import (
    EmptyFileError,
    FormatNotSupportedError,
    LimitError,
    PledgecheckError,
    ProtectedFileError,
    UnreadableFileError,
)
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadOptions, Skipped, label_at, ocr, read, walk
from pledgecheck.readers.limits import MAX_PAGES
from pledgecheck.readers.old_fonts import encode
from pledgecheck.readers.pdf import read_pdf
from pledgecheck.readers.pdf_lines import without_furniture

from .pdf_factory import assemble, make_pdf, picture_pdf
from .samples import LINES, TEXT, samples

pytest.importorskip("pypdfium2")


def test_the_text_layer_is_read_and_its_pages_are_known() -> None:
    pledge = read_pdf(samples()["pledge.pdf"], "a.pdf")
    assert pledge.text == TEXT
    assert label_at(pledge.layout, pledge.text.index("Không uống")) == "page 2"


def test_page_numbers_and_repeated_headers_are_left_out() -> None:
    pages = [[f"Chi bộ Thôn Đông, {word}"] for word in ("một", "hai", "ba", "bốn")]
    furnished = [
        ["ĐẢNG BỘ XÃ AN HÒA", "Trang " + str(at), *page, f"- {at} -"] for at, page in enumerate(pages, 1)
    ]
    assert read_pdf(make_pdf(furnished)).text == "\n".join(page[0] for page in pages)


def test_what_stands_on_a_page_once_stays() -> None:
    assert without_furniture(["ĐẢNG CỘNG SẢN\nBẢN CAM KẾT\na\nb", "c\nd\n2"]) == [
        "ĐẢNG CỘNG SẢN\nBẢN CAM KẾT\na\nb",
        "c\nd",
    ]
    assert without_furniture(["2\nviệc\ncuối"]) == ["2\nviệc\ncuối"]
    assert without_furniture([""]) == [""]


def test_letters_of_a_substitute_font_go_back_into_their_words() -> None:
    pytest.importorskip("pdfplumber")
    lines: list[str | tuple[float, float, str]] = []
    for at, line in enumerate(LINES):
        y = 780.0 - 30 * at
        apart = {i for i, char in enumerate(line) if "\u1ea0" <= char <= "\u1ef9"}
        for i, char in enumerate(line):
            if i not in apart and char != " ":
                lines.append((50 + 7.2 * i, y, char))
        # The other font's letters come in a row of their own, a little higher, after the line.
        lines += [(50 + 7.2 * i, y + 4, line[i]) for i in sorted(apart)]
    assert read_pdf(make_pdf([lines])).text == TEXT


def test_old_fonts_in_a_pdf_are_understood_by_the_gate() -> None:
    stored = [encode(line, "tcvn3") for line in LINES]
    assert read_pdf(make_pdf([stored])).text.replace("\n", " ") == TEXT.replace("\n", " ")


def test_what_stays_scrambled_is_returned_for_the_gate_to_say() -> None:
    broken = [line.replace("ả", "").replace("ế", "x") for line in ("B n thân c m k t th c hi n",) * 5]
    assert "k t" in read_pdf(make_pdf([broken]), options=ReadOptions(ocr=False)).text


# ---------------------------------------------------------------- refused
def test_password_damage_and_emptiness_are_told_apart() -> None:
    locked = assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
         b"<< /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -1 >>"],
        b"/Encrypt 3 0 R /ID [(0123456789abcdef) (0123456789abcdef)]",
    )  # fmt: skip
    cases: list[tuple[bytes, type[PledgecheckError]]] = [
        (locked, ProtectedFileError),
        (b"%PDF-1.7 nothing", UnreadableFileError),
        (samples()["pledge.pdf"][:300], UnreadableFileError),
    ]
    for data, kind in cases:
        with pytest.raises(kind) as caught:
            read_pdf(data, "thư/a.pdf")
        assert caught.value.path == "thư/a.pdf"


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(LimitError):
        read_pdf(make_pdf([["a"]] * (MAX_PAGES + 1)))


def test_a_page_tree_that_never_ends_ends() -> None:
    loop = assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4000000000 >>"]
    )
    with pytest.raises(PledgecheckError):
        read_pdf(loop)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pledgecheck.readers.pdf.find_spec", lambda name: None)
    with pytest.raises(FormatNotSupportedError, match=r"pledgecheck\[pdf\]") as caught:
        read(samples()["pledge.pdf"], name="a.pdf")
    assert caught.value.code == "missing-extra"


# ---------------------------------------------------------------- scans
def scan(tmp_path: Path) -> bytes:
    """A sheet with the sample's lines as a picture."""
    document = samples()["pledge.docx"]
    from .samples import office

    pdf = office(document, "pledge.docx", "pdf")
    if pdf is None:
        pytest.skip("LibreOffice is missing")
    (tmp_path / "a.pdf").write_bytes(pdf)
    try:
        subprocess.run(
            ["pdftoppm", "-r", "150", "-gray", str(tmp_path / "a.pdf"), str(tmp_path / "a")],
            check=True,
            timeout=60,
        )
    except FileNotFoundError:
        pytest.skip("pdftoppm is missing")
    _, size, _, pixels = next(tmp_path.glob("a*.pgm")).read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return picture_pdf(pixels, width, height)


def scribble() -> bytes:
    """A sheet with strokes that are no letters."""
    import random

    draw = random.Random(1)
    width, height = 620, 877
    pixels = bytearray(b"\xff" * (width * height))
    for row in range(12):
        x, y = 60.0, 90.0 + row * 60
        for _ in range(700):
            x += draw.uniform(0.2, 1.2)
            y = min(max(y + draw.uniform(-5, 5), 70 + row * 60), 115 + row * 60)
            if x < width - 40:
                pixels[int(y) * width + int(x)] = pixels[int(y) * width + int(x) + 1] = 0
    return picture_pdf(bytes(pixels), width, height)


def test_a_scan_is_recognised(tmp_path: Path) -> None:
    if ocr.program() is None:
        pytest.skip("tesseract with Vietnamese is missing")
    words = read_pdf(scan(tmp_path), "a.pdf").text.split()
    wanted = TEXT.split()
    assert sum(word in words for word in wanted) >= 0.9 * len(wanted)


def test_a_scan_without_tesseract_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    with pytest.raises(FormatNotSupportedError, match="tesseract-ocr-vie") as caught:
        read(scribble(), name="a.pdf")
    assert caught.value.code == "needs-ocr"


def test_handwriting_is_no_unreadable_file(tmp_path: Path) -> None:
    if ocr.program() is None:
        pytest.skip("tesseract with Vietnamese is missing")
    (tmp_path / "viết tay.pdf").write_bytes(scribble())
    with pytest.raises(FormatNotSupportedError) as caught:
        read(tmp_path / "viết tay.pdf")
    assert caught.value.code == "handwritten"
    (entry,) = walk([tmp_path])
    assert isinstance(entry, Skipped)
    assert entry.reason == "handwritten"


def test_a_blank_sheet_is_empty() -> None:
    if ocr.program() is None:
        pytest.skip("tesseract with Vietnamese is missing")
    with pytest.raises(EmptyFileError):
        read_pdf(picture_pdf(b"\xfa" * (100 * 140), 100, 140))


# ---------------------------------------------------------------- real programs
@pytest.mark.parametrize("font", ["DejaVu Serif", "Nimbus Roman"])
def test_what_chromium_prints_is_read(tmp_path: Path, font: str) -> None:
    """One font has Vietnamese letters; for the other the browser takes them from elsewhere."""
    import shutil

    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("Chromium is missing")
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = tmp_path / "a.html"
    page.write_text(
        f'<meta charset=utf8><body style="font-family: {font}; font-size: 13pt">{body}', encoding="utf-8"
    )
    made = tmp_path / "a.pdf"
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={made}",
         str(page)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip
    if not made.is_file():
        pytest.skip("Chromium did not print")
    (pledge,) = read(made)
    assert isinstance(pledge, Pledge)
    assert pledge.text.split() == TEXT.split()
