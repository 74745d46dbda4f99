"""A reader's path in a browser: paste an advertisement, see what is backed, take the report along."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror='window.hit=1'> Heel cups cure heel pain <script>window.hit=2</script>"
PAGE = "Our heel cups\n\nThe heel cup eases heel pain. It cures heel pain for good!\n- Free parking for all\n"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    yield page
    context.close()


def _check(page: Page, text: str) -> None:
    page.get_by_label("Paste a sentence").fill(text)
    page.locator(".bk-finding").first.wait_for()


def _copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_page_is_answered_line_by_line(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, PAGE)
    verdicts = page.locator(".bk-finding:visible").evaluate_all("items => items.map(item => item.dataset.verdict)")
    order = page.evaluate("BackedCheckPage.ORDER")
    assert len(verdicts) >= 2
    assert verdicts == sorted(verdicts, key=order.index)
    assert "statements:" in page.locator(".bk-check__status").inner_text()
    marked = page.locator(".bk-check__text")
    assert marked.inner_text().count("parking") == 1
    assert marked.locator("a").count() == page.locator(".bk-finding").count() > len(verdicts)
    marked.locator("a").first.click()
    assert page.evaluate("document.activeElement.className") == "bk-finding"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "finding-1"
    page.locator("#finding-1").get_by_role("link", name="Where the text says it").click()
    assert page.evaluate("document.activeElement.id") == "said-1"
    page.locator(".bk-finding__claim a").first.wait_for()
    assert "How sure" in page.locator(".bk-finding__claim").first.inner_text()
    # On a screen lower than the finding it is read from its first line on, clear of the header.
    page.set_viewport_size({"width": 320, "height": 320})
    marked.locator("a").last.press("Enter")
    place = page.locator(".bk-finding:focus").bounding_box()
    assert place and 48 <= place["y"] <= 120 and place["y"] + place["height"] > 320


def test_findings_can_be_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, PAGE)
    button = page.locator("[data-filter='out-of-scope']")
    before = page.locator(".bk-finding:visible").count()
    assert button.get_attribute("aria-pressed") == "false"
    everything = page.locator(".bk-finding").count()
    page.get_by_text(f"Showing {before} of {everything}", exact=True).wait_for()
    button.click()
    assert page.get_by_role("status").filter(has_text=f"Showing {everything} of {everything}").is_visible()
    assert page.locator(".bk-finding:visible").count() == before + int(button.locator("strong").inner_text())
    suggested = page.get_by_role("link", name="Suggest this claim").last.get_attribute("href") or ""
    assert "template=claim.yml" in suggested and "parking" in suggested


def test_the_report_and_the_link_are_copied(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, "Heel cups cure heel pain for good.")
    page.get_by_text("Copy, print or link").click()
    page.get_by_role("button", name="Copy as Markdown").click()
    page.get_by_role("button", name="Copied").wait_for()
    report = _copied(page)
    assert report.startswith("# What is backed") and "Heel cups cure heel pain" in report and "/claims/" in report
    page.get_by_role("button", name="Copy link").click()
    page.locator("[data-do=link]", has_text="Copied").wait_for()
    link = _copied(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("about:blank")
    page.goto(link)
    page.locator(".bk-finding").first.wait_for()
    assert page.get_by_label("Paste a sentence").input_value() == "Heel cups cure heel pain for good."
    assert not [url for url in asked if "cure" in url.partition("#")[0]]
    # What is written over it is not what the link said: the address no longer carries it.
    page.get_by_label("Paste a sentence").fill("Heel cups ease heel pain.")
    page.wait_for_url(link.partition("#")[0])


def test_a_button_for_copying_keeps_its_name(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, "Heel cups cure heel pain for good.")
    page.get_by_text("Copy, print or link").click()
    page.clock.install()
    button = page.locator("[data-do=plain]")
    button.click()
    page.locator("[data-do=plain]", has_text="Copied").wait_for()
    button.click()
    page.clock.run_for(3000)
    page.get_by_role("button", name="Copy as text").wait_for()


def test_half_a_character_stops_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    # What goes into the link for suggesting a claim is cut in the middle of the smile.
    _check(page, "The car park of our shop is free of charge for all of our customers".ljust(79, "y") + "😀 and open.")
    assert "car%20park" in (page.get_by_role("link", name="Suggest this claim").get_attribute("href") or "")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("100% sure%20cure", "100% sure cure"), ("100%25%20sure", "100% sure"), ("%E0%A4%A", "%E0%A4%A")],
)
def test_a_link_made_by_hand_is_read_as_far_as_it_goes(page: Page, address: str, typed: str, read: str) -> None:
    page.goto(f"{address}check/#q={typed}")
    assert page.get_by_label("Paste a sentence").input_value() == read


def test_nothing_to_check_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    page.get_by_role("button", name="Is it backed?").click()
    page.get_by_role("status").filter(has_text="type a sentence first").wait_for()
    assert page.evaluate("document.activeElement.id") == "check-text"


def test_an_address_is_not_taken_for_a_statement(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, "Heel cups cure heel pain")
    page.get_by_label("Paste a sentence").fill("https://example.org/heel-cups?x=1 ")
    page.get_by_role("status").filter(has_text="paste them here").wait_for()
    assert page.locator(".bk-finding").count() == 0


def test_a_fault_of_ours_is_told_and_typing_on_works(
    page: Page, site: Path, shown: Callable[[Path], str], tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    with (tmp_path / "site/assets/check/17-check.js").open("a") as engine:
        engine.write("var sound = BackedCheck.start;")
        engine.write(
            "BackedCheck.start = function (text) { if (/boom/.test(text)) throw Error(); return sound(text); };"
        )
    page.goto(f"{shown(tmp_path / 'site')}check/")
    page.get_by_label("Paste a sentence").fill("boom")
    page.get_by_role("status").filter(has_text="too much for the check").wait_for()
    _check(page, "Heel cups ease heel pain.")


def test_the_bookmarklet_leads_to_this_very_site(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    assert f"open('{address}check/#q='+" in page.locator("#bookmarklet").inner_text()


def test_papers_that_a_text_names_are_announced_above_the_findings(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, PAGE + "The heel cup eased heel pain (Rivera 2019).")
    page.get_by_text("The text names 1 paper that we hold").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "papers"
    page.get_by_text("Copy, print or link").click()
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_role("button", name="Copied").wait_for()
    report = _copied(page)
    assert "/references/" in report[report.index("Papers that the text names") :]


def test_an_emergency_stands_before_everything(page: Page, address: str) -> None:
    page.goto(f"{address}#q=I%20cannot%20pee%20and%20my%20foot%20drops")
    alarm = page.get_by_role("alert").filter(has_text="emergency")
    alarm.wait_for()
    status = page.locator(".bk-check__status").bounding_box()
    box = alarm.bounding_box()
    assert box and status and box["y"] < status["y"]
    page.get_by_text("Copy, print or link").click()
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_role("button", name="Copied").wait_for()
    report = _copied(page)
    assert "emergency care now" in report and report.index("about/safety/") < report.index("\n- ")


def test_who_comes_back_from_a_claim_finds_the_answer(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    _check(page, "Heel cups cure heel pain for good.")
    page.locator(".bk-finding a[href*='/claims/']").first.click()
    page.wait_for_url("**/claims/**")
    page.go_back()
    page.locator(".bk-finding").first.wait_for()
    assert page.get_by_label("Paste a sentence").input_value() == "Heel cups cure heel pain for good."


def test_pasted_text_never_becomes_markup(page: Page, address: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if "script" in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}check/")
    _check(page, HOSTILE)
    assert page.evaluate("window.hit") is None
    assert page.locator(".bk-check img, .bk-check script").count() == 0
    assert faults == []


# Keeps back what the worker answers until somebody types again, and notes in which order things happen.
HOLDING = """
(function () {
  var Real = Worker, waiting = [];
  window.order = [];
  window.Worker = function (url) {
    var worker = new Real(url);
    Object.defineProperty(worker, "onmessage", { set: function (hear) {
      worker.addEventListener("message", function (event) {
        if (!event.data.result || order.indexOf("typed") >= 0) hear(event);
        else { order.push("answered"); document.body.dataset.held = "yes"; waiting.push(function () { hear(event); }); }
      });
    } });
    return worker;
  };
  window.typed = function () {
    order.push(document.querySelector(".bk-finding") ? "shown" : "not shown", "typed");
    waiting.splice(0).forEach(function (pass) { pass(); });
  };
})();
"""


def test_typing_goes_on_while_a_long_text_is_checked(page: Page, address: str) -> None:
    page.add_init_script(HOLDING)
    page.goto(f"{address}check/")
    field = page.get_by_label("Paste a sentence")
    field.fill(PAGE * 40)
    page.locator("body[data-held]").wait_for()
    field.fill("Heel cups ease heel pain.")
    page.evaluate("typed()")
    assert page.evaluate("order") == ["answered", "not shown", "typed"]
    # What was asked before is out of date, whenever its answer comes; the page itself never runs the engine.
    page.locator(".bk-finding").first.wait_for()
    page.locator(".bk-check__columns").wait_for(state="detached")
    assert page.locator(".bk-finding").count() == 1
    assert page.evaluate("typeof BackedCheck") == "undefined"


def test_an_example_of_each_document_can_be_tried(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="heel").first.click()
    page.locator(".bk-finding").first.wait_for()


def test_without_scripts_it_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}check/")
    assert "needs scripts" in (page.locator(".bk-check noscript").text_content() or "")
    assert page.locator("textarea").is_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_result_is_readable_by_everybody(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{address}check/")
    _check(page, PAGE * 4 + "I cannot pee. (Rivera 2019)")
    page.locator(".bk-finding__claim a").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = "boxes => boxes.filter(box => box.getBoundingClientRect().right > 320).map(box => box.className)"
    assert page.locator(".bk-check__text, .bk-finding").evaluate_all(wide) == []
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    context.close()
