"""After a first visit the site is read without a connection; a new version renews what is saved; serving saves nothing."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backed.publish import publish
from backed.site import serve
from cases import copy_of_base, edit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # so that only the saved copy can answer without a connection
        super().end_headers()


class Site:
    """A site on a port of its own, which can go away and come back."""

    def __init__(self, folder: Path) -> None:
        self.root, self.out, self._port = copy_of_base(folder), folder / "site", 0
        self._server: http.server.ThreadingHTTPServer | None = None
        self.build()
        self.up()

    def build(self) -> None:
        outcome = publish(self.root, self.out)
        assert outcome.report and not outcome.report.problems, outcome

    def up(self) -> None:
        if self._server:
            return
        handler = functools.partial(_Handler, directory=str(self.out))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def down(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/"


@pytest.fixture(scope="module")
def only_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("offline"))
    yield made
    made.down()


@pytest.fixture
def site(only_site: Site) -> Site:
    only_site.up()
    return only_site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def saved(page: Page) -> str:
    """What the foot of the page says."""
    line = page.locator("#offline-state")
    line.wait_for(state="visible")
    return line.inner_text()


def test_what_was_opened_is_read_without_a_connection(page: Page, site: Site) -> None:
    page.goto(f"{site.address}claims/heel-cup-pain/")
    assert re.fullmatch(r"Saved for offline, as of \d{4}-\d\d-\d\d: the pages that you opened\.", saved(page))
    site.down()
    page.goto(f"{site.address}claims/heel-cup-pain/")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Heel cups ease first-step pain")
    assert page.evaluate("getComputedStyle(document.querySelector('.bk-hero')).borderLeftStyle") == "solid"
    assert "as of" in saved(page)
    page.goto(f"{site.address}search/?q=heel")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Search")
    page.goto(f"{site.address}claims/heel-cup-blisters/")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Reading offline")


def test_every_page_is_saved_on_request_and_searched(page: Page, site: Site) -> None:
    page.goto(f"{site.address}offline/")
    saved(page)
    page.get_by_role("button", name="Save every page").click()
    page.get_by_role("status").get_by_text("every page").wait_for()
    site.down()
    page.goto(f"{site.address}claims/heel-cup-blisters/")
    assert saved(page).endswith(": every page.")
    page.goto(f"{site.address}search/?q=heel+cup")
    page.locator(".bk-hit").first.wait_for()
    site.up()
    page.goto(f"{site.address}offline/")
    page.get_by_role("button", name="Remove what is saved").click()
    page.get_by_role("status").get_by_text("Nothing is saved").wait_for()
    assert page.evaluate("() => caches.keys()") == []


def test_a_new_version_renews_what_is_saved(page: Page, site: Site) -> None:
    page.goto(f"{site.address}claims/heel-cup-pain/")
    saved(page)
    edit(site.root, "claims/heel-cup-pain.yml", "A trial with a sham cup.", "A larger trial.")
    site.build()
    page.goto(f"{site.address}method/")
    page.evaluate(
        "async () => { const before = await caches.keys(); await (await navigator.serviceWorker.ready).update();"
        " while ((await caches.keys()).join() === before.join() || (await caches.keys()).length > 1)"
        " await new Promise(done => setTimeout(done, 50)); }"
    )
    site.down()
    page.goto(f"{site.address}claims/heel-cup-pain/")
    assert "A larger trial." in page.inner_text("article")
    assert "as of" in saved(page)


def test_the_version_follows_the_content(site: Site) -> None:
    worker = site.out / "sw.js"
    first = worker.read_text("utf-8")
    site.build()
    assert worker.read_text("utf-8") == first
    edit(site.root, "claims/heel-cup-pain.yml", "540 people. First-step", "540 people in all. First-step")
    site.build()
    assert worker.read_text("utf-8").partition("\n")[0] != first.partition("\n")[0]


def test_serving_saves_nothing(page: Page, site: Site) -> None:
    live, server = serve.start(site.root, 0, lambda: serve.BuildOutcome(site.out))
    try:
        page.goto(f"http://127.0.0.1:{server.server_address[1]}{live.base}claims/heel-cup-pain/", wait_until="load")
        page.wait_for_timeout(500)
        found = "async () => [(await navigator.serviceWorker.getRegistrations()).length, await caches.keys()]"
        assert page.evaluate(found) == [0, []]
    finally:
        server.shutdown()
        server.server_close()
