"""One complaint of the readers: class, Vietnamese and English with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pledgecheck.errors import PledgecheckError


@dataclass(frozen=True, slots=True)
class Problem:
    """The wording of an error; {names} are filled in. Without a code it has that of its class."""

    kind: type[PledgecheckError]
    vi: str
    en: str
    code: str = ""


COPY_VI: Final = " Tệp không được đọc để bảo vệ máy. Hãy sao chép nội dung sang một tệp mới."
COPY_EN: Final = " It is not read, to protect this computer. Copy its content into a new file."
RESAVE_VI: Final = " Hãy mở bằng Word rồi lưu lại thành .docx."
RESAVE_EN: Final = " Open it in Word and save it again as .docx."
