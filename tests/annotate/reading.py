"""Documents annotated for tests, and what their copies hold."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from pledgecheck.annotate import Annotated, annotate
from pledgecheck.readers import read_docx
from pledgecheck.readers.package import OfficePackage
from tests.annotate.reports import finding, report
from tests.readers.docx_factory import make_docx, p, r

WHEN = datetime(2019, 3, 1, 8, 30, tzinfo=UTC)


def run(data: bytes, *wanted: str | None, lang: str = "vi", hints: int = 0, **more: object) -> Annotated:
    """The document with a warning about each of the words."""
    document = read_docx(data)
    found = [finding(document.text, words, rule=f"SPE{at:03}") for at, words in enumerate(wanted)]
    return annotate(data, document, report(*found), lang=lang, hints=hints, when=WHEN, **more)  # type: ignore[arg-type]


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name)


def marked(data: bytes) -> dict[str, str]:
    """The visible words between the marks of each comment, by its number."""
    package = OfficePackage(data)
    root = package.part(package.related("", "officeDocument") or "")
    assert root is not None
    words: dict[str, str] = {}
    opened: list[str] = []
    referred: list[str] = []

    def walk(element: Element) -> None:
        for each in element:
            number = each.get("w:id", "")
            match each.tag:
                case "w:commentRangeStart":
                    opened.append(number)
                    words[number] = ""
                case "w:commentRangeEnd":
                    opened.remove(number)
                case "w:commentReference":
                    referred.append(number)
                case "w:t":
                    for one in opened:
                        words[one] += each.text or ""
                case "w:del" | "mc:Fallback":
                    pass
                case _:
                    walk(each)

    walk(root)
    assert not opened
    assert sorted(referred) == sorted(words)
    return words


def comments(data: bytes) -> dict[str, str]:
    """The text of each comment, its paragraphs joined by line ends."""
    package = OfficePackage(data)
    main = package.related("", "officeDocument") or ""
    root = package.part(package.related(main, "comments") or "")
    assert root is not None
    return {
        each.get("w:id", ""): "\n".join(
            "".join(t.text or "" for t in paragraph.iter("w:t")) for paragraph in each.iter("w:p")
        )
        for each in root.iter("w:comment")
    }


OTHERS = (
    '<w:comment w:id="4" w:author="Bí thư" w:initials="BT"><w:p><w:r><w:t>Xem lại ngày.</w:t></w:r></w:p></w:comment>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_comment(part: str = f'<w:comments xmlns:w="{W}">{OTHERS}</w:comments>') -> bytes:
    """A document that somebody has commented on already."""
    commented = (
        '<w:commentRangeStart w:id="4"/>'
        + r("Học")
        + '<w:commentRangeEnd w:id="4"/>'
        + r(extra='<w:commentReference w:id="4"/>')
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rId9" Target="comments.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments"/></Relationships>'
    )
    return make_docx(p(commented, " đều"), parts={"word/comments.xml": part, "word/_rels/document.xml.rels": relations})
