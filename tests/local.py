"""Servers on this machine, and what goes wrong in pages, for tests and for measuring."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Files(SimpleHTTPRequestHandler):
    """Answers with files, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def files(folder: Path, handler: type[Files] = Files) -> Callable[..., Files]:
    """A handler that answers with the files of a folder."""
    return functools.partial(handler, directory=str(folder))


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address (without a slash at its end) at which a handler answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def faults_in(page: Page, address: str) -> list[str]:
    """What goes wrong in a page from now on: warnings, errors, and requests to anywhere but `address`."""
    faults: list[str] = []
    ours = (address, "blob:", "data:")
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(ours) else faults.append(asked.url))
    return faults
