"""All files of the index. Each fact of a record stands in one of them, and the first one names the others:

`index.json`        claims, the vocabulary and their words: all that search needs for a result, and the base of the check
`check.json`        what the statement check needs beside it: how claims are limited, and the cue words of language
`references.json`   references, for search right after the first result, for the check where a text names a paper
`pages.json`        the glossary, written pages and the words of source documents, for search
`sentences-N.json`  the readers' sentences of SHARD claims, fetched for those on the screen
`found-N.json`      what the sources of SHARD claims found, fetched for those that the check shows
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pydantic_core import to_json

from backed.index import check, pages, references, shared
from backed.library import Library
from backed.part import Part
from backed.trace import once

FOLDER = "assets/index/"
LANGUAGE, WRITTEN = "language", "written"  # what parts read that is no record
FIRST = f"{FOLDER}index.json"
SHARD = 500  # claims per file of sentences: one such file is a tenth of a second on a slow line

Sentence = Callable[[str], str]


def parts(library: Library, sentence: Sentence, written: pages.Written = (), suggest: str = "") -> list[Part]:
    """The parts of the index, the first file last, since it names the others by their hashes.

    `sentence` gives the reader's sentence of a claim id. `written` are pages as (path in the site, title, Markdown
    without front matter). `suggest` is the address of the form for a claim that is missing.
    """
    single = [
        Part("check", lambda: _file("check", check.judging(library)), [LANGUAGE]),
        Part("references", lambda: _file("references", references.references(library))),
        Part("pages", lambda: _file("pages", pages.pages(library, written)), [WRITTEN]),
    ]
    shards = [
        Part("sentences", lambda: _shards("sentences", library, sentence)),
        Part("found", lambda: _shards("found", library, lambda id_: found(id_, library))),
    ]

    def first() -> Iterator[tuple[str, bytes]]:
        of_one: dict[str, Any] = {part.name: _versions(part, library)[0] for part in single}
        of_shards = {part.name: _versions(part, library) for part in shards}
        files = {"shard": SHARD} | of_one | of_shards
        yield FIRST, to_json(shared.shared(library, suggest) | {"files": files})

    return [*single, *shards, Part("index", first)]


def whole(library: Library) -> dict[str, Any]:
    """The parts that the statement check answers from, as BackedCheck.load takes them."""
    return {
        "index": shared.shared(library),
        "check": check.judging(library),
        "references": references.references(library),
    }


def found(id_: str, library: Library) -> list[list[str]]:
    """[[key, short name, what it found on this claim], ...] of the sources of a claim."""
    claim = library.claims[id_]
    said = [(item.source, item.found) for item in claim.evidence]
    said += [(note.source, note.found) for note in claim.guidelines]
    return [[key, library.references[key].short, text] for key, text in said if key in library.references]


def _file(name: str, data: Any) -> Iterator[tuple[str, bytes]]:
    yield f"{FOLDER}{name}.json", to_json(data)


def _shards(name: str, library: Library, of: Callable[[str], Any]) -> Iterator[tuple[str, bytes]]:
    """What each claim has, in the order of the index; a shard is remembered as long as nothing of it changes."""
    every = shared.order(library)
    for number, start in enumerate(range(0, len(every), SHARD)):
        ids = tuple(every[start : start + SHARD])
        yield (
            f"{FOLDER}{name}-{number}.json",
            once(library, ("shard", name, number), partial(_shard, ids, of), repr(ids)),
        )


def _shard(ids: tuple[str, ...], of: Callable[[str], Any]) -> bytes:
    return to_json([of(id_) for id_ in ids])


def _versions(part: Part, library: Library) -> list[str]:
    """The names of files with a digest, so that no browser joins parts of two days."""
    return [f"{path.removeprefix(FOLDER)}?v={key[:8]}" for path, key in part.digests(library).items()]
