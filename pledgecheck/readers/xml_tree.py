"""Office XML parsed into a tree, refusing what no office program writes.

A document type declaration (hence every custom entity) is refused at its first byte, so entity bombs and
references to outside files cannot happen. Depth and number of elements are bounded while parsing.
Names become "w:p", "mc:Choice" … whatever prefix the file uses; transitional and strict OOXML read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from pledgecheck.readers.limits import MAX_DEPTH, MAX_ELEMENTS
from pledgecheck.readers.problems import problem

_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
}
_SEPARATOR: Final = "}"


def parse_xml(data: bytes, path: str = "") -> Element:
    """The root element of `data`. Raises LimitError for hostile input, UnreadableFileError for broken XML."""
    builder = TreeBuilder()
    names: dict[str, str] = {}
    depth = count = 0

    def short(name: str) -> str:
        known = names.get(name)
        if known is None:
            uri, _, local = name.rpartition(_SEPARATOR)
            prefix = _PREFIXES.get(uri, f"{{{uri}}}") if uri else ""
            known = names[name] = prefix + local
        return known

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise problem("too-deep", path, depth=MAX_DEPTH, elements=MAX_ELEMENTS)
        builder.start(short(name), {short(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(short(name))

    def doctype(*_: object) -> None:
        raise problem("doctype", path)

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        # `from None`: nothing of the content may travel with the error.
        raise problem("damaged-xml", path) from None
    return builder.close()


def flatten(parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """The nearest descendants named in `wanted`, in order, as a reader of the accepted document sees them.

    Wrappers (content controls, links, smart tags, tracked insertions …) are looked through, text that was
    tracked as deleted or moved away is left out, and of alternative contents only one is taken.
    """
    for element in parent:
        tag = element.tag
        if tag in wanted:
            yield element
        elif tag == "mc:AlternateContent":
            branch = chosen_branch(element)
            if branch is not None:
                yield from flatten(branch, wanted)
        elif tag not in _LEFT_OUT and len(element):
            yield from flatten(element, wanted)


_LEFT_OUT: Final = frozenset({"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:rt"})


def chosen_branch(alternate: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: the first choice, else the fallback."""
    choice = alternate.find("mc:Choice")
    return choice if choice is not None else alternate.find("mc:Fallback")


def child(parent: Element | None, *path: str) -> Element | None:
    """The first child named so, of the first child named so …; None as soon as one is missing."""
    for tag in path:
        if parent is None:
            return None
        parent = parent.find(tag)
    return parent


def value(parent: Element | None, *path: str) -> str | None:
    """The attribute w:val of that child, or None."""
    found = child(parent, *path)
    return found.get("w:val") if found is not None else None


def is_on(element: Element | None) -> bool:
    """Whether an on/off property element is present and not switched off."""
    return element is not None and element.get("w:val", "1").lower() not in ("0", "false", "off")


def number(element: Element | None, default: int | None = None) -> int | None:
    """The integer in w:val, or `default` where the element or a usable value is missing."""
    try:
        return int(element.get("w:val", "")) if element is not None else default
    except ValueError:
        return default
