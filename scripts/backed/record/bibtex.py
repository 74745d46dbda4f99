"""BibTeX as entries of plain text with a line for each field; every fault of the file at once."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
)
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from backed.record.source import Fault, Place

# The parser logs what it also returns as a block; we report the block.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_LATEX = LatexNodes2Text(math_mode="verbatim", keep_comments=True)
_KEY = re.compile(r"@\w+\s*\{\s*([^\s,{}]+)\s*,")
_DECODED = ("title", "journal", "author", "editor", "booktitle", "publisher", "institution", "school")


@dataclass(frozen=True)
class RawEntry:
    """One entry as typed: field names in lower case, values without their braces, lines from 1."""

    type: str
    key: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict)


def parse(text: str) -> tuple[list[RawEntry], set[str], list[Fault]]:
    """All readable entries of a BibTeX text, the keys of the others, and a Fault for everything that is wrong in it."""
    entries: list[RawEntry] = []
    lost: set[str] = set()
    faults: list[Fault] = []
    for block in parse_string(text, parse_stack=[]).blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            wrong = list(_entry_faults(block, line))
            if not wrong:
                entries.append(_raw(block, line))
        else:
            wrong = list(_block_faults(block, line))
        faults.extend(wrong)
        lost |= set(_KEY.findall(block.raw or "")) if wrong else set()
    return entries, lost, faults


def _raw(block: Entry, line: int) -> RawEntry:
    values = {item.key.lower(): decoded(item.key.lower(), unwrapped(str(item.value))) for item in block.fields}
    lines = {item.key.lower(): (item.start_line or 0) + 1 for item in block.fields}
    return RawEntry(block.entry_type.lower(), block.key, line, values, lines)


def unwrapped(value: str) -> str:
    """A field's text without the braces or quotes around it, its line breaks folded."""
    text = " ".join(value.split())
    return text[1:-1].strip() if len(text) > 1 and (text[0], text[-1]) in (("{", "}"), ('"', '"')) else text


def decoded(name: str, value: str) -> str:
    """LaTeX accents and braces of a text field decoded; DOIs, URLs and names of people are left to their readers."""
    if name not in _DECODED or name in ("author", "editor") or not ("\\" in value or "{" in value):
        return value
    return latex(value)


def latex(value: str) -> str:
    """Plain text for LaTeX: `\\'e` becomes é, braces go, `%` and `&` stay."""
    return str(_LATEX.latex_to_text(re.sub(r"(?<!\\)[%&]", r"\\\g<0>", value))).strip()


def people(value: str) -> tuple[list[tuple[str, str]], bool]:
    """(family, given) of each author, and whether the list ends with `and others`. Organisations have no given name."""
    names = split_multiple_persons_names(value)
    others = bool(names) and names[-1] == "others"
    return [_name(name) for name in (names[:-1] if others else names)], others


def _name(name: str) -> tuple[str, str]:
    if name.startswith("{") and name.endswith("}"):
        return latex(name[1:-1]) if "\\" in name else name[1:-1], ""
    parts = parse_single_name_into_parts(name)
    family, given = " ".join([*parts.von, *parts.last, *parts.jr]), " ".join(parts.first)
    return (latex(family), latex(given)) if "\\" in name or "{" in name else (family, given)


def _entry_faults(block: Entry, line: int) -> Iterator[Fault]:
    if not block.key:
        fix = "Write a key such as Moustafa2013extension."
        yield Fault(Place(line, 1), "bibtex-key", "an entry without a key", fix)
    for item in block.fields:
        place = Place((item.start_line or 0) + 1, 1)
        rest = _behind(str(item.value).strip())
        if rest.startswith("#"):
            yield Fault(place, "bibtex-join", f"`{item.key}` joins strings with #", "Write the text out in braces.")
        elif rest:
            message = f"a comma is missing after the value of `{item.key}`"
            yield Fault(place, "bibtex-syntax", message, "Each field is `name = {value},`.")


def _behind(value: str) -> str:
    """What stands behind the braces, quotes or word of a field's value: nothing, unless something is wrong."""
    if value.startswith('"'):
        return value[1:].partition('"')[2].strip()
    depth = 0
    for number, letter in enumerate(value if value.startswith("{") else ""):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return value[number + 1 :].strip()
    return value.partition(" ")[2].strip() if not value.startswith("{") else ""


def _block_faults(block: object, line: int) -> Iterator[Fault]:
    place = Place(line, 1)
    match block:
        case DuplicateBlockKeyBlock():
            yield Fault(place, "duplicate-key", f"the key {block.key} is used twice", "Rename or delete one entry.")
        case DuplicateFieldKeyBlock():
            names = ", ".join(sorted(block.duplicate_keys))
            yield Fault(place, "duplicate-field", f"the entry has a field twice: {names}", "Keep one of them.")
        case ParsingFailedBlock():
            message = "the entry cannot be read: a brace or comma is missing in it, or just before"
            yield Fault(place, "bibtex-syntax", message, "Each field is `name = {value},`; the entry ends with `}`.")
        case ImplicitComment() if not block.comment.lstrip().startswith("%"):
            message = f"text outside of any entry: “{block.comment.strip()[:50]}”"
            yield Fault(place, "bibtex-text", message, "Delete it, or begin the line with %.")
        case ImplicitComment() | ExplicitComment():
            return
        case _:
            message = "only entries and comments are used here, no @string and no @preamble"
            yield Fault(place, "bibtex-block", message, "Write the text out in the entries.")
