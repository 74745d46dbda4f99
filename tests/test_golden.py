"""What one page of each kind shows, kept as text: a change in what readers see is a change in these files.

`GOLDEN=write uv run pytest tests/test_golden.py` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backed.library import load
from backed.page import compare
from backed.page.record_pages import pages
from backed.page.view import Views, environment
from backed.picture import map_page, matrix
from cases import BASE, copy_of_base, records
from stretching import stretched

GOLDEN = Path(__file__).parent / "golden"
BLOCKS = "p|div|dl|dt|ul|ol|li|table|caption|thead|tbody|tr|th|td|section|aside|figure|figcaption|svg|details|form|nav|h2|h3|pre|script"
# One record of each kind; what it shows of its neighbours stands in it too.
RECORDS = {
    "effect": "claims/heel-cup-pain/",
    "harm": "claims/heel-cup-blisters/",
    "association": "claims/standing-heel-pain/",
    "cause": "claims/heel-spur-cause/",
    "mechanism": "claims/heel-cup-works-by-arch/",
    "frequency": "claims/heel-pain-frequency/",
    "prognosis": "claims/heel-pain-course/",
    "diagnosis": "claims/squeeze-test-fracture/",
    "anatomy": "claims/plantar-fascia/",
    "guidance": "claims/guild-heel-cup/",
    "precaution": "claims/heel-cup-numb-feet/",
    "record": "claims/heel-cup-use/",
    "report": "claims/rivera-report/",
    "retired": "claims/heel-gel/",
    "reference": "references/Rivera2019cup/",
    "document": "statements/heel-shop-page/",
    "intervention": "interventions/heel-cup/",
    "condition": "conditions/heel-pain/",
    "outcome": "outcomes/first-step-pain/",
}


def lines(title: str, description: str, slots: dict[str, str]) -> Iterator[str]:
    """A page as text: its slots in order, each block on a line of its own, so that a difference is readable."""
    yield f"title: {title}"
    yield f"description: {description}"
    for name, html in slots.items():
        yield f"\n<!-- slot:{name} -->"
        flat = re.sub(r"\s*\n\s*", " ", html)
        yield from re.sub(rf"\s*(<(?:{BLOCKS})\b)", r"\n\1", flat).strip().split("\n")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page that is kept, by name."""
    root = stretched(copy_of_base(tmp_path_factory.mktemp("golden")))
    views = Views(load(root).library, "https://example.org/repository", "https://example.org/")
    env = environment(views)
    by_path = dict(pages(env, views))
    made = {name: by_path[path]() for name, path in RECORDS.items()}
    found = {name: "\n".join(lines(page.title, page.description, page.slots)) for name, page in made.items()}
    written = {
        "map": str(map_page.map_page(views.library, views.suggest)),
        "matrix": str(matrix.matrix_page(views.library)),
        "compare": compare.compare_page(env, views),
    }
    return found | {name: "\n".join(lines(name, "", {name: html})) for name, html in written.items()}


@pytest.mark.parametrize("name", [*RECORDS, "map", "matrix", "compare"])
def test_page_is_as_it_was(name: str, rendered: dict[str, str]) -> None:
    file = GOLDEN / f"{name}.html"
    text = rendered[name] + "\n"
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8"), "if this is meant: GOLDEN=write uv run pytest tests/test_golden.py"


def test_every_kind_of_claim_is_kept() -> None:
    kinds = {claim.kind for claim in records(BASE).claims.values()}
    assert kinds <= RECORDS.keys()


def test_nothing_else_is_kept() -> None:
    assert {file.stem for file in GOLDEN.glob("*.html")} == {*RECORDS, "map", "matrix", "compare"}
