"""An Atom feed (RFC 4287) of what changed for readers, one entry for each commit that changed something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from backed.change.history import Step
from backed.change.items import headline

PATH = "changes.xml"
MOST_ENTRIES = 50
MOST_LINES = 30
_ATOM = "http://www.w3.org/2005/Atom"


def feed(steps: tuple[Step, ...], name: str, site_url: str, since: datetime) -> bytes:
    """The feed of these steps, newest first; `since` is the date of a feed without any."""
    told = [step for step in steps if step.claims][:MOST_ENTRIES]
    root = Element("feed", xmlns=_ATOM)
    _text(root, "id", f"{site_url}{PATH}")
    _text(root, "title", f"{name}: what changed")
    _text(root, "updated", _stamp(max((step.on for step in told), default=since)))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{site_url}{PATH}")
    SubElement(root, "link", rel="alternate", type="text/html", href=f"{site_url}changes/")
    _text(SubElement(root, "author"), "name", name)
    for step in told:
        _entry(SubElement(root, "entry"), step, site_url)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _entry(entry: Element, step: Step, site_url: str) -> None:
    address = f"{site_url}changes/#c{step.commit[:12]}"
    _text(entry, "id", address)
    _text(entry, "title", _plain(step.subject) or step.commit[:12])
    _text(entry, "updated", _stamp(step.on))
    SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    _text(entry, "summary", "\n".join(_lines(step)))


def _lines(step: Step) -> Iterator[str]:
    for change in step.claims[:MOST_LINES]:
        yield f"{_plain(change.claim)}: {headline(change)}"
    if len(step.claims) > MOST_LINES:
        yield f"and {len(step.claims) - MOST_LINES} more"


def _plain(text: str) -> str:
    """Text without the letters that XML has no place for; a commit's message may hold any."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _stamp(day: datetime) -> str:
    return day.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
