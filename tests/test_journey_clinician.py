"""A clinician's path in a browser: find the claim, narrow it down, print a card, take the references along."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from backed.page.record_pages import claim_page
from backed.page.view import Views, environment
from cases import HOME, records
from local import faults_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
FIRST_VISIT, NEXT_PAGE = 150_000, 25_000  # bytes, compressed


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    faults = faults_in(page, address)
    yield page
    context.close()
    assert faults == []


# The box in the header -------------------------------------------------------------------------------------------


def test_a_claim_is_found_and_opened_without_the_mouse(page: Page, address: str) -> None:
    page.goto(f"{address}method/")
    page.keyboard.press("/")
    page.keyboard.type("he")
    page.locator(".bk-search__item").first.wait_for()
    box = page.locator("#backed-search")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.type("el pillow")  # a slip and a word that is no name here
    box.fill("gel cup pain")
    first = page.locator(".bk-search__item").first
    page.locator(".bk-search__title", has_text="first-step").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.locator(".bk-search [role=status]", has_text="claim").wait_for(state="attached")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/heel-cup-pain/")


def test_a_result_shows_sentence_certainty_and_review(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#backed-search", "heel cup")
    item = page.locator(".bk-search__item").first
    item.locator(".bk-search__note").get_by_text("heel cups").wait_for()
    text = item.inner_text()
    assert "How sure:" in text
    assert "Reviewed 2024-01-11" in text


def test_escape_and_leaving_close_the_list(page: Page, address: str) -> None:
    page.goto(address)
    for leave in ("Escape", "Tab"):
        page.fill("#backed-search", "heel")
        page.locator(".bk-search__results").wait_for()
        page.keyboard.press(leave)
        page.locator(".bk-search__results").wait_for(state="hidden")


# The search page -------------------------------------------------------------------------------------------------


def hits(page: Page) -> list[str]:
    page.locator(".bk-finder__bar").wait_for()
    found: list[str] = page.locator(".bk-hit__title").all_inner_texts()
    return found


def test_filters_and_order_are_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=heel")
    every = hits(page)
    page.get_by_label("Order").select_option("certainty")  # offered where there is more than one
    page.wait_for_url("**/search/?q=heel&sort=certainty")
    page.get_by_label("Question").select_option("harm")
    page.wait_for_url(re.compile("kind=harm"))
    harms = hits(page)
    assert 0 < len(harms) < len(every) and "sort=certainty" in page.url
    page.reload()
    assert sorted(hits(page)) == sorted(harms)
    page.get_by_role("button", name=re.compile("Remove filter Question")).click()
    page.get_by_role("status").get_by_text(f"{len(every)} claims").wait_for()
    page.go_back()
    page.get_by_role("status").get_by_text(f"{len(harms)} claim").wait_for()


def test_sources_and_pages_are_found_too(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Okafor")
    page.locator("section", has=page.get_by_role("heading", name="Sources")).get_by_text("Okafor").first.wait_for()
    page.fill("#search-words", "how we rate")
    page.locator("section", has=page.get_by_role("heading", name="Guides and pages")).get_by_role(
        "link"
    ).first.wait_for()


def test_nothing_is_said_honestly(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=heel")
    hits(page)
    page.fill("#search-words", "zzyzx qwxzyk")
    box = page.locator(".bk-finder .bk-box")
    box.wait_for()
    assert "says nothing for or against it" in box.inner_text()
    suggest = box.get_by_role("link", name="Suggest a claim").get_attribute("href")
    assert suggest and "template=claim.yml&title=Claim%3A%20zzyzx" in suggest
    page.get_by_role("status").get_by_text("0 claims").wait_for()


def test_what_no_claim_is_about_is_said_above_the_nearest(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=heel+cup+Headaches")
    note = page.locator(".bk-finder__note")
    note.get_by_text("Nothing here is about “Headaches”; these are the nearest.").wait_for()
    assert hits(page)
    suggest = note.get_by_role("link", name="Suggest a claim").get_attribute("href")
    assert suggest and "template=claim.yml&title=Claim%3A%20heel%20cup%20Headaches" in suggest
    page.fill("#search-words", "heel cup pain")
    note.wait_for(state="detached")
    page.goto(address)
    page.fill("#backed-search", "heel cup Headaches")
    page.get_by_role("group", name="Nothing here is about “Headaches”; the nearest claims").get_by_role(
        "option"
    ).first.wait_for()
    page.locator(".bk-search [role=status]", has_text="Nothing here is about “Headaches”. Nearest: ").wait_for(
        state="attached"
    )


def test_search_and_check_read_the_same_files(page: Page, address: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("?")[0]))
    page.goto(address)
    page.fill("[data-check] textarea", "Heel cups ease heel pain.")
    page.locator(".bk-finding").first.wait_for()
    assert "assets/index/check.json" in asked
    page.fill("#backed-search", "heel cup")
    page.locator(".bk-search__item").first.wait_for()
    assert {path for path in asked if path.endswith(".json") and path.startswith("assets/")} == {
        f"assets/index/{name}.json" for name in ("index", "check", "sentences-0", "found-0", "references", "pages")
    }


# The evidence map ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_an_empty_cell_of_the_map_leads_to_a_form_that_names_it(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}map/")
    cell = page.locator("#map-heel-pain ~ .bk-scroll tr", has_text="heel spur").locator("td.bk-map__none").first
    link = cell.get_by_role("link", name="not looked at yet; suggest a claim")
    asked = link.get_attribute("href") or ""
    assert asked.endswith("template=claim.yml&condition=heel+pain&factor=a+heel+spur&outcome=first-step+pain")
    link.scroll_into_view_if_needed()
    box, whole = link.bounding_box(), cell.bounding_box()
    assert box and whole
    assert min(box["width"], box["height"]) >= 24
    assert box["width"] > whole["width"] - 3
    context.close()


def test_the_page_works_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{address}claims/heel-cup-pain/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.locator("#search-words:focus").wait_for()
    page.keyboard.type("blister")
    page.locator(".bk-hit").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_search_and_take_along(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    def faults() -> list[str]:
        # The theme fades its tabs in and out; a colour on the way is none that anybody reads.
        page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))")
        return [f"{fault['id']}: {fault['nodes'][0]['target']}" for fault in Axe().run(page).response["violations"]]

    page = browser.new_page(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page.goto(f"{address}search/?q=heal+cup&kind=effect")
    hits(page)
    assert faults() == []
    page.fill("#search-words", "zzyzx")
    page.locator(".bk-finder .bk-box").wait_for()
    assert faults() == []
    page.goto(f"{address}claims/heel-cup-pain/#card")
    assert faults() == []
    page.goto(f"{address}claims/heel-cup-pain/#handout")
    page.fill("#backed-search", "heel")
    page.locator(".bk-search__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert faults() == []
    page.close()


# To the desk and into the pocket ---------------------------------------------------------------------------------


def printed_pages(page: Page, format: str) -> int:
    return len(re.findall(rb"/Type /Page\b", page.pdf(format=format)))


@pytest.mark.parametrize("format", ["A4", "Letter"])
def test_the_longest_card_is_one_page_and_the_longest_handout_two(page: Page, address: str, format: str) -> None:
    for kind, most in (("card", 1), ("handout", 2)):
        page.goto(f"{address}claims/heel-cup-pain/#{kind}")
        for html in longest(kind):
            page.evaluate("([id, html]) => { document.getElementById(id).innerHTML = html }", [kind, html])
            assert 1 <= printed_pages(page, format) <= most


def longest(kind: str) -> list[str]:
    """The inside of the three longest sheets of this repository's own claims."""
    inside = re.compile(rf'<section class="bk-sheet[^>]*id="{kind}"[^>]*>(.*?)</section>', re.DOTALL)
    sheets = [found[1] for found in map(inside.search, own_claim_pages()) if found]
    return sorted(sheets, key=lambda html: -len(re.sub("<[^>]+>", "", html)))[:3]


