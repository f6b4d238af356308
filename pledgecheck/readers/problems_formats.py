"""Wording: problems of formats that other programs or libraries read."""

from __future__ import annotations

from typing import Final

from pledgecheck.errors import EmptyFileError, FormatNotSupportedError, LimitError, UnreadableFileError
from pledgecheck.readers.problem import COPY_EN, COPY_VI, RESAVE_EN, RESAVE_VI, Problem

PROBLEMS: Final = {
    # ------------------------------------------------------------ risky parsers and other programs
    "parser-failed": Problem(
        UnreadableFileError,
        "Tệp bị hỏng hoặc không đúng dạng mà tên tệp cho biết. Hãy mở bằng chương trình đã tạo ra nó rồi "
        "lưu lại.",
        "The file is damaged or not of the type that its name says. Open it in the program that made it and "
        "save it "
        "again.",
    ),
    "parser-died": Problem(
        LimitError,
        "Bộ đọc đã dừng vì tệp này (hỏng nặng, hoặc đòi quá nhiều bộ nhớ)." + COPY_VI,
        "This file ended the parser (badly damaged, or it asks for too much memory)." + COPY_EN,
    ),
    "too-slow": Problem(
        LimitError,
        "Đọc tệp mất hơn {seconds} giây nên đã dừng." + COPY_VI,
        "Reading it took more than {seconds} seconds and was ended." + COPY_EN,
    ),
    "too-much-memory": Problem(
        LimitError,
        "Tệp đòi quá nhiều bộ nhớ." + COPY_VI,
        "The file asks for too much memory." + COPY_EN,
    ),
    "changed-while-read": Problem(
        UnreadableFileError,
        "Tệp bị thay đổi trong khi đang đọc. Hãy đóng chương trình đang ghi tệp, đợi đồng bộ xong rồi chạy "
        "lại.",
        "The file changed while it was read. Close the program that writes it, let it synchronise, and run "
        "again.",
        "changed-while-read",
    ),
    "needs-libreoffice": Problem(
        FormatNotSupportedError,
        "Đọc dạng tệp này ({format}) cần LibreOffice, máy này chưa có (hoặc đặt PLEDGECHECK_SOFFICE chỉ tới "
        "soffice). "
        "Hoặc mở bằng Word rồi lưu thành .docx.",
        "This format ({format}) needs LibreOffice, which is not found here (PLEDGECHECK_SOFFICE may name "
        "soffice). Or "
        "open it in Word and save it as .docx.",
        "missing-program",
    ),
    "not-converted": Problem(
        UnreadableFileError,
        "LibreOffice không chuyển được tệp này, có thể do tệp bị hỏng." + RESAVE_VI,
        "LibreOffice cannot convert this file; it may be damaged." + RESAVE_EN,
    ),
    # ------------------------------------------------------------ PDF
    "needs-pdf": Problem(
        FormatNotSupportedError,
        "Đọc PDF cần cài thêm: pip install 'pledgecheck[pdf]'. Hoặc dùng bản Word gốc.",
        "PDF needs an extra: pip install 'pledgecheck[pdf]'. Or use the original Word file.",
        "missing-extra",
    ),
    "too-many-pages": Problem(
        LimitError,
        "PDF có {pages} trang (tối đa {limit}). Hãy tách từng bản thành một tệp.",
        "The PDF has {pages} pages (at most {limit}). Split it into one file for each pledge.",
    ),
    "needs-ocr": Problem(
        FormatNotSupportedError,
        "PDF là bản scan, chưa có chữ. Hãy cài tesseract với tiếng Việt (tesseract-ocr-vie), hoặc nhận dạng "
        "chữ (OCR) bằng "
        "chương trình khác, hoặc dùng bản Word gốc. Bản viết tay thì đọc trực tiếp.",
        "The PDF is a scan without text: it needs OCR. Install tesseract with Vietnamese "
        "(tesseract-ocr-vie), run text "
        "recognition elsewhere, or use the original Word file. Handwriting has to be read by a person.",
        "needs-ocr",
    ),
    "handwritten": Problem(
        FormatNotSupportedError,
        "Bản scan máy không nhận ra chữ, có thể là bản viết tay: đã nộp, cần người đọc trực tiếp. Trong "
        "danh sách "
        "phải nộp ghi “đã nộp bản viết tay”.",
        "A scan in which no words can be recognised, perhaps handwritten: it was submitted and has to be "
        "read by a "
        "person. Enter it in the roster as “đã nộp bản viết tay”.",
        "handwritten",
    ),
    # ------------------------------------------------------------ archives
    "archive-bomb": Problem(
        LimitError,
        "Tệp nén giải ra quá lớn (tối đa {size} MB, {members} tệp, nén {ratio} lần). Tệp không được đọc để "
        "bảo vệ máy. "
        "Hãy giải nén và chia nhỏ.",
        "The archive unpacks to too much (at most {size} MB, {members} files, {ratio} to 1). It is not "
        "read, to protect "
        "this computer. Unpack it and divide it.",
    ),
    "nested-archive": Problem(
        LimitError,
        "Tệp nén nằm trong tệp nén quá {depth} lớp. Hãy giải nén lớp trong rồi nén lại.",
        "Archives inside archives, over {depth} levels. Unpack the inner ones.",
    ),
    "unsafe-member": Problem(
        LimitError,
        "Tên tệp bên trong trỏ ra ngoài thư mục giải nén (có “..” hoặc đường dẫn tuyệt đối): có thể là tệp "
        "tấn công. Tệp "
        "này không được đọc. Hãy hỏi người gửi; nếu cần, xin lại từng bản.",
        "The name of this member leads out of the archive (“..” or an absolute path): possibly an attack. "
        "It is not "
        "read. Ask the sender, and for the documents one by one if need be.",
        "unsafe-member",
    ),
    "empty-archive": Problem(
        EmptyFileError,
        "Tệp nén không có bản nào đọc được. Hãy kiểm tra đã nén đúng thư mục chưa.",
        "The archive holds nothing that can be read as a pledge. Check that the right folder was packed.",
    ),
}  # fmt: skip
