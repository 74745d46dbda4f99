"""A field of an entry in references.bib, written by splicing: every other letter of the file stays as it is."""

from __future__ import annotations

import re

from backed.record import bibtex
from backed.record.bibtex import RawEntry
from backed.record.reference_fields import FIELDS

_START = re.compile(r"(\s*)(\w+)(\s*)=")


def with_field(text: str, key: str, name: str, value: str) -> str:
    """The text with one field of one entry set. Raises KeyError for an unknown key, ValueError where it cannot be done."""
    before = _entries(text)
    new = _spliced(text.split("\n"), before[key], name, value)
    after = _entries(new)
    wanted = before[key].fields | {name: value}
    if after.keys() != before.keys() or any(
        after[each].fields != before[each].fields for each in before if each != key
    ):
        raise ValueError(f"{key}: the lines of its entry cannot be told apart; write `{name} = {{{value}}},` by hand")
    if after[key].fields != wanted:
        raise ValueError(f"{key}: the lines of its entry cannot be told apart; write `{name} = {{{value}}},` by hand")
    return new


def _entries(text: str) -> dict[str, RawEntry]:
    return {entry.key: entry for entry in bibtex.parse(text)[0]}


def _spliced(lines: list[str], entry: RawEntry, name: str, value: str) -> str:
    if name in entry.lines:
        at = entry.lines[name] - 1
        lines[at] = re.sub(rf"\b({name}\s*=\s*)\{{[^{{}}]*\}}", rf"\g<1>{{{value}}}", lines[at], count=1)
    else:
        order = list(FIELDS)
        later = [each for each in entry.fields if each in order and order.index(each) > order.index(name)]
        at = min((entry.lines[each] for each in later), default=entry.line + 1) - 1
        lines.insert(at, f"{_like(lines[at], name)} {{{value}}},")
    return "\n".join(lines)


def _like(neighbour: str, name: str) -> str:
    """`name =`, set out like the line it goes before."""
    found = _START.match(neighbour)
    indent, width = (found[1], len(found[2] + found[3])) if found else ("  ", 0)
    return f"{indent}{name.ljust(width)}{'' if width > len(name) else ' '}="
