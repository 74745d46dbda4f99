"""Nothing that a record or a front matter holds ever runs: a hostile knowledge base, built whole and opened page by page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hostile
from backed.audit import READINGS, Reading
from backed.library import load
from backed.publish import publish
from backed.record.reading import read_one
from backed.validation import Validation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
# What must not be in any page: handlers, addresses that run, scripts that are neither files nor the theme's three.
LIVE = """() => {
  const found = [];
  for (const element of document.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(name + ' on ' + element.tagName);
      if (/^(href|src|action|formaction|xlink:href)$/.test(name) && /^\\s*(javascript|data|vbscript):/i.test(value) && element.tagName !== 'LINK')
        found.push(value.slice(0, 60));
    }
  for (const script of document.querySelectorAll('script:not([src])'))
    if (/hit/.test(script.textContent) && !/json/.test(script.type)) found.push('script');
  if (window.hit !== undefined) found.push('hit ' + window.hit);
  return found;
}"""


def readable(root: Path, _: object) -> Validation:
    """The records as they are read; the editorial rules would refuse most of them, and are not what is tested here."""
    loaded = load(root)
    assert [problem.message for problem in loaded.problems] == []
    reading, problems = read_one(root, f"{READINGS}/1.yml", Reading)
    assert reading and problems == []
    return Validation(loaded.library, (), {}, {}, (reading,))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    outcome = publish(hostile.make(folder), folder / "site", cache=False, check=readable)
    assert outcome.report and [problem.message for problem in outcome.report.problems] == []
    return folder / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without our security policy: escaping alone has to hold."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    yield page
    context.close()


def routes(site: Path) -> list[str]:
    """Every page, every data file and every index of the site."""
    kinds = {".html", ".json", ".xml", ".csv", ".bib", ".ris", ".txt"}
    files = (file for file in sorted(site.rglob("*")) if file.suffix in kinds)
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in files]


def test_every_text_field_carries_an_attack(site: Path) -> None:
    claims = json.loads((site / "api/v1/claims.json").read_text("utf-8"))["claims"]
    effect = next(claim for claim in claims if claim["id"] == "heel-cup-pain")
    for text in (effect["claim"], effect["sentence"], effect["would_change"], effect["evidence"][0]["found"]):
        assert "onerror" in text or "<script>" in text
    page = (site / "claims/heel-cup-pain/index.html").read_text("utf-8")
    assert page.count(hostile.MARK) > 40
    for path in (
        "changes/index.html",
        "changes.xml",
        "audit/index.html",
        "glossary/index.html",
        "about/safety/index.html",
    ):
        assert hostile.MARK in (site / path).read_text("utf-8"), path


def test_nothing_runs_on_any_route(site: Path, page: Page, shown: Callable[[Path], str]) -> None:
    address = shown(site)
    found = routes(site)
    assert len(found) > 60
    for route in found:
        if route.endswith((".csv", ".bib", ".ris")):
            continue  # the browser saves these
        page.goto(address + route)
        if route.endswith(("/", ".html")) or not route:
            page.wait_for_function("document.readyState === 'complete'")
        assert page.evaluate(LIVE) == [], route


def test_slots_and_templates_inside_records_stay_text(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert " 49 ${" not in text, file
        assert "<!-- slot:" not in text, file


def test_nothing_runs_in_what_scripts_put_into_the_page(site: Path, page: Page, shown: Callable[[Path], str]) -> None:
    address = shown(site)
    page.goto(f"{address}search/?q=heel")
    page.wait_for_function(f"document.querySelector('main').innerText.includes('{hostile.MARK}')")
    assert page.evaluate(LIVE) == []
    page.goto(f"{address}claims/")
    page.fill("#backed-search", "heel cups")
    page.wait_for_function(f"document.querySelector('header').innerText.includes('{hostile.MARK}')")
    assert page.evaluate(LIVE) == []
    for path in (
        "compare/?outcome=%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E&with=javascript:hit",
        "map/?condition=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E&text=%3Cscript%3E",
        "check/?q=Heel%20cups%20always%20work%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
        "check/#q=Heel%20cups%20always%20work%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
        "claims/#%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
    ):
        page.goto(address + path)
        page.wait_for_timeout(300)
        assert page.evaluate(LIVE) == [], path
