"""What a site holds beside its pages: data files, indexes, and the reports that written pages show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from backed import audit, readability
from backed.change.feed import PATH, feed
from backed.check import evaluation
from backed.data import export
from backed.editor import form_page
from backed.index import build, check, search_page, shared
from backed.memo import Memo, Source, source
from backed.outline import outline
from backed.page import compare, written_slots
from backed.page.view import Views
from backed.part import Part
from backed.picture import map_page, matrix
from backed.site import build as site
from backed.site import engine
from backed.site.ledger import digest

HISTORY, AUDIT = "history", "audit"  # what parts and slots read that is no record


def beside(root: Path) -> dict[Source, str]:
    """The hashes of files that are read beside the records, by the names that parts and slots give them."""
    reports = [*sorted((root / audit.READINGS).glob("*.yml")), root / audit.NOTICES, root / evaluation.RESULTS]
    files = {
        build.LANGUAGE: [check.language_file(root)],
        build.WRITTEN: sorted(engine.ground(root).docs.rglob("*.md")),
        AUDIT: [file for file in reports if file.is_file()],
    }
    return {source(name): digest(*_names_and_bytes(found)) for name, found in files.items()}


def _names_and_bytes(files: Iterable[Path]) -> Iterator[str | bytes]:
    return (part for file in files for part in (file.as_posix(), file.read_bytes()))


def settle(env: Environment, views: Views) -> None:
    """Look again at what lists show of the claims that changed: mostly it is the same, and the lists need not be made."""
    library = views.library

    @cache
    def reader() -> check.Reader:
        return check.reader(library, check.language(library.root))  # slow to read, and mostly not needed

    views.memo.settle(
        {
            "outline": lambda id_: outline(id_, library),
            "sentence": views.sentence,
            "index": lambda id_: shared.row(id_, library),
            "compare": lambda id_: compare.section(env, views, id_, compare.claims_of(id_, library)),
            "index of check": lambda id_: check.row(id_, library, reader()),
        }
    )


def files(views: Views, root: Path, name: str) -> list[site.Files]:
    """What gives every file that is made from the records and is no page: each part can be made alone.

    `name` is that of the site.
    """
    library = views.library
    alone = [
        *export.parts(library, views),
        Part("form", lambda: form_page.files(library, views.repository)),
        Part("feed", lambda: [(PATH, _feed(views, name))], [HISTORY]),
    ]
    index = build.parts(library, lambda id_: views.sentence(id_, "reader"), written_pages(root), views.suggest)
    return [
        *(partial(part.files, library) for part in alone),
        lambda: chain.from_iterable(part.files(library) for part in index),
    ]


def _feed(views: Views, name: str) -> bytes:
    return feed(views.history.steps, name, views.site_url, _newest(views))


def _newest(views: Views) -> datetime:
    """The date of the newest review: what a feed says that has no entry."""
    day = max((outline(id_, views.library).reviewed for id_ in views.library.claims), default="1970-01-01")
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def written_pages(root: Path) -> Iterator[tuple[str, str, str]]:
    """(address, title, Markdown without front matter) of every page that people wrote."""
    docs = engine.ground(root).docs
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).with_suffix("")
        if path.parts[0].startswith("_"):
            continue
        front, text = _parted(file.read_text("utf-8"))
        title = re.search(r'^title:\s*"?(.+?)"?\s*$', front, re.MULTILINE) or re.search(
            r"^#\s+(.+?)\s*$", text, re.MULTILINE
        )
        address = "" if path.as_posix() == "index" else f"{path.as_posix().removesuffix('/index')}/"
        yield address, title[1] if title else path.name, text


def _parted(text: str) -> tuple[str, str]:
    if not text.startswith("---\n"):
        return "", text
    front, _, rest = text[4:].partition("\n---\n")
    return front, rest


def plain_texts(views: Views) -> Iterator[readability.Text]:
    """Every text of the records that readers without training should understand."""
    library = views.library
    for id_ in library.claims:
        yield readability.Text("plain sentence of a claim", id_, f"claims/{id_}/", views.sentence(id_, "reader"))
    for id_, document in library.documents.items():
        yield readability.Text("story of a source document", id_, f"statements/{id_}/", document.story)
        for line in document.statements:
            place = f"statements/{id_}/#s{line.n}"
            yield readability.Text("reason for a verdict", f"{id_} {line.n}", place, line.because)
    for kind, term in library.terms():
        yield readability.Text("definition of a term", term.id, f"{kind}/{term.id}/", term.definition)
    for entry in library.glossary:
        yield readability.Text("glossary entry", entry.id, f"glossary/#{entry.id}", entry.definition)


def _measured(text: readability.Text, memo: Memo) -> readability.Measured:
    """How easy a text is; the same words are measured once, since the dictionary of syllables is slow to load."""

    def numbers() -> tuple[float, float]:
        found = readability.measure(text)
        return found.age, found.words

    return readability.Measured(text, *memo.get(("piece", "ease", text.text), numbers))


def slots(
    env: Environment, views: Views, readings: Sequence[audit.Reading], snapshot: audit.Snapshot | None
) -> dict[str, site.Files]:
    """What gives the slots of each written page, by the name of the page."""
    library = views.library
    more: dict[str, Callable[[], dict[str, Any]]] = {
        "audit": lambda: reports(views, readings, snapshot),
        "method": lambda: {"evaluation": evaluation.kept(library.root)},
    }

    def filled(page: str) -> dict[str, str]:
        return written_slots.slots(env, views, page, more[page]() if page in more else None)

    apps: dict[str, Callable[[], dict[str, str]]] = {
        "search": lambda: {"app": search_page.app_html()},
        "contribute/write": lambda: {"app": form_page.app_html()},
        "map": lambda: {"map": map_page.map_page(library, views.suggest)},
        "matrix": lambda: {"matrix": matrix.matrix_page(library)},
        "compare": lambda: {"compare": compare.compare_page(env, views)},
    }
    made = {page: partial(filled, page) for page in written_slots.PAGES} | apps
    read = {"audit": [AUDIT], "method": [AUDIT], "changes": [HISTORY]}
    parts = {
        page: Part(f"slots of {page}", partial(_as_files, make), read.get(page, ())) for page, make in made.items()
    }
    return {page: partial(part.files, library) for page, part in parts.items()}


def _as_files(make: Callable[[], dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    return ((name, html.encode()) for name, html in make().items())


def reports(views: Views, readings: Sequence[audit.Reading], snapshot: audit.Snapshot | None) -> dict[str, Any]:
    """What written pages show of the reports that are kept in the repository."""
    measured = [_measured(text, views.memo) for text in plain_texts(views)]
    return {
        "ease": readability.by_kind(measured),
        "hardest": readability.hardest(measured),
        "target_age": readability.TARGET_AGE,
        "target_words": readability.TARGET_WORDS,
        "readings": [(reading, audit.rates(reading)) for reading in readings],
        "snapshot": snapshot,
        "audit_meanings": audit.MEANINGS,
        "audit_seen": audit.seen_of_sources(views.library),
        "audit_figures": audit.figures_of(views.library),
    }
