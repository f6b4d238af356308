"""The notes of a report as Word comments."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.sax.saxutils import escape

from pledgecheck.annotate import annotate
from pledgecheck.checker import Checker
from pledgecheck.document.model import Role
from pledgecheck.errors import FormatNotSupportedError
from pledgecheck.model import Pledge
from pledgecheck.readers import read_docx
from pledgecheck.readers.formats import identify
from pledgecheck.reporters.html.clean import clean
from pledgecheck.serve.forms import Form
from pledgecheck.serve.service import refuse_long

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_LINKS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def commented(checker: Checker, form: Form) -> bytes:
    """A copy with comments of the author's document, or of a plain one made of the text."""
    own = form.word
    data = plain_document(form.text) if own is None else own.data
    name = "" if own is None else own.name
    if own is not None and identify(data, ".docx") != "docx":
        raise FormatNotSupportedError("cần tệp Word .docx để ghi chú vào.", "a Word file .docx is needed.", path=name)
    if own is not None:
        own.text()  # its limits
    document = read_docx(data, name)
    refuse_long(document.text)
    pledge = Pledge(text=document.text, source=name).with_layout(document.layout)
    known = form.known()
    previous = [form.previous] if form.previous.strip() else ()
    report = checker.check(pledge, previous=previous, theme=known.theme, **known.fields())
    draft = checker.draft(pledge, **known.fields())
    facts = draft.facts
    blocks = facts.document.blocks if facts.document is not None else ()
    title = next((block for block in blocks if block.role is Role.TITLE), None)
    made = annotate(
        data,
        document,
        report,
        lang=form.lang,
        title=facts.span(title.start, title.end) if title is not None else None,
        sensitive=facts.sensitive,
    )
    return made.data


def plain_document(text: str) -> bytes:
    """A Word document with one paragraph a line."""
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r></w:p>' for part in clean(text).split("\n")
    ).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    body = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}"><w:body>{lines}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _LINKS),
            ("word/document.xml", body),
        ):
            package.writestr(name, content)
    return out.getvalue()
