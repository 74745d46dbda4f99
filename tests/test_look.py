"""The look, in a browser: readable by everybody on every screen, nothing from elsewhere, nothing that is blocked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import fake_pages
from cases import HOME
from local import faults_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = "\"'></title></script><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
ROWS = "".join(
    f'<tr data-verdict="{verdict}"><td>{name}</td><td data-value="{level}">{verdict}</td></tr>'
    for name, verdict, level in [("Beta", "backed", 3), ("alpha", "unclear", 1), ("Gamma", "backed", 2)]
)
TABLE = f"""<form class="bk-filter" data-filters="claims-table" hidden><label>Find<input name="text"></label>
<label>Verdict<select name="verdict"><option value="">any</option><option>backed</option></select></label>
<output></output></form><div class="bk-scroll" role="region" aria-label="Claims" tabindex="0">
<table class="bk-table bk-stack" id="claims-table" data-sortable><thead><tr><th data-sort="text">Claim</th>
<th data-sort="number">Verdict</th></tr></thead><tbody>{ROWS}</tbody></table></div>"""
RECORD = """<p class="bk-marks"><span class="bk-verdict bk-verdict--{0}"><span aria-hidden="true">✓</span> {0}</span>
<span class="bk-verdict bk-verdict--harm bk-verdict--{0}">harm {0}</span></p>"""
VERDICTS = [
    "backed",
    "leaning-for",
    "unclear",
    "leaning-against",
    "little-or-no-effect",
    "opposite",
    "reported",
    "untested",
]
STAMPS = ["supported", "partly-supported", "overstated", "unsupported", "contradicted", "not-checkable"]
BOXES = "".join(
    f'<aside class="{name}" aria-label="{name}"><p class="bk-box__title">T</p><p><a href="#boxes">link</a></p></aside>'
    for name in ("bk-redflags", "bk-avoid", "bk-notice", "bk-box")
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, shown: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("look")
    marks = "".join(RECORD.format(verdict) for verdict in VERDICTS)
    stamps = "".join(f'<p><span class="bk-stamp bk-stamp--{stamp}">{stamp}</span></p>' for stamp in STAMPS)
    dates = '<p><time datetime="2020-01-01" data-review-by>1 January 2020</time></p>'
    page = fake_pages.page(
        "claim-graded", title=HOSTILE, sentence=marks, facts=stamps, harms=f'<div id="boxes">{BOXES}</div>', dates=dates
    )
    slots = fake_pages.written_slots() | {"claims/table": TABLE}
    content = fake_pages.content(pages=[page, *fake_pages.pages()[1:]], files=(), slots=fake_pages.given(slots))
    report = fake_pages.build(HOME, folder / "site", content, cache=False)
    assert report.problems == ()
    return shown(folder / "site")


PAGES = [
    "",
    "claims/",
    "claims/traction-leg-pain/",
    "statements/traction-post/",
    "method/",
    "about/safety/",
    "404.html",
]


def opened(browser: Browser, width: int, scheme: str = "light", *, policy: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=not policy)  # type: ignore[arg-type]
    return context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_every_page_fits_and_runs_nothing_but_its_own(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = opened(browser, width, scheme)
    faults = faults_in(page, address)
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_function("document.documentElement.classList.contains('js')")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
        assert page.evaluate("window.hit") is None, path
        assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == (
            "slate" if scheme == "dark" else "default"
        ), path
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_everybody_can_read_it(browser: Browser, address: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    page = opened(browser, width, scheme, policy=False)
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_timeout(200)
        found = Axe().run(page).response["violations"]
        told = [
            f"{fault['id']}: {fault['nodes'][0]['target']} {fault['nodes'][0]['failureSummary']}" for fault in found
        ]
        assert told == [], path


def test_the_colours_can_be_chosen_and_are_kept(browser: Browser, address: str) -> None:
    page = opened(browser, 1440)
    page.goto(address)
    for _ in range(2):
        page.click("form[data-md-component=palette] label:not([hidden])")
    page.goto(f"{address}claims/")
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"


def test_tables_sort_and_filter_without_a_reload(browser: Browser, address: str) -> None:
    page = opened(browser, 1440)
    page.goto(f"{address}claims/")
    names = (
        "Array.from(document.querySelectorAll('#claims-table tbody tr:not([hidden])')).map(r => r.cells[0].textContent)"
    )
    assert page.evaluate(names) == ["Beta", "alpha", "Gamma"]
    page.click("#claims-table th button >> nth=0")
    assert page.evaluate(names) == ["alpha", "Beta", "Gamma"]
    page.click("#claims-table th button >> nth=1")
    assert page.evaluate(names) == ["alpha", "Gamma", "Beta"]
    assert page.get_attribute("#claims-table th >> nth=1", "aria-sort") == "ascending"
    page.select_option("select[name=verdict]", "backed")
    assert page.evaluate(names) == ["Gamma", "Beta"]
    assert page.inner_text(".bk-filter output") == "2 of 3"
    page.fill("input[name=text]", "BET")
    assert page.evaluate(names) == ["Beta"]


def test_forms_keep_their_place_until_their_scripts_come(browser: Browser, address: str) -> None:
    page = opened(browser, 390)
    page.goto(address + "claims/")
    page.wait_for_selector("form.bk-filter", state="visible")
    table = page.locator("#claims-table").bounding_box()
    late = opened(browser, 390)
    late.route("**/table.js", lambda route: route.abort())
    late.goto(address + "claims/")
    assert not late.locator("form.bk-filter").is_visible()
    assert late.locator("#claims-table").bounding_box() == pytest.approx(table, abs=30)  # the count comes with scripts
    without = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False).new_page()
    without.goto(address + "claims/")
    assert without.locator("form.bk-filter").bounding_box() is None


def test_a_review_that_is_overdue_is_marked_in_the_browser(browser: Browser, address: str) -> None:
    page = opened(browser, 1440)
    page.goto(f"{address}claims/traction-leg-pain/")
    assert page.inner_text(".bk-overdue").strip() == "(review overdue)"


def test_the_menu_opens_with_a_key_on_a_small_screen(browser: Browser, address: str) -> None:
    page = opened(browser, 390)
    page.goto(address)
    page.focus(".md-header label[for=__drawer]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-sidebar--primary a:has-text('Statements')", state="visible")


def test_a_claim_prints_without_the_furniture(browser: Browser, address: str) -> None:
    page = opened(browser, 1440, "dark")
    page.goto(f"{address}claims/traction-leg-pain/")
    page.emulate_media(media="print")
    assert not page.is_visible(".md-header")
    assert not page.is_visible(".md-sidebar--secondary")
    assert page.is_visible("h1")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
