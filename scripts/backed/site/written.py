"""Finish the pages that people wrote: fill their slots, resolve their links to records, add the policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import rjsmin

from backed.problem import Problem
from backed.site.engine import Ground, places, told
from backed.site.policy import with_policy
from backed.site.shell import FOLDER, Shell, split

Resolve = Callable[[str], str | None]

_SLOT = re.compile(r"<!-- slot:([a-z-]+) -->")
_NAMED = tuple(f'href="{kind}:' for kind in ("claim", "ref", "term", "statement"))
_RECORD_LINK = re.compile(r'(<a\b[^<>]*?)\shref="((?:claim|ref|term|statement):[^"#]*)(#[^"]*)?"')
# The theme's search is off, so its word lists and worker are dead weight; our own sitemap lists filled pages too.
_LEFT_OUT = re.compile(r"sitemap\.xml(\.gz)?|.*\.map|assets/javascripts/(lunr|workers)/.*|search/search_index\.json")
_SCRIPT = re.compile(r"assets/(?!javascripts/).*\.js")  # ours; the theme's are lean


@dataclass(frozen=True)
class BuiltFile:
    """One file of the written part as MkDocs built it, by its path in the site."""

    path: str
    data: bytes

    @property
    def is_page(self) -> bool:
        return self.path.endswith(".html")

    @property
    def name(self) -> str:
        """The name of a page: `claims/index.html` is `claims`, the first page is `home`."""
        return self.path.removesuffix("index.html").removesuffix(".html").strip("/") or "home"


def shells(built: Path) -> dict[str, Shell]:
    """Every shell that MkDocs built, by name."""
    found = sorted((built / FOLDER).glob("*/index.html"))
    return {file.parent.name: split(file.parent.name, file.read_text("utf-8")) for file in found}


def files(built: Path) -> Iterator[BuiltFile]:
    """Every file of the written part, but shells and what no page of ours needs."""
    for file in sorted(path for path in built.rglob("*") if path.is_file()):
        path = file.relative_to(built).as_posix()
        if not path.startswith(FOLDER) and not _LEFT_OUT.fullmatch(path):
            yield BuiltFile(path, lean(file.read_bytes()) if _SCRIPT.fullmatch(path) else file.read_bytes())


def lean(script: bytes) -> bytes:
    """A script of ours without its comments and indents, which are a third of what a browser would load."""
    return str(rjsmin.jsmin(script.decode())).encode()


def markdown_of(path: str, source: Ground) -> Path | None:
    """The Markdown file behind a built page or its address; None for a page made from a shell."""
    folder = path.removesuffix("index.html").strip("/") or "index"
    sides = [source.docs / f"{folder}.md", source.docs / folder / "index.md"]
    return next((side for side in sides if side.is_file()), None)


def finished(
    page: BuiltFile, source: Ground, slots: Mapping[str, str], resolve: Resolve, base: str
) -> tuple[str, tuple[Problem, ...]]:
    """The HTML of a page with its slots filled and its links to records resolved, and what is wrong with it."""
    up = base if page.path == "404.html" else "../" * page.path.count("/")
    faults: dict[str, str] = {}

    def fill(marker: str) -> str:
        if marker not in slots:
            faults[f"<!-- slot:{marker} -->"] = f"nothing fills the slot {page.name}/{marker}"
        return slots.get(marker, "")

    def point(link: re.Match[str]) -> str:
        tag, named, anchor = link.groups("")
        target = resolve(named)
        if target is None:
            # Pages borrowed from the first knowledge base name its records; elsewhere their words stay, unlinked.
            if not source.borrowed:
                faults[named] = f"{named} points at no record"
            return tag
        return f'{tag} href="{up}{target}{anchor}"'

    parts = _SLOT.split(with_policy(page.data.decode()))  # text and the name of a slot in turn
    parts[1::2] = map(fill, parts[1::2])
    # Tables of all claims are long and have no such link, and to see that takes no time.
    text = "".join(_RECORD_LINK.sub(point, part) if any(map(part.__contains__, _NAMED)) else part for part in parts)
    file = markdown_of(page.path, source) or source.theme / page.path
    problems = [problem for sought, message in faults.items() for problem in _problems(source, file, sought, message)]
    return text, tuple(sorted(problems))


def _problems(source: Ground, file: Path, sought: str, message: str) -> list[Problem]:
    rule = "unknown-slot" if sought.startswith("<!--") else "unknown-record"
    found = places(file, sought) or [(1, 1)]
    return [Problem(told(source, file), line, column, "error", rule, message, None) for line, column in found]
