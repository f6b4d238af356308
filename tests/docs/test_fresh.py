"""Generated pages are those that the rules make, and every link between pages leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"))
    if not path.name.endswith(".head.md")
)
LATER = {"docs/quality.md"}  # made by bench/quality.py --write


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_docs.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path = target.split("#")[0]
        if path and "://" not in path:
            found = (page.parent / path).resolve()
            assert found.exists() or found.relative_to(ROOT).as_posix() in LATER, target


def test_every_rule_says_when_it_speaks() -> None:
    import yaml

    from pledgecheck.packs import core_pack

    purposes = yaml.safe_load((ROOT / "docs" / "purposes.yaml").read_text("utf-8"))
    assert set(purposes) == {rule.id for rule in core_pack().rules}
    assert all(set(each) == {"vi", "en"} and all(each.values()) for each in purposes.values())
