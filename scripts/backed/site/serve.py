"""Show the site while it is worked on: loopback only, rebuilt on change, problems on the page while there are any."""

from __future__ import annotations

import mimetypes
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from backed.problem import Problem
from backed.site import engine, watch

HOST = "127.0.0.1"
_NAMES = {"localhost", HOST}
_OWN = "/-/live"
_WAIT = 25.0  # seconds that a page's question for news is kept open
# The policy of the pages allows files of the site only, so the reloading comes as a file, never inline.
_SCRIPT = """(function () {
  "use strict";
  var shown = document.currentScript.getAttribute("data-number");
  function ask() {
    if (document.hidden) { document.addEventListener("visibilitychange", ask, { once: true }); return; }
    fetch("/-/live/" + shown, { cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (number) { if (number === shown) { ask(); } else { location.reload(); } })
      .catch(function () { setTimeout(ask, 2000); });
  }
  ask();
})();
"""


@dataclass(frozen=True)
class BuildOutcome:
    """One build: the folder of the site, the last good one where this build failed, and what is wrong."""

    site: Path
    problems: tuple[Problem, ...] = ()
    crash: str = ""


class Live:
    """What the server shows now; `number` goes up with every build."""

    def __init__(self, rebuild: Callable[[], BuildOutcome], base: str) -> None:
        self.base = base
        self._rebuild = rebuild
        self._news = threading.Condition()
        self.number = 0
        self.outcome = BuildOutcome(Path("/nonexistent"))
        self.build()

    def build(self) -> None:
        """Build again. A crash of ours is shown like a problem; the server goes on."""
        try:
            outcome = self._rebuild()
        except Exception as crash:
            traceback.print_exc()
            outcome = BuildOutcome(self.outcome.site, self.outcome.problems, f"{type(crash).__name__}: {crash}")
        with self._news:
            self.outcome = outcome
            self.number += 1
            self._news.notify_all()

    def wait_for_other_than(self, shown: str) -> str:
        """The number of the newest build, as soon as it differs from `shown` or after a while."""
        with self._news:
            self._news.wait_for(lambda: str(self.number) != shown, timeout=_WAIT)
            return str(self.number)

    def dress(self, page: bytes) -> bytes:
        """A page with what only the server adds: the problems at its top and the script that reloads it."""
        script = f'<script src="{_OWN}.js" data-number="{self.number}"></script>'.encode()
        head, body, rest = page.partition(b"<body")
        opening, end, rest = rest.partition(b">")
        banner = self.banner().encode()
        return head + body + opening + end + banner + rest.replace(b"</body>", script + b"</body>")

    def banner(self) -> str:
        """The problems as escaped HTML; nothing where there are none."""
        problems = self.outcome.problems
        if not problems and not self.outcome.crash:
            return ""
        lines = [f"<li>{_line(problem)}</li>" for problem in problems]
        if self.outcome.crash:
            lines.insert(0, f"<li>The build itself failed: {escape(self.outcome.crash)}</li>")
        title = f"{len(lines)} problem{'s' * (len(lines) != 1)}: below is the last site without errors"
        return f'<aside class="bk-problems" role="alert"><strong>{title}</strong><ul>{"".join(lines)}</ul></aside>'


def _line(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    repair = f" Fix: {escape(problem.fix)}" if problem.fix else ""
    return (
        f"<code>{escape(place)}</code> {problem.severity}: {escape(problem.message)} ({escape(problem.rule)}){repair}"
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    live: Live

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell what went wrong; a browser that leaves in the middle of an answer is nothing wrong."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        """Answer as for GET, without what is asked for."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer one request."""
        live = self.server.live
        path = unquote(urlsplit(self.path).path)
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if host not in _NAMES:  # a page elsewhere must not read this one through a name that points here
            self._send(HTTPStatus.FORBIDDEN, b"This server answers to localhost only.", "text/plain")
        elif path == f"{_OWN}.js":
            self._send(HTTPStatus.OK, _SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif path.startswith(f"{_OWN}/"):
            self._send(HTTPStatus.OK, live.wait_for_other_than(path.rsplit("/", 1)[1]).encode(), "text/plain")
        elif not path.startswith(live.base):
            self._redirect(live.base)
        else:
            self._file(live.outcome.site, path.removeprefix(live.base))

    def _file(self, site: Path, path: str) -> None:
        file = (site / path / "index.html") if path.endswith("/") or not path else site / path
        if ".." in path.split("/") or "\0" in path:
            self._send(HTTPStatus.BAD_REQUEST, b"", "text/plain")
        elif file.is_dir():
            self._redirect(urlsplit(self.path).path + "/")
        elif file.is_file():
            kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
            self._send(HTTPStatus.OK, file.read_bytes(), kind or "application/octet-stream")
        else:
            missing = site / "404.html"
            page = missing.read_bytes() if missing.is_file() else _BARE.encode()
            self._send(HTTPStatus.NOT_FOUND, page, "text/html")

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        if kind == "text/html":
            kind, data = "text/html; charset=utf-8", self.server.live.dress(data)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for builds and their problems."""


_BARE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Backed</title></head>'
    "<body><h1>There is no page here yet</h1></body></html>"
)


def start(root: Path, port: int, rebuild: Callable[[], BuildOutcome]) -> tuple[Live, ThreadingHTTPServer]:
    """Build once and begin to serve in threads of their own. Raises OSError when the port is taken."""
    server = _Server(port)
    server.live = Live(rebuild, engine.ground(root).settings.base)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.live, server


def serve(root: Path, port: int, rebuild: Callable[[], BuildOutcome]) -> None:
    """Serve the site at `root` on loopback until interrupted, rebuilding whenever a file it is made from changes."""
    print("Building the site; the first time takes up to a minute.", flush=True)
    live, server = start(root, port, rebuild)
    print(f"Serving on http://{HOST}:{server.server_address[1]}{live.base} (stop with Ctrl-C)", flush=True)
    try:
        for changed in watch.changes([*watch.watched(root), watch.CODE]):
            scripts = {name for name in changed if name.endswith(".py")}
            if scripts:
                print("The scripts changed. To build with the new ones: stop with Ctrl-C and start again.", flush=True)
            if changed - scripts:
                live.build()
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
        server.server_close()
