"""pages.json: what search finds beside claims and references: the glossary, source documents and written pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from backed.index.text import unique_words
from backed.library import Library

Written = Iterable[tuple[str, str, str]]  # (path in the site, title, Markdown without front matter)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>")
_HEADING = re.compile(r"^#{1,4}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_OWN_ANCHOR = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}")


def pages(library: Library, written: Written = ()) -> dict[str, list[Any]]:
    """The glossary, the words of source documents in the order of the index, and written pages with their headings."""
    return {
        "glossary": [[entry.id, entry.term, list(entry.aliases), entry.definition] for entry in library.glossary],
        "documents": [_document_words(id_, library) for id_ in sorted(library.documents)],
        "pages": [_page(path, title, text) for path, title, text in sorted(written)],
    }


def _document_words(id_: str, library: Library) -> str:
    document = library.documents[id_]
    return unique_words(" ".join([document.about, *(line.says for line in document.statements)]), document.title)


def _page(path: str, title: str, text: str) -> list[Any]:
    """[path, title, [[heading, anchor]], words] of a written page."""
    from markdown.extensions.toc import slugify  # here, as it brings all of Markdown with it

    bare = _COMMENT.sub("", text)
    headings: dict[str, str] = {}
    for found in _HEADING.finditer(bare):
        own = _OWN_ANCHOR.search(found[1])
        heading = _TARGET.sub("", found[1]).replace("[", "").replace("`", "").replace("*", "").strip()
        headings.setdefault(own[1] if own else slugify(heading, "-"), heading)
    return [
        path,
        title,
        [[name, anchor] for anchor, name in headings.items() if name != title],
        unique_words(f"{path} {_TARGET.sub(' ', bare)}", title),
    ]
