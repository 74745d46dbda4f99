"""Broken links of the finished site as problems, each at its place in the Markdown or on the page made from a shell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backed.problem import Problem
from backed.site import engine, link, written
from backed.site.ledger import Entry
from backed.site.shell import Shell

INDEX = "index.html"


def address(path: str) -> str:
    """Where a file is found in a browser: `claims/x/index.html` is `claims/x/`."""
    return path.removesuffix(INDEX)


def problems(
    entries: Mapping[str, Entry], changed: Iterable[str], shells: Mapping[str, Shell], base: str, source: engine.Ground
) -> tuple[list[Problem], int]:
    """Broken links and anchors of the whole site, ids that stand twice on a changed page; and the count of links."""
    pages = {address(path): entry.facts for path, entry in entries.items() if entry.facts}
    own = {name: _facts(shell, base) for name, shell in shells.items()}
    broken = link.check(pages, own, entries)
    for path in map(address, changed):
        broken += link.twice(path, pages[path], own) if path in pages else []
    return [_problem(fault, source) for fault in broken], sum(len(facts.links) for facts in pages.values())


def _facts(shell: Shell, base: str) -> link.Facts:
    return link.gather(shell.text(link.FOLDER_MARK), link.shell_path(shell.name), base)


def _problem(fault: link.Broken, source: engine.Ground) -> Problem:
    file = written.markdown_of(fault.page, source)
    message = f"link to {fault.target!r}: {fault.reason}"
    if file is None:
        return Problem(fault.page + INDEX, 1, 1, "error", "broken-link", message, None)
    last = [part for part in fault.target.split("/") if part][-1:] or [""]
    line, column = engine.place(file, last[0])
    return Problem(engine.told(source, file), line, column, "error", "broken-link", message, None)
