"""A shell is a page that MkDocs built once per kind of record; it is split at its markers and joined per record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from backed.site.ledger import digest
from backed.site.policy import with_policy

FOLDER = "_shells/"

_MARKER = re.compile(r"<!-- slot:([a-z-]+) -->|@@([a-z]+)@@")
_FIELDS = frozenset({"title", "description", "canonical", "folder", "section"})
# A shell lies two folders deep, so every relative link in it holds for pages exactly two folders deep.
_PATH = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9._-]*/")
_INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Page:
    """A record's page as a value: `path` such as `claims/<id>/`, plain `title` and `description`, slots of safe HTML.

    `canonical` is the path that search engines should list instead, for a record that moved.
    """

    path: str
    title: str
    description: str
    shell: str
    slots: Mapping[str, str] = field(hash=False)
    canonical: str = ""

    @cached_property
    def key(self) -> str:
        """The hash of all that the page holds: what a Deferred page that is known has as its key."""
        slots = [text for item in sorted(self.slots.items()) for text in item]
        return digest(self.path, self.title, self.description, self.canonical, *slots)


@dataclass(frozen=True)
class Deferred:
    """A page that is rendered only if it changed; `shell` and `key` are those it last had, empty if unknown."""

    path: str
    shell: str
    key: str
    render: Callable[[], Page] = field(hash=False, compare=False)


@dataclass(frozen=True)
class Shell:
    """A built shell: `parts` are text and marker in turn, beginning and ending with text."""

    name: str
    parts: tuple[str, ...]
    slots: frozenset[str]
    digest: str

    def fill(self, page: Page) -> str:
        """The page's HTML. Raises ValueError when path or slots do not fit this shell: a bug of ours."""
        if not _PATH.fullmatch(page.path):
            raise ValueError(f"{page.path!r} must have exactly two plain segments and end with a slash")
        if page.slots.keys() != self.slots:
            odd = ", ".join(sorted(page.slots.keys() ^ self.slots))
            raise ValueError(f"{page.path}: slots that only the page or only shell {self.name} has: {odd}")
        values = {f"slot:{name}": html for name, html in page.slots.items()} | _fields(page)
        joined = list(self.parts)
        joined[1::2] = [values[marker] for marker in self.parts[1::2]]
        return "".join(joined)

    def text(self, folder: str) -> str:
        """The shell itself, without slots and titles, and with `folder` for the folder of its pages."""
        return "".join(part if place % 2 == 0 else folder * (part == "folder") for place, part in enumerate(self.parts))


def _fields(page: Page) -> dict[str, str]:
    folder = page.path.split("/", 1)[0]
    return {
        "title": escape(page.title),
        "description": escape(page.description),
        "canonical": page.canonical or page.path,
        "folder": folder,
        "section": folder.capitalize(),
    }


def split(name: str, html: str) -> Shell:
    """Cut a built shell at its markers, once. Raises ValueError for an unknown or repeated marker."""
    html = _INDENT.sub("\n", with_policy(html))
    html = html.replace(f"{FOLDER}{name}/", "@@canonical@@")
    if FOLDER in html:
        raise ValueError(f"shell {name} still names its own address, {FOLDER}")
    parts = _cut(html)
    slots = [marker.removeprefix("slot:") for marker in parts[1::2] if marker.startswith("slot:")]
    if len(slots) != len(set(slots)):
        raise ValueError(f"shell {name} has a slot twice: {', '.join(slots)}")
    return Shell(name, tuple(parts), frozenset(slots), digest(*parts))


def _cut(html: str) -> list[str]:
    parts, end = [], 0
    for found in _MARKER.finditer(html):
        if found[2] and found[2] not in _FIELDS:
            raise ValueError(f"unknown marker {found[0]}; known are {', '.join(sorted(_FIELDS))}")
        parts += [html[end : found.start()], f"slot:{found[1]}" if found[1] else found[2]]
        end = found.end()
    return [*parts, html[end:]]
