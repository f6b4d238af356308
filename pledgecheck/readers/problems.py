"""Everything the readers complain about, in one place: class, code, Vietnamese and English with what to do.

No entry has a place for text of a pledge; only sizes, formats, headers, ids and reasons of the system go in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pledgecheck.errors import (
    EmptyFileError,
    FormatNotSupportedError,
    InputError,
    LimitError,
    ManifestError,
    ManyPledgesError,
    MissingFileError,
    PledgecheckError,
    ProtectedFileError,
    UnreadableFileError,
)


@dataclass(frozen=True, slots=True)
class _Problem:
    kind: type[PledgecheckError]
    vi: str
    en: str
    code: str = ""


def problem(key: str, path: str = "", **values: object) -> PledgecheckError:
    """The error filed under `key`, with `values` put into its sentences."""
    entry = PROBLEMS[key]
    return entry.kind(entry.vi.format(**values), entry.en.format(**values), path=path, code=entry.code)


_COPY_VI: Final = " Tệp không được đọc để bảo vệ máy. Hãy sao chép nội dung sang một tệp Word mới."
_COPY_EN: Final = " It is not read, to protect this computer. Copy its content into a new Word file."
_RESAVE_VI: Final = " Hãy mở bằng Word rồi lưu lại thành .docx."
_RESAVE_EN: Final = " Open it in Word and save it again as .docx."

PROBLEMS: Final = {
    # ------------------------------------------------------------ any file
    "missing": _Problem(
        MissingFileError,
        "Không có tệp hoặc thư mục này. Hãy kiểm tra lại đường dẫn.",
        "There is no such file or folder. Check the path.",
    ),
    "folder": _Problem(
        InputError,
        "Đây là thư mục. Hãy chọn tệp bên trong, hoặc dùng `pledgecheck audit` cho cả thư mục.",
        "This is a folder. Choose a file inside, or use `pledgecheck audit` for the whole folder.",
        "is-a-folder",
    ),
    "not-accessible": _Problem(
        UnreadableFileError,
        "Không mở được ({reason}). Hãy kiểm tra quyền truy cập và đóng chương trình đang mở tệp.",
        "It cannot be opened ({reason}). Check the permissions and close the program that has it open.",
    ),
    "too-big": _Problem(
        LimitError,
        "Tệp lớn hơn {limit} MB. Hãy bỏ bớt hình ảnh hoặc tách tệp.",
        "The file is larger than {limit} MB. Remove pictures or split it.",
    ),
    "too-long": _Problem(
        LimitError,
        "Nội dung dài quá {limit} ký tự, không phải một bản cam kết. Hãy kiểm tra lại tệp.",
        "The text is longer than {limit} characters, which no pledge is. Check the file.",
    ),
    "no-text": _Problem(
        EmptyFileError,
        "Tệp không có chữ nào. Hãy kiểm tra đã lưu đúng tệp chưa.",
        "The file holds no text. Check that the right file was saved.",
    ),
    "only-pictures": _Problem(
        EmptyFileError,
        "Tệp chỉ có hình ảnh, không có chữ. Hãy nhận dạng chữ (OCR) hoặc dùng bản Word gốc.",
        "The file holds pictures but no text. Run text recognition (OCR) or use the original Word file.",
    ),
    "not-supported": _Problem(
        FormatNotSupportedError,
        "Chưa đọc được dạng tệp này ({format}). {vi}",
        "This format ({format}) cannot be read. {en}",
    ),
    # ------------------------------------------------------------ plain text
    "binary": _Problem(
        UnreadableFileError,
        "Tệp không phải văn bản hoặc dùng bảng mã lạ. Hãy mở bằng chương trình đã tạo ra nó rồi lưu thành "
        ".docx, hoặc lưu .txt với bảng mã UTF-8.",
        "The file is not text, or its encoding is not known. Open it in the program that made it and save it "
        "as .docx, or as .txt in UTF-8.",
    ),
    "damaged-text": _Problem(
        UnreadableFileError,
        "Tệp văn bản bị hỏng: có chỗ sai bảng mã UTF-8/UTF-16, có thể do chép chưa đủ. Hãy chép lại, hoặc mở "
        "ra và lưu lại với bảng mã UTF-8.",
        "The text file is damaged: it is not valid UTF-8/UTF-16 throughout, perhaps it was not copied "
        "completely. Copy it again, or open it and save it as UTF-8.",
    ),
    # ------------------------------------------------------------ office files
    "damaged": _Problem(
        UnreadableFileError,
        "Tệp bị hỏng hoặc chép chưa đủ. Hãy chép hoặc tải lại." + _RESAVE_VI,
        "The file is damaged or was not copied completely. Copy it again." + _RESAVE_EN,
    ),
    "damaged-xml": _Problem(
        UnreadableFileError,
        "Tệp bị hỏng (XML bên trong không đọc được)." + _RESAVE_VI,
        "The file is damaged (its inner XML cannot be parsed)." + _RESAVE_EN,
    ),
    "not-word": _Problem(
        UnreadableFileError,
        "Tệp không phải văn bản Word (.docx) hoặc thiếu phần nội dung." + _RESAVE_VI,
        "The file is not a Word document (.docx) or lacks its main part." + _RESAVE_EN,
    ),
    "damaged-ole": _Problem(
        UnreadableFileError,
        "Tệp kiểu Office cũ bị hỏng hoặc không phải văn bản." + _RESAVE_VI,
        "A damaged old Office file, or not a document." + _RESAVE_EN,
    ),
    "embeds-another": _Problem(
        FormatNotSupportedError,
        "Văn bản nhúng nguyên khối một tài liệu khác (altChunk). Hãy mở bằng Word rồi lưu lại để gộp.",
        "The document embeds another one as a block (altChunk). Open it in Word and save it: Word merges it.",
    ),
    "password": _Problem(
        ProtectedFileError,
        "Tệp được đặt mật khẩu (password). Hãy mở ra, bỏ mật khẩu rồi lưu lại.",
        "The file is protected by a password. Open it, remove the password and save it again.",
    ),
    "state-secret": _Problem(
        ProtectedFileError,
        "Văn bản có dấu chỉ độ mật (MẬT, TỐI MẬT, TUYỆT MẬT): không đọc, không xử lý. Hãy đưa tệp này ra khỏi thư mục và "
        "quản lý theo quy định về bảo vệ bí mật nhà nước.",
        "The document is stamped as a state secret (MẬT, TỐI MẬT, TUYỆT MẬT): it is left alone. Take it out of this "
        "folder and handle it by the rules for state secrets.",
        "state-secret",
    ),
    "too-deep": _Problem(
        LimitError,
        "Tệp có cấu trúc bất thường (quá {depth} tầng hoặc quá {elements} phần tử)." + _COPY_VI,
        "The file is built abnormally (over {depth} levels or {elements} elements)." + _COPY_EN,
    ),
    "doctype": _Problem(
        LimitError,
        "Tệp chứa khai báo DTD mà Word không bao giờ ghi." + _COPY_VI,
        "The file holds a document type declaration, which Word never writes." + _COPY_EN,
    ),
    "zip-bomb": _Problem(
        LimitError,
        "Tệp giải nén ra quá lớn (tối đa {size} MB, {members} thành phần, nén {ratio} lần)." + _COPY_VI,
        "The file unpacks to too much (at most {size} MB, {members} members, {ratio} to 1)." + _COPY_EN,
    ),
    # ------------------------------------------------------------ spreadsheets and registers
    "needs-office": _Problem(
        FormatNotSupportedError,
        "Đọc bảng tính cần cài thêm: pip install 'pledgecheck[office]'. Hoặc lưu bảng thành CSV UTF-8.",
        "Spreadsheets need an extra: pip install 'pledgecheck[office]'. Or save the table as CSV UTF-8.",
        "missing-extra",
    ),
    "book-too-big": _Problem(
        LimitError,
        "Bảng tính có quá nhiều ô hoặc quá {limit} ký tự, hoặc có ô lạc ở rất xa bảng. Hãy chép phần bảng cần đọc "
        "sang một tệp mới.",
        "The spreadsheet has too many cells, over {limit} characters, or a stray cell far off. Copy the table into a "
        "new file.",
    ),
    "bad-quotes": _Problem(
        UnreadableFileError,
        "Bảng sai dấu ngoặc kép ở dòng {row}, hoặc có ô dài quá 131.072 ký tự. Hãy lưu lại từ Excel dạng "
        "CSV UTF-8.",
        "The table has a misplaced quote in row {row}, or a cell of over 131,072 characters. Save it "
        "again from the spreadsheet program as CSV UTF-8.",
    ),
    "no-register": _Problem(
        UnreadableFileError,
        "Không tìm thấy dòng tiêu đề của sổ đăng ký. Cần cột họ tên hoặc đơn vị và cột nội dung, ví dụ: STT, Họ và tên, "
        "Chức vụ, Đơn vị, Nội dung đăng ký, Thời gian thực hiện. Nếu đây là bảng kê các tệp, hãy dùng --manifest; nếu là "
        "danh sách phải nộp, hãy dùng --roster.",
        "There is no header row of a register. It needs a column for the person or unit and one for the content, such "
        "as STT, Họ và tên, Chức vụ, Đơn vị, Nội dung đăng ký. If it lists files, pass it with --manifest; if it lists "
        "who should submit, with --roster.",
        "no-register",
    ),
    "empty-register-row": _Problem(
        EmptyFileError,
        "Dòng này có tên nhưng không có nội dung đăng ký.",
        "This row has a name but no content.",
    ),
    "cell-too-long": _Problem(
        LimitError,
        "Dòng này có ô dài quá {limit} ký tự, không phải nội dung của một bản. Hãy kiểm tra lại ô đó.",
        "This row has a cell of over {limit} characters, which no pledge is. Check that cell.",
    ),
    "no-such-row": _Problem(
        MissingFileError,
        "Tệp không có bản nào ở vị trí ghi trong bảng kê ({location}).",
        "The file holds no pledge at the place that the manifest names ({location}).",
    ),
    # ------------------------------------------------------------ risky parsers and other programs
    "parser-failed": _Problem(
        UnreadableFileError,
        "Tệp bị hỏng hoặc không đúng dạng mà tên tệp cho biết. Hãy mở bằng chương trình đã tạo ra nó rồi lưu lại.",
        "The file is damaged or not of the type that its name says. Open it in the program that made it and save it "
        "again.",
    ),
    "parser-died": _Problem(
        LimitError,
        "Bộ đọc đã dừng vì tệp này (hỏng nặng, hoặc đòi quá nhiều bộ nhớ)." + _COPY_VI,
        "This file ended the parser (badly damaged, or it asks for too much memory)." + _COPY_EN,
    ),
    "too-slow": _Problem(
        LimitError,
        "Đọc tệp mất hơn {seconds} giây nên đã dừng." + _COPY_VI,
        "Reading it took more than {seconds} seconds and was ended." + _COPY_EN,
    ),
    "too-much-memory": _Problem(
        LimitError,
        "Tệp đòi quá nhiều bộ nhớ." + _COPY_VI,
        "The file asks for too much memory." + _COPY_EN,
    ),
    "changed-while-read": _Problem(
        UnreadableFileError,
        "Tệp bị thay đổi trong khi đang đọc. Hãy đóng chương trình đang ghi tệp, đợi đồng bộ xong rồi chạy lại.",
        "The file changed while it was read. Close the program that writes it, let it synchronise, and run again.",
        "changed-while-read",
    ),
    "needs-libreoffice": _Problem(
        FormatNotSupportedError,
        "Đọc dạng tệp này ({format}) cần LibreOffice, máy này chưa có (hoặc đặt PLEDGECHECK_SOFFICE chỉ tới soffice). "
        "Hoặc mở bằng Word rồi lưu thành .docx.",
        "This format ({format}) needs LibreOffice, which is not found here (PLEDGECHECK_SOFFICE may name soffice). Or "
        "open it in Word and save it as .docx.",
        "missing-program",
    ),
    "not-converted": _Problem(
        UnreadableFileError,
        "LibreOffice không chuyển được tệp này, có thể do tệp bị hỏng." + _RESAVE_VI,
        "LibreOffice cannot convert this file; it may be damaged." + _RESAVE_EN,
    ),
    # ------------------------------------------------------------ PDF
    "needs-pdf": _Problem(
        FormatNotSupportedError,
        "Đọc PDF cần cài thêm: pip install 'pledgecheck[pdf]'. Hoặc dùng bản Word gốc.",
        "PDF needs an extra: pip install 'pledgecheck[pdf]'. Or use the original Word file.",
        "missing-extra",
    ),
    "too-many-pages": _Problem(
        LimitError,
        "PDF có {pages} trang (tối đa {limit}). Hãy tách từng bản thành một tệp.",
        "The PDF has {pages} pages (at most {limit}). Split it into one file for each pledge.",
    ),
    "needs-ocr": _Problem(
        FormatNotSupportedError,
        "PDF là bản scan, chưa có chữ. Hãy cài tesseract với tiếng Việt (tesseract-ocr-vie), hoặc nhận dạng chữ (OCR) bằng "
        "chương trình khác, hoặc dùng bản Word gốc. Bản viết tay thì đọc trực tiếp.",
        "The PDF is a scan without text: it needs OCR. Install tesseract with Vietnamese (tesseract-ocr-vie), run text "
        "recognition elsewhere, or use the original Word file. Handwriting has to be read by a person.",
        "needs-ocr",
    ),
    "handwritten": _Problem(
        FormatNotSupportedError,
        "Bản scan máy không nhận ra chữ, có thể là bản viết tay: đã nộp, cần người đọc trực tiếp. Trong danh sách "
        "phải nộp ghi “đã nộp bản viết tay”.",
        "A scan in which no words can be recognised, perhaps handwritten: it was submitted and has to be read by a "
        "person. Enter it in the roster as “đã nộp bản viết tay”.",
        "handwritten",
    ),
    # ------------------------------------------------------------ archives
    "archive-bomb": _Problem(
        LimitError,
        "Tệp nén giải ra quá lớn (tối đa {size} MB, {members} tệp, nén {ratio} lần). Tệp không được đọc để bảo vệ máy. "
        "Hãy giải nén và chia nhỏ.",
        "The archive unpacks to too much (at most {size} MB, {members} files, {ratio} to 1). It is not read, to protect "
        "this computer. Unpack it and divide it.",
    ),
    "nested-archive": _Problem(
        LimitError,
        "Tệp nén nằm trong tệp nén quá {depth} lớp. Hãy giải nén lớp trong rồi nén lại.",
        "Archives inside archives, over {depth} levels. Unpack the inner ones.",
    ),
    "unsafe-member": _Problem(
        LimitError,
        "Tên tệp bên trong trỏ ra ngoài thư mục giải nén (có “..” hoặc đường dẫn tuyệt đối): có thể là tệp tấn công. Tệp "
        "này không được đọc.",
        "The name of this member leads out of the archive (“..” or an absolute path): possibly an attack. It is not "
        "read.",
        "unsafe-member",
    ),
    "empty-archive": _Problem(
        EmptyFileError,
        "Tệp nén không có bản nào đọc được.",
        "The archive holds nothing that can be read as a pledge.",
    ),
    # ------------------------------------------------------------ manifests
    "empty-manifest": _Problem(
        ManifestError,
        "Bảng kê trống. Cần một dòng tiêu đề và mỗi bản cam kết một dòng.",
        "The manifest is empty. It needs a header row and one row for each pledge.",
    ),
    "not-a-table": _Problem(
        ManifestError,
        "Tệp không phải bảng kê. Hãy dùng CSV (UTF-8) hoặc bảng tính .xlsx.",
        "The file is not a manifest. Use CSV (UTF-8) or a spreadsheet (.xlsx).",
    ),
    "no-content-column": _Problem(
        ManifestError,
        "Bảng kê thiếu cột chỉ bản cam kết: cần cột “path” (tệp, đường dẫn) hoặc “text” (nội dung, văn bản). "
        "Các cột tìm thấy: {found}. Các cột nhận biết: {known}.{hint_vi}",
        "The manifest has no column for the pledges: it needs “path” (tệp, đường dẫn) or “text” (nội dung, "
        "văn bản). Found: {found}. Known: {known}.{hint_en}",
    ),
    "duplicate-ids": _Problem(
        ManifestError,
        "Mã bị trùng trong bảng kê (mã: các dòng): {listed}. Mỗi bản cần một mã riêng, hoặc để trống cột mã.",
        "Ids occur twice in the manifest (id: rows): {listed}. Give each pledge its own id, or none.",
    ),
    "missing-beside": _Problem(
        MissingFileError,
        "Không có tệp này. Đường dẫn trong bảng kê tính từ thư mục chứa bảng kê.",
        "There is no such file. Paths in a manifest start from the manifest's own folder.",
    ),
    "many-in-row": _Problem(
        ManyPledgesError,
        "Tệp có {count} bản cam kết, mỗi dòng bảng kê chỉ nhận một. Hãy đưa thẳng tệp cho `audit`.",
        "The file holds {count} pledges and a manifest row takes one. Give the file itself to `audit`.",
    ),
    "bad-year": _Problem(
        InputError,
        "Cột năm không phải một năm bốn chữ số (1945-2100).",
        "The year is not a year of four digits (1945-2100).",
        "bad-year",
    ),
    "bad-kind": _Problem(
        InputError,
        "Loại không hợp lệ: cần cá nhân, tập thể hoặc mô hình.{hint_vi}",
        "The kind is not known: use individual, collective or model.{hint_en}",
        "bad-kind",
    ),
    "bad-row": _Problem(
        InputError,
        "Dòng có nhiều ô hơn tiêu đề. Ô có dấu phân cách bên trong phải đặt trong ngoặc kép.",
        "The row has more cells than the header. A cell that contains the delimiter must be quoted.",
        "bad-row",
    ),
    "empty-row": _Problem(
        InputError,
        "Dòng không có đường dẫn cũng không có nội dung.",
        "The row has neither a path nor a text.",
        "empty-row",
    ),
}  # fmt: skip
