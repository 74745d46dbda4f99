"""references.json: what search shows and finds of references, and what the check knows papers by that a text names."""

from __future__ import annotations

from typing import Any

from backed import words
from backed.index import shared
from backed.library import Library
from backed.record.reference import Reference


def references(library: Library) -> dict[str, list[Any]]:
    """One column per field; `claims` are numbers in the index, `statements` are those that cite it or are about it."""
    sources = [library.references[key] for key in sorted(library.references)]
    number = {id_: place for place, id_ in enumerate(shared.order(library))}
    cited = _cited(library)
    return {
        "key": [source.key for source in sources],
        "title": [source.title for source in sources],
        "short": [source.short for source in sources],
        "families": [[author.family for author in source.authors] for source in sources],
        "year": [source.year for source in sources],
        "container": [source.container for source in sources],
        "doi": [source.doi for source in sources],
        "pmid": [source.pmid for source in sources],
        "about": [_about(source) for source in sources],
        "notice": [source.notice.kind if source.notice else "" for source in sources],
        "claims": [[number[id_] for id_ in library.claims_by_reference.get(source.key, [])] for source in sources],
        "statements": [cited.get(source.key, []) for source in sources],
    }


def _about(source: Reference) -> str:
    people = f", {source.participants} people" if source.participants else ""
    return f"{words.human(source.design)}{people}"


def _cited(library: Library) -> dict[str, list[str]]:
    """Ids of the statements that cite each reference or are about it."""
    found: dict[str, list[str]] = {}
    for id_, document in library.documents.items():
        for line in document.statements:
            for key in dict.fromkeys((*line.cites, *line.references)):
                found.setdefault(key, []).append(f"{id_}#{line.n}")
    return found
