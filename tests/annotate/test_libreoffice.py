"""An annotated copy opened by LibreOffice, where it is installed: comments at the right words."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from pledgecheck.annotate import annotate
from pledgecheck.checker import default_checker
from pledgecheck.model import Pledge, Report
from pledgecheck.readers import DocxText, read_docx
from tests.annotate.reading import with_comment
from tests.annotate.reports import finding, report
from tests.readers.docx_factory import deleted, ins, make_docx, p, r, table, tc, text_box

SOFFICE = shutil.which("soffice")
EXAMPLES = Path(__file__).parents[2] / "examples" / "xa-an-hoa"
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def opened(data: bytes, folder: Path, profile: Path) -> str:
    """The document as LibreOffice understands it: OpenDocument as one XML file."""
    assert SOFFICE is not None
    (folder / "copy.docx").write_bytes(data)
    settings = f"-env:UserInstallation={profile.as_uri()}"
    convert = ["--convert-to", "fodt", "--outdir", str(folder), str(folder / "copy.docx")]
    subprocess.run([SOFFICE, "--headless", settings, *convert], check=True, capture_output=True, timeout=120)
    return (folder / "copy.fodt").read_text("utf-8")


def plain(xml: str) -> str:
    """Text without tags; line ends and runs of spaces are the writer's layout."""
    xml = re.sub(r"<office:annotation .*?</office:annotation>", "", xml, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", xml)).split())


def ranges(xml: str) -> list[tuple[str, str, str]]:
    """Each comment: author, the words it is anchored to, what it says."""
    found = []
    for match in re.finditer(r"<office:annotation (.*?)</office:annotation>", xml, re.S):
        name = re.search(r'office:name="([^"]*)"', match[1])
        end = xml.index(f'<office:annotation-end office:name="{name[1]}"', match.end()) if name else match.end()
        author = re.search(r"<dc:creator>(.*?)</dc:creator>", match[0])
        said = " ".join(map(plain, re.findall(r"<text:p.*?</text:p>", match[0], re.S)))
        found.append((author[1] if author else "", plain(xml[match.end() : end]), said))
    return found


def judged(path: Path) -> tuple[bytes, DocxText, Report]:
    data = path.read_bytes()
    document = read_docx(data)
    pledge = Pledge(id=path.stem, text=document.text, source=path.name).with_layout(document.layout)
    return data, document, default_checker().check(pledge)


@pytest.mark.parametrize(
    "name", ["2019/ubnd/pham-quang-luc", "2019/quan-su/nguyen-xuan-truong", "2019/hoi-phu-nu/hoi-lhpn-xa"]
)
def test_comments_stand_at_the_words_of_the_findings(name: str, tmp_path: Path, profile: Path) -> None:
    data, document, found = judged(EXAMPLES / f"{name}.docx")
    made = annotate(data, document, found, hints=5)
    wanted = {
        " ".join(document.text[f.start : f.end].split())
        for f in found.findings
        if f.start is not None and f.severity != "info"
    }
    xml = opened(made.data, tmp_path, profile)
    shown = ranges(xml)
    assert len(shown) == made.comments > 0
    assert {author for author, _, _ in shown} == {"pledgecheck"}
    assert wanted <= {words for _, words, _ in shown}
    original = plain(opened(data, tmp_path, profile))
    assert plain(xml)[-len(original) // 2 :] == original[-len(original) // 2 :]


def test_tables_boxes_insertions_and_other_peoples_comments(tmp_path: Path, profile: Path) -> None:
    data = make_docx(
        p("Tôi sẽ ", ins(r("học đều")), deleted(" không"), " cả năm."),
        table(["STT", "Việc"], ["1", tc("Trồng cây.", "Quét ngõ.")]),
        p("Neo", text_box("Trong khung: đọc sách.")),
    )
    document = read_docx(data)
    words = ("học đều cả năm", "Quét ngõ", "đọc sách")
    made = annotate(data, document, report(*(finding(document.text, w, rule=w[:3]) for w in words)))
    shown = ranges(opened(made.data, tmp_path, profile))
    assert [w for _, w, _ in shown][:2] == ["học đều không cả năm", "Quét ngõ"]  # deleted text is still there
    assert "“đọc sách”" in shown[2][2]

    data = with_comment()
    document = read_docx(data)
    made = annotate(data, document, report(finding(document.text, "đều")))
    shown = ranges(opened(made.data, tmp_path, profile))
    assert [(who, words) for who, words, _ in shown] == [("Bí thư", "Học"), ("pledgecheck", "đều")]
