"""What a site holds beside its pages: data files, indexes, and the reports that written pages show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from backed import audit, readability
from backed.change.feed import PATH, feed
from backed.check import evaluation
from backed.data import export
from backed.editor import form_page
from backed.index import build, search_page
from backed.page import compare, written_slots
from backed.page.view import Views
from backed.picture import map_page, matrix
from backed.site import engine
from backed.trace import Memo


def files(views: Views, root: Path, name: str) -> list[Callable[[], Iterable[tuple[str, bytes]]]]:
    """What gives (path, bytes) of every file that is made from the records and is no page: each part can be made alone.

    `name` is that of the site.
    """
    library = views.library
    return [
        partial(export.files, library, views),
        lambda: build.files(library, lambda id_: views.sentence(id_, "reader"), written_pages(root), views.suggest),
        lambda: form_page.files(library, views.repository),
        lambda: [(PATH, _feed(views, name))],
    ]


def _feed(views: Views, name: str) -> bytes:
    return feed(views.history.steps, name, views.site_url, _newest(views))


def _newest(views: Views) -> datetime:
    """The date of the newest review: what a feed says that has no entry."""
    day = max((claim.reviewed for claim in views.library.claims.values()), default=date(1970, 1, 1))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


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
) -> list[Callable[[], dict[str, str]]]:
    """What gives the slots of written pages, by `page/slot`: each part can be made alone."""
    return [
        partial(_apps, env, views),
        lambda: written_slots.slots(env, views, reports(views, readings, snapshot)),
    ]


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
        "evaluation": evaluation.kept(views.library.root),
    }


def _apps(env: Environment, views: Views) -> dict[str, str]:
    """The slots that hold an application: check, search, map, matrix, compare."""
    return {
        "search/app": search_page.app_html(),
        "contribute/write/app": form_page.app_html(),
        "map/map": map_page.map_page(views.library, views.suggest),
        "matrix/matrix": matrix.matrix_page(views.library),
        "compare/compare": compare.compare_page(env, views),
    }
