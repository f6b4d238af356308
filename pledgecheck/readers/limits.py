"""Limits that protect the machine from hostile or absurd files. Far above what a pledge needs."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 200 * 2**20
"""One file on disk; office files with many photographs stay below."""
MAX_TEXT_CHARS: Final = 5_000_000
"""The text of one document."""
MAX_MEMBERS: Final = 10_000
"""Members of one zip container."""
MAX_XML_BYTES: Final = 100 * 2**20
"""All XML members of a container together, unpacked. Other members are never unpacked."""
MAX_RATIO: Final = 200
"""Unpacked to packed size of one XML member …"""
RATIO_FREE_BYTES: Final = 10 * 2**20
"""… looked at only above this unpacked size: short repetitive members pack very well."""
MAX_DEPTH: Final = 200
"""Nesting of XML elements; the walkers recurse, so it also keeps them inside Python's own limit."""
MAX_ELEMENTS: Final = 2_000_000
"""Elements of one XML member."""
MAX_PROCESS_BYTES: Final = 3 * 2**30
"""Memory (address space) of a worker process or of a program that converts, where the system can bound it."""
MAX_ANSWER_BYTES: Final = 200 * 2**20
"""What a worker may send back for one file."""
MAX_SECONDS: Final = 30.0
"""Time for one file in a worker process, recognition of scans excepted."""
MAX_PAGES: Final = 500
"""Pages of one PDF."""
MAX_CELL_CHARS: Final = 100_000
"""One cell; Excel itself stops at 32,767."""
MAX_BOOK_CHARS: Final = 50_000_000
"""All cells of one spreadsheet together."""
MAX_GRID_CELLS: Final = 20_000_000
"""Cells of the rectangle that the used cells of one sheet span, empty ones counted."""
MAX_OCR_PAGES: Final = 30
"""Scanned pages recognised in one file."""
MAX_OCR_SECONDS: Final = 60
"""Time for one scanned page."""
MAX_OCR_PIXELS: Final = 25_000_000
"""Points of one page picture; a page of A4 at 300 dpi has 8.7 million."""
MAX_CONVERT_SECONDS: Final = 60
"""Time for one start of LibreOffice, and two seconds more for each file."""
MAX_ARCHIVE_BYTES: Final = 1000 * 2**20
"""All members of a .zip together, unpacked; one is in memory at a time."""
MAX_ARCHIVE_DEPTH: Final = 2
"""Archives inside archives."""
MAX_RTF_DEPTH: Final = 500
"""Nesting of groups in .rtf; programs that convert it recurse."""
