"""Links of references: the register is asked for DOIs, and a site that refuses programs is not called gone."""

from __future__ import annotations

import contextlib
import http.server
import json
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import ClassVar

import pytest

from backed.editor import outside
from backed.editor.outside import HANDLES, PAUSE, Answer, Link, ask, checked, links, state, table
from cases import BASE, records
from local import served

PAGE = Link("A2020b", "https://example.org/a", "https://example.org/a")
DOI = Link("A2020b", "https://doi.org/10.5555/a", f"{HANDLES}10.5555/a")


def code(number: int) -> Answer:
    return Answer(404 if number == 100 else 200, json.dumps({"responseCode": number}).encode())


@pytest.mark.parametrize(
    ("link", "answer", "expected"),
    [
        (PAGE, Answer(200), "fine"), (PAGE, Answer(404), "gone"), (PAGE, Answer(410), "gone"), (PAGE, Answer(403), "refused"),
        (PAGE, Answer(429), "refused"), (PAGE, Answer(503), "silent"), (PAGE, Answer(0), "silent"),
        (DOI, code(1), "fine"), (DOI, code(100), "gone"), (DOI, code(2), "silent"), (DOI, Answer(200, b"<html>"), "silent"),
        (DOI, Answer(200, b"[]"), "silent"),
    ],
)  # fmt: skip
def test_what_an_answer_means(link: Link, answer: Answer, expected: str) -> None:
    assert state(link, answer) == expected


class Site(http.server.BaseHTTPRequestHandler):
    """A site that moves, refuses, is busy once, is gone, never ends, and notes who asks."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        busy = self.path == "/busy" and sum(path == "/busy" for path, _ in self.asked) == 1
        status = 503 if busy else {"/moved": 301, "/gone": 404, "/no": 403}.get(self.path, 200)
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/here")
        if busy:
            self.send_header("Retry-After", "0")
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(b"x" * (64 * 1024 * 1024 if self.path == "/long" else 10))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    with served(Site) as address:
        yield address


def test_a_site_is_asked_slowly_by_name_and_never_read_whole(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    # A clock that stands still: what is waited between two questions is then the whole pause.
    clock = SimpleNamespace(monotonic=lambda: 100.0, sleep=waits.append)
    monkeypatch.setattr(outside, "time", clock)
    once = ask("Backed/1.0 (https://example.org)")
    found = {path: once(f"{site}/{path}") for path in ("here", "moved", "busy", "gone", "no", "long")}
    assert {path: answer.status for path, answer in found.items()} == {
        "here": 200, "moved": 200, "busy": 200, "gone": 404, "no": 403, "long": 200,
    }  # fmt: skip
    assert len(found["long"].body) == 64 * 1024
    assert {agent for _, agent in Site.asked} == {"Backed/1.0 (https://example.org)"}
    assert waits == [0.0, *[PAUSE] * 5]
    ask("Backed/1.0")(f"{site.replace('127.0.0.1', 'localhost')}/here")
    assert waits[-1] == 0.0, "another host has not been asked yet"


def test_no_answer_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    answer = ask("Backed/1.0")(f"http://127.0.0.1:{port}/")
    assert answer == Answer(0)
    assert state(PAGE, answer) == "silent"


def test_every_reference_with_an_address_is_asked_once() -> None:
    references = records(BASE).references
    asked = [link.asked for link in links(references)]
    assert len(asked) == len(set(asked)) == sum(bool(source.doi or source.url) for source in references.values()) > 3
    found = checked(references, lambda url: Answer(404))
    assert {link.shown for link in found["gone"]} == {
        link.shown for link in links(references) if not link.asked.startswith(HANDLES)
    }
    told = table(found)
    assert all(link.key in told for link in found["gone"])
    assert "| fine |" not in told
