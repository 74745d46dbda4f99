"""A difference in words: for a terminal, and as Markdown that is safe to post as a comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from backed.change.items import Item, Section, sections, summary
from backed.change.model import Difference
from backed.record.source import one_line

MOST_LETTERS = 400  # of one text; what is longer is cut, and the page has it whole
MOST_PAGES = 40
MOST_MARKDOWN = 55_000  # GitHub refuses comments above 65,536 letters
_INVISIBLE = "\u200b"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~^$=-])")
# GitHub makes links of these wherever they stand, escaped or not; a zero-width space keeps them apart.
_LINKED = re.compile(r"(@|#|://|\bwww(?=\.)|\bGH(?=-\d))", re.IGNORECASE)


def clean(text: str) -> str:
    """A record's text on one line, without control and direction letters, cut where it is long."""
    line = one_line(text)
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1] + "…"


def safe_markdown(text: str) -> str:
    """A record's text as Markdown that shows it and does nothing: no link, no mention, no markup."""
    apart = _LINKED.sub(lambda found: found[0][:1] + _INVISIBLE + found[0][1:], clean(text))
    return escape(_MARKDOWN.sub(r"\\\1", apart), quote=False)


def as_text(difference: Difference) -> str:
    """For a terminal."""
    lines = [f"{clean(difference.base)} → {clean(difference.head)}", summary(difference)]
    for section in sections(difference):
        lines += ["", f"{section.title} ({len(section.items)})"]
        for item in section.items:
            lines.append(f"  {item.head}: {clean(item.text)}")
            lines += [f"      {label}: {clean(text)}" for label, text in item.lines]
    return "\n".join([*lines, "", *_pages(difference, clean)]).rstrip()


def as_markdown(difference: Difference) -> str:
    """For a comment on a pull request: what moves lies open, the rest is folded; cut at whole items where it is long."""
    parts = ["### What this changes for readers", safe_markdown(summary(difference))]
    room = MOST_MARKDOWN
    for section in sections(difference):
        blocks = list(_within(map(_block, section.items), room))
        left = len(section.items) - len(blocks)
        room -= sum(map(len, blocks))
        more = [f"- … and {left} more: run `diff` to see all"] if left else []
        parts += _laid_out(section, "\n".join([*blocks, *more]))
    return "\n\n".join([*parts, *filter(None, _pages(difference, safe_markdown)), ""])


def _block(item: Item) -> str:
    lines = [f"- **{safe_markdown(item.head)}**: {safe_markdown(item.text)}"]
    return "\n".join([*lines, *(f"  - {label}: {safe_markdown(text)}" for label, text in item.lines)])


def _within(blocks: Iterable[str], room: int) -> Iterator[str]:
    for block in blocks:
        room -= len(block)
        if room < 0:
            return
        yield block


def _laid_out(section: Section, text: str) -> list[str]:
    title = f"{section.title} ({len(section.items)})"
    if section.grave:
        return [f"#### {title}", text]
    return [f"<details><summary>{title}</summary>", text, "</details>"]


def _pages(difference: Difference, voice: Callable[[str], str]) -> list[str]:
    if not difference.pages:
        return []
    shown = ", ".join(voice(page) for page in difference.pages[:MOST_PAGES])
    more = f", and {len(difference.pages) - MOST_PAGES} more" if len(difference.pages) > MOST_PAGES else ""
    return [f"Pages affected ({len(difference.pages)}): {shown}{more}"]
