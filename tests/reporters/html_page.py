"""Reading a written report again: its elements, its words, its links."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pledgecheck.model import AuditSummary, CopyGroup, CopyMember, CopyPair, MissingPledge, Overlap
from pledgecheck.reporters.html import Entry, write_html
from tests.reporters.html_samples import entry

VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "circle", "path", "use"}


class Page(HTMLParser):
    """The elements of a page; fails on tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.source = html
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open and self._open[-1] == tag, (tag, self._open[-3:])
            self._open.pop()
            if tag in ("td", "th", "dt", "dd", "li", "p", "h3"):
                self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def pages(
    tmp_path: Path, entries: Sequence[Entry], summary: AuditSummary | None = None, **more: Any
) -> list[Page]:
    written = write_html(
        entries, summary, more.pop("errors", ()), more.pop("skipped", ()), tmp_path / "báo cáo.html", **more
    )
    return [Page(path.read_text("utf-8")) for path in written]


def one(tmp_path: Path, entries: Sequence[Entry], summary: AuditSummary | None = None, **more: Any) -> Page:
    (page,) = pages(tmp_path, entries, summary, **more)
    return page


def many(n: int, units: int = 3) -> list[Entry]:
    return [
        entry(id=f"b-{at}", author=f"Người thứ {at}", unit=f"Chi bộ thôn {at % units + 1}", path=f"{at}.txt")
        for at in range(n)
    ]


def check_links(found: Sequence[Page], names: Sequence[str]) -> int:
    """Every address inside the report leads to something; how many there are."""
    ids = [[attrs["id"] for _, attrs in page.elements if attrs.get("id")] for page in found]
    for each in ids:
        assert len(each) == len(set(each))
    number = 0
    for page, name in zip(found, names, strict=True):
        for attrs in page.all("a") + page.all("use"):
            href = attrs["href"] or ""
            if href.startswith("http"):
                continue
            file, _, anchor = href.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(name), file)) if file else name
            assert target in names, href
            assert not anchor or anchor in ids[names.index(target)], href
            number += 1
    return number


def audit(entries: Sequence[Entry]) -> AuditSummary:
    first, second = entries[0].report.id, entries[1].report.id
    return AuditSummary(
        copy_groups=(CopyGroup(leader=first, members=(CopyMember(id=second, share=0.9),)),),
        copy_pairs=(CopyPair(a=first, b=second, relation="peer", share_a=0.9, share_b=0.8),),
        overlaps=(
            Overlap(a=first, b=second, kind="model", name_a="Đoạn đường không rác", name_b="Đường sạch"),
        ),
        missing=(MissingPledge(author="Lý Thị Na", unit="Chi bộ thôn 1", year=2020),),
    )