def test_a_sheet_is_shown_when_asked_for_and_printed_alone(page: Page, address: str) -> None:
    page.goto(f"{address}claims/heel-cup-pain/")
    assert not page.locator("#handout").is_visible()
    page.get_by_role("link", name="Handout for patients").first.click()
    assert page.locator("#handout").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#handout").is_visible()
    assert not page.locator("h1").is_visible()
    assert not page.locator("#card").is_visible()
    page.emulate_media(media="screen")
    page.locator("#handout").get_by_role("link", name="Close").click()
    assert not page.locator("#handout").is_visible()


def test_the_print_button_prints(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(f"{address}claims/heel-cup-pain/#card")
    page.get_by_role("button", name="Print this card").click()
    assert page.evaluate("window.printed") is True


def test_references_are_saved_and_the_citation_copied(page: Page, address: str) -> None:
    page.goto(f"{address}claims/heel-cup-pain/")
    page.locator(".bk-exports summary").click()
    for name, begin in (("BibTeX", "@article{"), ("RIS", "TY  - "), ("CSL-JSON", "["), ("CSV", "key,type,")):
        with page.expect_download() as saving:
            page.get_by_role("button", name=f"Save {name}", exact=True).click()
        assert saving.value.path().read_text("utf-8").startswith(begin)
    assert saving.value.suggested_filename == "heel-cup-pain.csv"
    page.get_by_role("button", name="Copy citation").first.click()
    page.get_by_role("button", name="Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()


# What it costs ---------------------------------------------------------------------------------------------------


def test_a_claim_page_is_light(browser: Browser, address: str) -> None:
    """Bytes as a server compresses them, of all that a first visit fetches, with the heaviest of our own records.

    The pages that the worker saves for reading offline are fetched behind the page, and counted with it.
    """
    context = browser.new_context(service_workers="block")
    page, sizes = context.new_page(), dict[str, int]()
    page.on("response", lambda answer: sizes.update({answer.url: compressed(answer.body())}))
    path = f"{address}claims/heel-cup-pain/"
    page.goto(path, wait_until="networkidle")
    for saved in ("sw.js", "", "search/", "offline/"):
        sizes[saved] = compressed(context.request.get(address + saved).body())
    shell = re.sub(r"(<article[^>]*>).*(</article>)", r"\1@@\2", page.content(), flags=re.DOTALL)
    heaviest = max(compressed(shell.replace("@@", slots).encode()) for slots in own_claim_pages())
    first = sum(sizes.values()) - sizes[path] + heaviest
    print(f"a claim page: {first / 1000:.0f} KB on a first visit, {heaviest / 1000:.0f} KB on the next")
    assert len(sizes) > 5
    assert first <= FIRST_VISIT
    assert heaviest <= NEXT_PAGE
    context.close()


def compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def own_claim_pages() -> Iterator[str]:
    """The sections of each of this repository's own claim pages."""
    views = Views(records(HOME), "https://example.org/repository", "https://backed.example.org/")
    env = environment(views)
    return ("".join(claim_page(env, views, id_).slots.values()) for id_ in views.library.claims)
