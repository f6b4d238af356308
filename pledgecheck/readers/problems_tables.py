"""Wording: problems of spreadsheets, registers, manifests and rosters."""

from __future__ import annotations

from typing import Final

from pledgecheck.errors import (
    EmptyFileError,
    FormatNotSupportedError,
    InputError,
    LimitError,
    ManifestError,
    ManyPledgesError,
    MissingFileError,
    UnreadableFileError,
)
from pledgecheck.readers.problem import Problem

PROBLEMS: Final = {
    # ------------------------------------------------------------ spreadsheets and registers
    "needs-office": Problem(
        FormatNotSupportedError,
        "Đọc bảng tính cần cài thêm: pip install 'pledgecheck[office]'. Hoặc lưu bảng thành CSV UTF-8.",
        "Spreadsheets need an extra: pip install 'pledgecheck[office]'. Or save the table as CSV UTF-8.",
        "missing-extra",
    ),
    "book-too-big": Problem(
        LimitError,
        "Bảng tính có quá nhiều ô hoặc quá {limit} ký tự, hoặc có ô lạc ở rất xa bảng. Hãy chép phần bảng "
        "cần đọc "
        "sang một tệp mới.",
        "The spreadsheet has too many cells, over {limit} characters, or a stray cell far off. Copy the "
        "table into a "
        "new file.",
    ),
    "bad-quotes": Problem(
        UnreadableFileError,
        "Bảng sai dấu ngoặc kép ở dòng {row}, hoặc có ô dài quá 131.072 ký tự. Hãy lưu lại từ Excel dạng "
        "CSV UTF-8.",
        "The table has a misplaced quote in row {row}, or a cell of over 131,072 characters. Save it "
        "again from the spreadsheet program as CSV UTF-8.",
    ),
    "no-register": Problem(
        UnreadableFileError,
        "Không tìm thấy dòng tiêu đề của sổ đăng ký. Cần cột họ tên hoặc đơn vị và cột nội dung, ví dụ: "
        "STT, Họ và tên, "
        "Chức vụ, Đơn vị, Nội dung đăng ký, Thời gian thực hiện.",
        "There is no header row of a register. It needs a column for the person or unit and one for the "
        "content, such "
        "as STT, Họ và tên, Chức vụ, Đơn vị, Nội dung đăng ký.",
        "no-register",
    ),
    "is-manifest": Problem(
        FormatNotSupportedError,
        "Đây là bảng kê các tệp, không phải sổ đăng ký. Hãy dùng --manifest.",
        "This is a manifest, not a register. Pass it with --manifest.",
        "is-manifest",
    ),
    "is-roster": Problem(
        FormatNotSupportedError,
        "Đây là danh sách người hoặc đơn vị, không có cột nội dung đăng ký. Nếu là danh sách phải nộp, hãy "
        "dùng --roster.",
        "This lists people or units and has no column of content. If it says who should submit, pass it "
        "with --roster.",
        "is-roster",
    ),
    "empty-register-row": Problem(
        EmptyFileError,
        "Có tên nhưng không có nội dung đăng ký. Hãy điền nội dung, hoặc xóa dòng này nếu người ấy chưa nộp.",
        "There is a name but no content. Fill it in, or delete the row if nothing was submitted yet.",
    ),
    "cell-too-long": Problem(
        LimitError,
        "Dòng này có ô dài quá {limit} ký tự, không phải nội dung của một bản. Hãy kiểm tra lại ô đó.",
        "This row has a cell of over {limit} characters, which no pledge is. Check that cell.",
    ),
    "no-such-row": Problem(
        MissingFileError,
        "Tệp không có bản nào ở vị trí ghi trong bảng kê ({location}). Hãy lập lại bảng kê bằng lệnh manifest, hoặc "
        "sửa cột vị trí.",
        "The file holds no pledge at the place that the manifest names ({location}). Run the command manifest "
        "again, or correct the place.",
    ),
    # ------------------------------------------------------------ rosters
    "no-roster": Problem(
        ManifestError,
        "Không tìm thấy dòng tiêu đề của danh sách phải nộp. Cần cột họ tên hoặc đơn vị, và nên có cột "
        "tình trạng, năm.",
        "There is no header row of a roster. It needs a column for the person or unit, better also status "
        "and year.",
        "no-roster",
    ),
    # ------------------------------------------------------------ manifests
    "empty-manifest": Problem(
        ManifestError,
        "Bảng kê trống. Cần một dòng tiêu đề và mỗi bản cam kết một dòng.",
        "The manifest is empty. It needs a header row and one row for each pledge.",
    ),
    "not-a-table": Problem(
        ManifestError,
        "Tệp không phải bảng. Hãy dùng CSV (UTF-8) hoặc bảng tính .xlsx.",
        "The file is not a table. Use CSV (UTF-8) or a spreadsheet (.xlsx).",
    ),
    "no-content-column": Problem(
        ManifestError,
        "Bảng kê thiếu cột chỉ bản cam kết: cần cột “path” (tệp, đường dẫn) hoặc “text” (nội dung, văn bản). "
        "Các cột tìm thấy: {found}. Các cột nhận biết: {known}.{hint_vi}",
        "The manifest has no column for the pledges: it needs “path” (tệp, đường dẫn) or “text” (nội dung, "
        "văn bản). Found: {found}. Known: {known}.{hint_en}",
    ),
    "duplicate-ids": Problem(
        ManifestError,
        "Mã bị trùng trong bảng kê (mã: các dòng): {listed}. Mỗi bản cần một mã riêng, hoặc để trống cột mã.",
        "Ids occur twice in the manifest (id: rows): {listed}. Give each pledge its own id, or none.",
    ),
    "missing-beside": Problem(
        MissingFileError,
        "Không có tệp này. Đường dẫn trong bảng kê tính từ thư mục chứa bảng kê.",
        "There is no such file. Paths in a manifest start from the manifest's own folder.",
    ),
    "many-in-row": Problem(
        ManyPledgesError,
        "Tệp có {count} bản cam kết, mỗi dòng bảng kê chỉ nhận một. Hãy đưa thẳng tệp cho `audit`.",
        "The file holds {count} pledges and a manifest row takes one. Give the file itself to `audit`.",
    ),
    "bad-year": Problem(
        InputError,
        "Cột năm không phải một năm bốn chữ số (1945-2100). Hãy sửa ô ấy, hoặc để trống.",
        "The year is not a year of four digits (1945-2100). Fill in a year, or leave the cell empty.",
        "bad-year",
    ),
    "bad-kind": Problem(
        InputError,
        "Loại không hợp lệ. Cần cá nhân, tập thể hoặc mô hình.{hint_vi}",
        "The kind is not known. Use individual, collective or model.{hint_en}",
        "bad-kind",
    ),
    "bad-row": Problem(
        InputError,
        "Dòng có nhiều ô hơn tiêu đề. Ô có dấu phân cách bên trong phải đặt trong ngoặc kép.",
        "The row has more cells than the header. A cell that contains the delimiter must be quoted.",
        "bad-row",
    ),
    "empty-row": Problem(
        InputError,
        "Dòng không có đường dẫn cũng không có nội dung. Hãy điền một trong hai, hoặc xóa dòng.",
        "The row has neither a path nor a text. Fill in one of them, or delete the row.",
        "empty-row",
    ),
}  # fmt: skip
