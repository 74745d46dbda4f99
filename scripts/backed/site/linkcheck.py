"""Broken links of the finished site as problems, each at its place in the Markdown or on the page made from a shell."""

from __future__ import annotations

from collections.abc import Mapping

from backed.problem import Problem
from backed.site import engine, link, written
from backed.site.ledger import Entry
from backed.site.shell import Shell
from backed.site.stage import Stage

INDEX = "index.html"


def address(path: str) -> str:
    """Where a file is found in a browser: `claims/x/index.html` is `claims/x/`."""
    return path.removesuffix(INDEX)


def problems(stage: Stage, shells: Mapping[str, Shell], base: str, source: engine.Ground) -> tuple[list[Problem], int]:
    """Broken links and anchors of the whole site, ids that stand twice on a changed page; and the count of links."""
    entries = stage.entries
    pages = {address(path): entry.facts for path, entry in entries.items() if entry.facts}
    own = {name: _facts(shell, base) for name, shell in shells.items()}
    changed = [address(path) for path in stage.changed if entries[path].facts]
    due = {path: pages[path] for path in changed} if _nothing_went(stage) else pages
    broken = link.check(pages, own, entries, due)
    for path in changed:
        broken += link.twice(path, pages[path], own)
    return [_problem(fault, source) for fault in broken], sum(facts.link_lines.count("\n") for facts in pages.values())


def _nothing_went(stage: Stage) -> bool:
    """Whether all is there that links of the last site lead to, so that those of pages that were kept still do."""
    if not stage.before.keys() <= stage.entries.keys():
        return False
    return all(_has_all(stage.before[path], stage.entries[path]) for path in stage.changed if path in stage.before)


def _has_all(old: Entry, new: Entry) -> bool:
    """Whether a page still has every place that it had, those of its shell too: the end of its key is the shell's."""
    if old.facts is None or new.facts is None:
        return old.facts is None
    shells = {each.key.rpartition(".")[2] for each in (old, new) if each.facts and each.facts.shell}
    return len(shells) < 2 and set(old.facts.ids) <= set(new.facts.ids)


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
