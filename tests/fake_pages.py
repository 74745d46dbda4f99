"""A handful of made-up pages, one for each shell, to build and look at a site without any records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from backed.site import build as site
from backed.site.ledger import digest
from backed.site.shell import Page

DOCS = Path(__file__).resolve().parents[1] / "docs"
SLOT = re.compile(r"^<!-- slot:([\w-]+) -->$", re.MULTILINE)
SHELL_SLOTS = {file.stem: SLOT.findall(file.read_text("utf-8")) for file in sorted((DOCS / "_shells").glob("*.md"))}

PATHS = {
    "claim-graded": "claims/traction-leg-pain/",
    "claim-ungraded": "claims/nerve-roots/",
    "reference": "references/Moustafa2013extension/",
    "term": "interventions/extension-traction/",
    "statement": "statements/traction-post/",
    "retired": "claims/old-claim/",
}


def page(shell: str, path: str = "", title: str = "", canonical: str = "", **slots: str) -> Page:
    """A page of this kind; slots not given say which they are."""
    own = {name: f"<p>{name} of {shell}</p>" for name in SHELL_SLOTS[shell]}
    filled = own | {name.replace("_", "-"): html for name, html in slots.items()}
    return Page(path or PATHS[shell], title or f"A {shell} page", f"What {shell} shows.", shell, filled, canonical)


def pages() -> list[Page]:
    """One page for each shell."""
    return [page(shell) for shell in SHELL_SLOTS]


def written_slots() -> dict[str, str]:
    """Something in every slot of the written pages."""
    files = (file for file in DOCS.rglob("*.md") if file.parent.name != "_shells")
    named = ((_address(file), name) for file in files for name in SLOT.findall(file.read_text("utf-8")))
    return {f"{page}/{name}": f"<p>{name}</p>" for page, name in named}


def given(slots: Mapping[str, str]) -> dict[str, site.Files]:
    """Slots by `page/name` as a site takes them."""
    by_page: dict[str, list[tuple[str, bytes]]] = {}
    for name, html in slots.items():
        by_page.setdefault(name.rpartition("/")[0], []).append((name.rpartition("/")[2], html.encode()))
    return {page: partial(files, *listed) for page, listed in by_page.items()}


def files(*listed: tuple[str, bytes]) -> list[site.File]:
    """Files as a site takes them."""
    return [(path, digest(data), lambda data=data: data) for path, data in listed]  # type: ignore[misc]


def _address(file: Path) -> str:
    path = file.relative_to(DOCS).with_suffix("").as_posix()
    return "home" if path == "index" else path.removesuffix("/index")


def resolve(link: str) -> str | None:
    """Every link to a record leads to the one fake page of its kind, but for those that are meant to fail."""
    kind = {"claim": "claim-graded", "ref": "reference", "term": "term", "statement": "statement"}[link.split(":")[0]]
    return None if link.endswith(":no-such-record") else PATHS[kind]


def content(**changes: Any) -> site.Content:
    """All pages, one data file and every slot, but for what is given."""
    usual = site.Content(pages(), [lambda: files(("api/v1/claims.json", b"{}"))], given(written_slots()), resolve)
    return replace(usual, **changes)


def build(
    root: Path, out: Path, given: site.Content, cache: bool = True, in_place: site.InPlace | None = None
) -> site.Report:
    """The site of what is given, with the written pages at `root`."""
    with site.begun(root, out, cache, in_place) as begun:
        return site.finish(begun, given)
