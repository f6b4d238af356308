"""PDF files written by hand for tests: text anywhere on a page, in a font that only says what it means.

    make_pdf([["dòng một", "dòng hai"], [(100, 700, "đặt ở đây")]])

The font is not embedded; a ToUnicode table tells readers the characters, as in files that programs print.
Drawn glyphs are whatever the viewer substitutes, so these files are for reading, not for looking at.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Line = str | tuple[float, float, str]
WIDTH = 600
SIZE = 12


def make_pdf(pages: Sequence[Sequence[Line]], *, compress: bool = True, extra: bytes = b"") -> bytes:
    """Plain strings stand under one another from the top; tuples are (x, y, text)."""
    codes: dict[str, int] = {}
    streams = []
    for lines in pages:
        y = 800.0
        drawn = []
        for line in lines:
            if isinstance(line, str):
                x, y, text = 50.0, y - 18, line
            else:
                x, y, text = line
            shown = "".join(f"{codes.setdefault(char, len(codes) + 1):04X}" for char in text)
            drawn.append(f"BT /F1 {SIZE} Tf {x:.1f} {y:.1f} Td <{shown}> Tj ET")
        streams.append("\n".join(drawn).encode("ascii"))
    return _file(streams, _to_unicode(codes), compress, extra)


def picture_pdf(pixels: bytes, width: int, height: int) -> bytes:
    """One page of A4 filled with a grey picture, as a scanner makes it."""
    data = zlib.compress(pixels)
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(data), data)
    )
    content = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /XObject << /Im1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            image,
        ]
    )


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def _file(streams: list[bytes], table: bytes, compress: bool, extra: bytes) -> bytes:
    first = 7
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW %d /FontDescriptor 5 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % WIDTH,
        b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(table, compress),
    ]
    for at, content in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * at + 1)
        )
        objects.append(_stream(content, compress))
    return assemble(objects)


def _stream(data: bytes, compress: bool) -> bytes:
    packed = zlib.compress(data) if compress else data
    how = b"/Filter /FlateDecode " if compress else b""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (how, len(packed), packed)


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()]
    parts = [
        f"{len(pairs[at : at + 100])} beginbfchar\n" + "\n".join(pairs[at : at + 100]) + "\nendbfchar"
        for at in range(0, len(pairs), 100)
    ]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + "\n".join(parts) + "\nendcmap end end"
    ).encode("ascii")
