"""Servers on this machine, for tests and for measuring."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


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
