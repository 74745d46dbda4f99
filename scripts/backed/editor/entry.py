"""An entry of references.bib as text: its key, its layout, and its place among the others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from backed.editor.duplicate import SMALL
from backed.record import bibtex
from backed.record.bibtex import RawEntry, people

_WIDTH = 12  # of the longest common field name: values stand under each other


def key_for(fields: Mapping[str, str], taken: Collection[str]) -> str:
    """`Moustafa2013extension`: first author, year (or ND) and the first telling word that makes it new."""
    authors, _ = people(fields.get("author", ""))
    name = "".join(_words(authors[0][0])) if authors else ""
    year = fields.get("year") or "ND"
    words = [word.lower() for word in _words(fields.get("title", "")) if word.lower() not in SMALL] or ["source"]
    head = f"{name or words[0].capitalize()}{year}"
    tries = [f"{head}{word}" for word in words]
    tries += [f"{head}{words[0]}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"]
    return next(key for key in tries if key not in taken)


def _words(text: str) -> list[str]:
    """The words of a text in plain letters, without accents."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.findall(r"[A-Za-z]+", plain)


# Letters that do not come apart into a plain letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "đ": "d", "ı": "i"})


def written(entry: RawEntry) -> str:
    """The entry as it stands in references.bib: one field a line."""
    lines = [f"  {name:<{_WIDTH}} = {{{_safe(name, value)}}}" for name, value in entry.fields.items()]
    return f"@{entry.type}{{{entry.key},\n" + ",\n".join(lines) + "\n}\n"


def _safe(name: str, value: str) -> str:
    """A value that cannot end its field early: braces that do not match are taken out."""
    if name in ("doi", "url"):
        return value.replace("{", "%7B").replace("}", "%7D")
    depth = 0
    for letter in value:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            break
    return value if depth == 0 else value.replace("{", "").replace("}", "")


def inserted(text: str, entry: RawEntry) -> str:
    """The bibliography with the entry in its place by key; every other line stays as it is."""
    others, _, _ = bibtex.parse(text)
    later = next((each for each in others if each.key.lower() > entry.key.lower()), None)
    if later is None:
        return "\n".join(filter(None, [text.rstrip("\n") + "\n" if text.strip() else "", written(entry)]))
    lines = text.split("\n")
    at = later.line - 1
    while at and lines[at - 1].startswith("%"):  # a comment above an entry belongs to it
        at -= 1
    at = at or later.line - 1  # at the top it belongs to the file
    return "\n".join([*lines[:at], *written(entry).split("\n"), *lines[at:]])
