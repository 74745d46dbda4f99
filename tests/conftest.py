"""What tests share: one browser per process, and folders shown over HTTP on this machine."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The fixtures of tests/gitbase.py, by being named here.
pytest_plugins = ["gitbase"]
MISSING = "no browser for the journeys: install Chromium (for instance: apt install chromium)"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def browser_path() -> str | None:
    """A Chromium of this machine: chromium, then google-chrome, then Playwright's own."""
    from playwright.sync_api import sync_playwright

    if found := shutil.which("chromium") or shutil.which("google-chrome"):
        return found
    with sync_playwright() as play:
        own = play.chromium.executable_path
    return own if Path(own).is_file() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the test is skipped; where CI is set, that is a failure."""
    from playwright.sync_api import sync_playwright

    program = browser_path()
    if program is None:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=program, args=list(QUIET))
        yield running
        running.close()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def shown() -> Iterator[Callable[[Path], str]]:
    """From a folder to the address at which it is served until the tests end."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def show(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield show
    for server in servers:
        server.shutdown()
        server.server_close()
