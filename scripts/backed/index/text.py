"""Words of longer texts, for finding them: each once, since their order and number say nothing there."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
# Words that say nothing of a question; dictionary.js has the list that counts, this one only saves bytes.
_EMPTY = {
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its",
    "of", "on", "or", "that", "the", "their", "they", "this", "to", "was", "were", "who", "with",
}  # fmt: skip


def unique_words(text: str, known: str = "") -> str:
    """The words of a text in order, each once, in lower case and without accents, without those in `known`."""
    seen = set(_plain(known)) | _EMPTY
    return " ".join(word for word in dict.fromkeys(_plain(text)) if word not in seen)


def _plain(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _WORD.findall(text.lower())
