"""Wording: problems of single files: text and office formats."""

from __future__ import annotations

from typing import Final

from pledgecheck.errors import (
    EmptyFileError,
    FormatNotSupportedError,
    InputError,
    LimitError,
    MissingFileError,
    ProtectedFileError,
    UnreadableFileError,
)
from pledgecheck.readers.problem import COPY_EN, COPY_VI, RESAVE_EN, RESAVE_VI, Problem

PROBLEMS: Final = {
    # ------------------------------------------------------------ any file
    "missing": Problem(
        MissingFileError,
        "Không có tệp hoặc thư mục này. Hãy kiểm tra lại đường dẫn.",
        "There is no such file or folder. Check the path.",
    ),
    "folder": Problem(
        InputError,
        "Đây là thư mục. Hãy chọn tệp bên trong, hoặc dùng `pledgecheck audit` cho cả thư mục.",
        "This is a folder. Choose a file inside, or use `pledgecheck audit` for the whole folder.",
        "is-a-folder",
    ),
    "not-accessible": Problem(
        UnreadableFileError,
        "Không mở được ({reason}). Hãy kiểm tra quyền truy cập và đóng chương trình đang mở tệp.",
        "It cannot be opened ({reason}). Check the permissions and close the program that has it open.",
    ),
    "too-big": Problem(
        LimitError,
        "Tệp lớn hơn {limit} MB. Hãy bỏ bớt hình ảnh hoặc tách tệp.",
        "The file is larger than {limit} MB. Remove pictures or split it.",
    ),
    "too-long": Problem(
        LimitError,
        "Nội dung dài quá {limit} ký tự, không phải một bản cam kết. Hãy kiểm tra lại tệp.",
        "The text is longer than {limit} characters, which no pledge is. Check the file.",
    ),
    "no-text": Problem(
        EmptyFileError,
        "Tệp không có chữ nào. Hãy kiểm tra đã lưu đúng tệp chưa.",
        "The file holds no text. Check that the right file was saved.",
    ),
    "only-pictures": Problem(
        EmptyFileError,
        "Tệp chỉ có hình ảnh, không có chữ. Hãy nhận dạng chữ (OCR) hoặc dùng bản Word gốc.",
        "The file holds pictures but no text. Run text recognition (OCR) or use the original Word file.",
    ),
    "not-supported": Problem(
        FormatNotSupportedError,
        "Chưa đọc được dạng tệp này ({format}). {vi}",
        "This format ({format}) cannot be read. {en}",
    ),
    # ------------------------------------------------------------ plain text
    "binary": Problem(
        UnreadableFileError,
        "Tệp không phải văn bản hoặc dùng bảng mã lạ. Hãy mở bằng chương trình đã tạo ra nó rồi lưu thành "
        ".docx, hoặc lưu .txt với bảng mã UTF-8.",
        "The file is not text, or its encoding is not known. Open it in the program that made it and save it "
        "as .docx, or as .txt in UTF-8.",
    ),
    "damaged-text": Problem(
        UnreadableFileError,
        "Tệp văn bản bị hỏng: có chỗ sai bảng mã UTF-8/UTF-16, có thể do chép chưa đủ. Hãy chép lại, hoặc mở "
        "ra và lưu lại với bảng mã UTF-8.",
        "The text file is damaged: it is not valid UTF-8/UTF-16 throughout, perhaps it was not copied "
        "completely. Copy it again, or open it and save it as UTF-8.",
    ),
    # ------------------------------------------------------------ office files
    "damaged": Problem(
        UnreadableFileError,
        "Tệp bị hỏng hoặc chép chưa đủ. Hãy chép hoặc tải lại; nếu vẫn không được, hãy mở bằng chương trình đã tạo "
        "ra nó rồi lưu lại.",
        "The file is damaged or was not copied completely. Copy it again; if that does not help, open it in the "
        "program that made it and save it again.",
    ),
    "damaged-xml": Problem(
        UnreadableFileError,
        "Tệp bị hỏng (XML bên trong không đọc được)." + RESAVE_VI,
        "The file is damaged (its inner XML cannot be parsed)." + RESAVE_EN,
    ),
    "not-word": Problem(
        UnreadableFileError,
        "Tệp không phải văn bản Word (.docx) hoặc thiếu phần nội dung." + RESAVE_VI,
        "The file is not a Word document (.docx) or lacks its main part." + RESAVE_EN,
    ),
    "damaged-ole": Problem(
        UnreadableFileError,
        "Tệp kiểu Office cũ bị hỏng hoặc không phải văn bản." + RESAVE_VI,
        "A damaged old Office file, or not a document." + RESAVE_EN,
    ),
    "embeds-another": Problem(
        FormatNotSupportedError,
        "Văn bản nhúng nguyên khối một tài liệu khác (altChunk). Hãy mở bằng Word rồi lưu lại để gộp.",
        "The document embeds another one as a block (altChunk). Open it in Word and save it: Word merges it.",
    ),
    "password": Problem(
        ProtectedFileError,
        "Tệp được đặt mật khẩu (password). Hãy mở ra, bỏ mật khẩu rồi lưu lại.",
        "The file is protected by a password. Open it, remove the password and save it again.",
    ),
    "state-secret": Problem(
        ProtectedFileError,
        "Văn bản có dấu chỉ độ mật (MẬT, TỐI MẬT, TUYỆT MẬT): không đọc, không xử lý. Hãy đưa tệp này ra "
        "khỏi thư mục và "
        "quản lý theo quy định về bảo vệ bí mật nhà nước.",
        "The document is stamped as a state secret (MẬT, TỐI MẬT, TUYỆT MẬT): it is left alone. Take it out "
        "of this "
        "folder and handle it by the rules for state secrets.",
        "state-secret",
    ),
    "too-deep": Problem(
        LimitError,
        "Tệp có cấu trúc bất thường (quá {depth} tầng hoặc quá {elements} phần tử)." + COPY_VI,
        "The file is built abnormally (over {depth} levels or {elements} elements)." + COPY_EN,
    ),
    "doctype": Problem(
        LimitError,
        "Tệp chứa khai báo DTD mà Word không bao giờ ghi." + COPY_VI,
        "The file holds a document type declaration, which Word never writes." + COPY_EN,
    ),
    "zip-bomb": Problem(
        LimitError,
        "Tệp giải nén ra quá lớn (tối đa {size} MB, {members} thành phần, nén {ratio} lần)." + COPY_VI,
        "The file unpacks to too much (at most {size} MB, {members} members, {ratio} to 1)." + COPY_EN,
    ),
}  # fmt: skip
