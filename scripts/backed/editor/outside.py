"""Whether the addresses of references still lead somewhere: asked weekly, slowly, and told in one table."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

import urllib3
from urllib3.util import Retry, Timeout

from backed.record.citation import doi_link
from backed.record.reference import Reference

State = Literal["fine", "gone", "refused", "silent"]
MEANINGS: dict[State, str] = {
    "gone": "nothing is there any more: correct the entry",
    "silent": "no answer: look whether it stays so",
    "refused": "the site does not answer programs: look yourself, now and then",
    "fine": "there",
}
HANDLES = "https://doi.org/api/handles/"  # asks the register, not the publisher, who often refuses programs
PAUSE = 1.0  # seconds between two questions to one host
_GONE = (404, 410)


@dataclass(frozen=True)
class Link:
    """One address of one reference, and how to ask for it."""

    key: str
    shown: str
    asked: str


@dataclass(frozen=True)
class Answer:
    """What came of asking: an HTTP status (0 for none) and, for a DOI, what the register says."""

    status: int
    body: bytes = b""


def links(references: Mapping[str, Reference]) -> Iterator[Link]:
    """The DOI of each reference, or its address where it has none."""
    for key, source in sorted(references.items()):
        if source.doi:
            yield Link(key, doi_link(source.doi), HANDLES + quote(source.doi, safe="/"))
        elif source.url:
            yield Link(key, source.url, source.url)


def state(link: Link, answer: Answer) -> State:
    """What an answer means; a register that knows no such DOI says so with code 100."""
    if link.asked.startswith(HANDLES):
        try:
            code = json.loads(answer.body).get("responseCode")
        except (ValueError, AttributeError):
            code = None
        return "fine" if code == 1 else "gone" if code in (100, 200) else "silent"
    if answer.status in _GONE:
        return "gone"
    if 200 <= answer.status < 400:
        return "fine"
    return "silent" if answer.status in (0, 500, 502, 503, 504) else "refused"


def ask(agent: str) -> Callable[[str], Answer]:
    """A client with limits in time and size that waits between questions to one host."""
    pool = urllib3.PoolManager(
        timeout=Timeout(connect=10.0, read=20.0),
        retries=Retry(total=2, redirect=5, backoff_factor=2.0, status_forcelist=(429, 503), raise_on_status=False),
        headers={"User-Agent": agent},
    )
    last: dict[str, float] = {}

    def once(url: str) -> Answer:
        host = urlsplit(url).netloc
        time.sleep(max(0.0, last.get(host, 0.0) + PAUSE - time.monotonic()))
        last[host] = time.monotonic()
        try:
            answer = pool.request("GET", url, preload_content=False)
            body = answer.read(64 * 1024)
            answer.release_conn()
        except urllib3.exceptions.HTTPError:
            return Answer(0)
        return Answer(answer.status, body)

    return once


def checked(references: Mapping[str, Reference], once: Callable[[str], Answer]) -> dict[State, list[Link]]:
    """Every link by its state."""
    found: dict[State, list[Link]] = {each: [] for each in MEANINGS}
    for link in links(references):
        found[state(link, once(link.asked))].append(link)
    return found


def table(found: Mapping[State, list[Link]]) -> str:
    """The result as Markdown: how many of each, and every link that is not fine."""
    counts = ", ".join(f"{len(each)} {name}" for name, each in found.items())
    rows = [
        f"| {name} | {link.key} | <{link.shown}> |" for name, each in found.items() if name != "fine" for link in each
    ]
    meanings = [f"- {name}: {MEANINGS[name]}" for name in found if name != "fine"]
    head = [f"Links of references: {counts}.", "", *meanings]
    return "\n".join([*head, "", "| what | reference | address |", "|---|---|---|", *rows] if rows else head)
