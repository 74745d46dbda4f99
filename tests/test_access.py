"""One page of each kind as it is published: readable by everybody, by keyboard, on any screen, and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backed.publish import publish
from cases import HOME, copy_of_base
from stretching import stretched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "",
    "check/",
    "claims/",
    "claims/heel-cup-pain/",
    "claims/heel-cup-blisters/",
    "claims/plantar-fascia/",
    "claims/heel-gel/",
    "references/",
    "references/Rivera2019cup/",
    "statements/",
    "statements/heel-shop-page/",
    "interventions/heel-cup/",
    "conditions/heel-pain/",
    "factors/",
    "map/",
    "matrix/",
    "compare/",
    "search/?q=heel",
    "method/",
    "glossary/",
    "audit/",
    "about/safety/",
    "contribute/",
    "404.html",
)
# The law's own yardstick, and not only what axe runs unasked: target size is off unless it is named.
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, shown: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("access")
    outcome = publish(stretched(copy_of_base(folder)), folder / "site", cache=False)
    assert outcome.report and outcome.report.problems == ()
    return shown(folder / "site")


def opened(browser: Browser, width: int, scheme: str = "light", *, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,  # axe is put into the page
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    return context.new_page()


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    page = opened(browser, 1280, scripts=False)
    yield page
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    page = opened(browser, width, scheme)
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        found = Axe().run(page, options=WCAG).response["violations"]
        told = [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found
            for node in fault["nodes"][:2]
        ]
        assert told == [], path
    page.context.close()


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_no_page_is_wider_than_its_screen(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, width)
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
    page.context.close()


def test_every_picture_has_its_words(browser: Browser, address: str) -> None:
    page = opened(browser, 1440)
    drawn = 0
    for path in PAGES:
        page.goto(address + path)
        for picture in page.query_selector_all("main .md-content svg:not(svg svg), main .md-content img"):
            words = picture.evaluate(
                "each => each.getAttribute('aria-label') || each.getAttribute('alt') || each.querySelector('title')?.textContent"
            )
            assert words or picture.get_attribute("aria-hidden") == "true", path
            drawn += bool(words)
    assert drawn >= 4  # a forest plot and dots for an effect and for a harm
    page.context.close()


def test_a_claim_is_complete_without_scripts(unscripted: Page, address: str) -> None:
    unscripted.goto(f"{address}claims/heel-cup-pain/")
    shown = unscripted.inner_text("main")
    for words in ("Six trials with 540 people", "Nobody was blinded", "Heel cups cause blisters", "Suggests a cup"):
        assert words in shown
    assert unscripted.is_visible("svg.bk-forest")
    unscripted.click("summary:has-text('The same figures in a table')")
    assert unscripted.is_visible(".bk-plot__data td:has-text('−0.52 to −0.21')")


@pytest.mark.parametrize(
    ("path", "rows"), [("claims/", 13), ("references/", 6), ("map/", 5), ("matrix/", 4), ("interventions/heel-cup/", 2)]
)
def test_tables_are_complete_without_scripts(unscripted: Page, address: str, path: str, rows: int) -> None:
    unscripted.goto(address + path)
    assert unscripted.locator("main tbody tr:not(.bk-findings__group):visible").count() >= rows
    assert unscripted.locator("form.bk-filter:visible").count() == 0


def test_treatments_are_compared_in_words_with_the_state_in_the_address(browser: Browser, address: str) -> None:
    page = opened(browser, 1440)
    page.goto(f"{address}compare/?outcome=first-step-pain&with=heel-cup&with=calf-stretching")
    assert page.locator("tbody[data-treatment]:visible").count() == 2
    said = page.inner_text("[data-pair]:visible")
    assert "we cannot say which does more" in said
    assert "set against different things (no treatment; flat insoles)" in said
    page.select_option("select[name=with] >> nth=1", "")
    assert page.url.endswith("?outcome=first-step-pain&with=heel-cup")
    page.goto(f"{address}compare/?outcome=no-such&with=nobody")
    assert page.locator("tbody[data-treatment]:visible").count() == 2
    page.context.close()


MANY = """<!doctype html><form class="bk-filter" id="compare-form" hidden>
<select name="outcome"><option value="pain">pain</option></select>{0}<output></output></form>
<nav class="bk-jump"></nav><section class="bk-compare" data-outcome="pain"><details></details><div class="bk-scroll"><table>{1}</table></div>
</section>"""


def test_of_many_treatments_two_are_chosen_before_any_is_shown(browser: Browser, address: str) -> None:
    page = opened(browser, 390)
    page.goto(f"{address}404.html")
    rows = "".join(
        f'<tbody data-treatment="t{n}" data-label="treatment {n}"><tr><td>{n}</td></tr></tbody>' for n in range(6)
    )
    page.set_content(MANY.format('<select name="with"><option value="">—</option></select>' * 4, rows))
    page.add_script_tag(path=HOME / "docs/assets/js/compare.js")
    shown = page.locator("tbody:visible")
    assert shown.count() == 0
    page.get_by_role("button", name="treatment 1").press("Enter")
    assert page.get_by_role("button", name="treatment 1").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="treatment 4").press("Enter")
    assert shown.evaluate_all("all => all.map(each => each.dataset.treatment)") == ["t1", "t4"]
    page.locator("select[name=with]").nth(0).select_option("")
    page.locator("select[name=with]").nth(1).select_option("")
    page.get_by_role("button", name="Show all 6").click()
    assert shown.count() == 6
    page.context.close()


def test_a_card_takes_the_focus_and_gives_it_back(browser: Browser, address: str) -> None:
    page = opened(browser, 1280)
    page.goto(f"{address}claims/heel-cup-pain/")
    link = page.get_by_role("link", name="Card to print").first
    link.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("Escape")
    assert page.locator("#card:visible").count() == 0
    assert link.evaluate("each => each === document.activeElement")
    page.context.close()


def test_comparisons_are_complete_without_scripts(unscripted: Page, address: str) -> None:
    unscripted.goto(f"{address}compare/")
    assert unscripted.locator("tbody[data-treatment]:visible").count() == 2
    unscripted.click("summary:has-text('The difference in words')")
    assert unscripted.is_visible("[data-pair]:has-text('we cannot say which does more')")


def test_the_map_is_walked_and_narrowed_by_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, 1440)
    page.goto(f"{address}map/")
    page.select_option("select[name=kind]", "harm")
    assert page.locator(".bk-mark:visible").count() > 0
    assert page.locator(".bk-mark[data-kind=effect]:visible").count() == 0
    assert "kind=harm" in page.url
    page.reload()
    assert page.input_value("select[name=kind]") == "harm"
    page.focus("input[name=text]")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('bk-mark')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*/")
    page.context.close()
