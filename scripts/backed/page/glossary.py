"""The words of the glossary in a text, each led to its explanation where it first stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from backed.picture.fill import fill, joined
from backed.record.vocabulary import Entry

# Abbreviations such as OR and MD are words in lower case; they are explained only as typed here.
_CASED = re.compile(r"[A-Z]{2,}")
_WORD = re.compile(r"[\w-]+")
_LINK = '<a class="bk-gloss" href="{}glossary/#{}" title="{}">{}</a>'


class Glossary:
    """The entries by the first word of each of their names, since a text has few words that begin a name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_name = {name: entry for entry in entries for name in (entry.term, *entry.aliases)}
        self._entries = {name.lower(): entry for name, entry in by_name.items()} | by_name
        beginning: dict[str, list[str]] = {}
        for name in sorted(by_name, key=len, reverse=True):
            if first := _WORD.match(name):
                beginning.setdefault(first[0].lower(), []).append(name)
        self._patterns = {first: _any_of(names) for first, names in beginning.items()}

    def linked(self, text: str, up: str) -> Markup:
        """Escaped text in which the first mention of each entry leads to it; `up` leads to the site's root."""
        parts, end, past, seen = [], 0, 0, set()
        for word in _WORD.finditer(text):
            pattern = self._patterns.get(word[0].lower())
            found = pattern.match(text, word.start()) if pattern and word.start() >= past else None
            if not found:
                continue
            past = found.end()
            entry = self._entries.get(found[0]) or self._entries.get(found[0].lower())
            if entry is None or entry.id in seen:
                continue
            seen.add(entry.id)
            link = fill(_LINK, up, entry.id, entry.definition, found[0])
            parts += [escape(text[end : found.start()]), link]
            end = past
        return joined([*parts, escape(text[end:])])


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) if _CASED.search(name) else f"(?i:{re.escape(name)})" for name in names)
    return re.compile(rf"(?:{alternatives})(?![\w-])")
