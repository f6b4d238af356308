"""Small pictures in SVG. Each says in words what it shows; colours come from the style sheet."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from pledgecheck.reporters.html.clean import clean

Part = tuple[str, str, int]  # class of its colour, label, count

_WIDTH = 600
_GAP = 2.0


def stacked(parts: Sequence[Part], title: str, *, height: int = 18) -> Markup:
    """One bar of all parts. The label of each part stands in the title, for those who cannot see it."""
    whole = sum(count for _, _, count in parts)
    said = f"{title}: " + "; ".join(f"{label} {count}" for _, label, count in parts)
    shapes, at = [], 0.0
    shown = [(name, count) for name, _, count in parts if count]
    room = _WIDTH - _GAP * (len(shown) - 1)
    for name, count in shown:
        width = room * count / whole
        shapes.append(f'<rect class="{name}" x="{at:.1f}" y="0" width="{width:.1f}" height="{height}"/>')
        at += width + _GAP
    if not shown:
        shapes.append(f'<rect class="c-none" x="0" y="0" width="{_WIDTH}" height="{height}"/>')
    return _svg("bar", _WIDTH, height, said, "".join(shapes))


def share_bar(name: str, count: int, whole: int, title: str) -> Markup:
    """One bar filled by a share."""
    width = _WIDTH * count / whole if whole else 0.0
    body = (
        f'<rect class="c-none" x="0" y="0" width="{_WIDTH}" height="10"/>'
        f'<rect class="{name}" x="0" y="0" width="{width:.1f}" height="10"/>'
    )
    return _svg("bar thin", _WIDTH, 10, f"{title}: {count}/{whole}", body)


def _svg(name: str, width: int, height: int, title: str, body: str) -> Markup:
    return Markup(
        f'<svg class="{name}" role="img" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
        f'aria-label="{escape(clean(title))}">{body}</svg>'
    )
