"""From a library to the pages of its records: paths, titles and the HTML of each slot. Touches no disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from jinja2 import Environment

from backed.appraisal import certainty
from backed.library import Library
from backed.page import findings
from backed.page.pocket import pocket
from backed.page.term_page import term_page
from backed.page.view import UP, Views, blocks, used_references
from backed.picture import forest_svg, icon_array
from backed.record.claim import GRADED, Claim
from backed.record.reference import Reference
from backed.record.statement import SourceDocument
from backed.record.vocabulary import VOCABULARY
from backed.rule.measured import felt_beside, is_measured
from backed.sentence.wording import capital
from backed.site.shell import Page
from backed.words import human

GRADED_SLOTS = ("sentence", "facts", "evidence", "certainty", "harms", "guidelines", "statements", "change", "references", "dates", "cite", "actions")  # fmt: skip
UNGRADED_SLOTS = ("sentence", "facts", "basis", "evidence", "guidelines", "statements", "change", "references", "dates", "cite", "actions")  # fmt: skip
REFERENCE_SLOTS = ("summary", "findings", "claims", "cited-by", "cite", "actions")
DOCUMENT_SLOTS = ("summary", "matter-most", "statements", "counts", "story", "fair", "cites", "actions")


def claim_page(env: Environment, views: Views, id_: str) -> Page:
    """The page of one claim."""
    library = views.library
    claim, graded = library.claims[id_], library.claims[id_].kind in GRADED
    context = {
        "id": id_,
        "up": UP,
        "claim": claim,
        "appraisal": library.appraisal(id_),
        "topic": library.topic(id_),
        "harms": findings.harms(claim.about.intervention, library, but=id_) if graded else [],
        "felt": felt_beside(claim, library)[:2] if is_measured(claim, library) else [],
        "statements": _statements(id_, views),
        "sources": used_references(claim.cites, library),
        "stale": library.stale.get(id_),
        "abstracts_only": _abstracts_only(claim, library),
        "forest": forest_svg.forest(claim, library, UP),
        "icons": icon_array.icons(claim, library),
        **pocket(id_, views),
    }
    slots = blocks(env, "claim.html", GRADED_SLOTS if graded else UNGRADED_SLOTS, context)
    return Page(
        f"claims/{id_}/",
        claim.claim,
        views.sentence(id_, "reader"),
        "claim-graded" if graded else "claim-ungraded",
        slots,
    )


def _statements(id_: str, views: Views) -> list[tuple[str, Any, Any]]:
    found = []
    for document, number in views.library.statements_by_claim.get(id_, ()):
        line = next(line for line in views.library.documents[document].statements if line.n == number)
        found.append((document, line, views.shown(document, line)))
    return found


def _abstracts_only(claim: Claim, library: Library) -> bool:
    sources = [
        library.references[item.source]
        for item in certainty.counting(claim, library.references)
        if item.source in library.references
    ]
    return bool(sources) and all(
        source.verified is not None and source.verified.seen == "abstract" for source in sources
    )


def reference_page(env: Environment, views: Views, key: str) -> Page:
    """The page of one reference."""
    library, source = views.library, views.library.references[key]
    ids = library.claims_by_reference.get(key, [])
    items = [(id_, item) for id_ in ids for item in library.claims[id_].evidence if item.source == key]
    bears = {id_: item.bears for id_, item in items}
    context = {
        "up": UP,
        "source": source,
        "findings": _distinct_findings(items),
        "claims": [(id_, bears.get(id_)) for id_ in ids],
        "cited_by": library.documents_by_reference.get(key, []),
        "same_people": [other for other in library.references_by_trial.get(source.trial or "", ()) if other != key],
        "inside": library.references_by_content.get(key, []),
    }
    slots = blocks(env, "reference.html", REFERENCE_SLOTS, context)
    return Page(
        f"references/{key}/", f"{source.short}: {source.title}"[:200], _reference_summary(source), "reference", slots
    )


def _distinct_findings(items: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return list({item.found: (id_, item) for id_, item in items}.values())


def _reference_summary(source: Reference) -> str:
    size = f", {source.participants} people" if source.participants else ""
    return f"{capital(human(source.design))}{size}: what it found and which claims lean on it."


def document_page(env: Environment, views: Views, id_: str) -> Page:
    """The page of one source document."""
    document: SourceDocument = views.library.documents[id_]
    shown = [(line, views.shown(id_, line)) for line in document.statements]
    context = {
        "up": UP,
        "id": id_,
        "document": document,
        "counts": Counter(each.verdict for _, each in shown),
        "fair": [line for line, each in shown if each.verdict == "supported"],
    }
    return Page(
        f"statements/{id_}/",
        document.title,
        document.about,
        "statement",
        blocks(env, "document.html", DOCUMENT_SLOTS, context),
    )


def retired_page(env: Environment, views: Views, id_: str) -> Page:
    """What stays at the address of a retired record."""
    stone = views.library.retired[id_]
    onward = "statements" if stone.moved in views.library.documents else "claims"
    canonical = f"{onward}/{stone.moved}/" if stone.moved else ""
    slots = blocks(env, "retired.html", ("notice",), {"up": UP, "stone": stone, "canonical": canonical})
    return Page(
        f"{views.library.folder_of_retired(id_)}/{id_}/",
        f"Retired: {id_}",
        "This record is retired.",
        "retired",
        slots,
        canonical,
    )


def pages(env: Environment, views: Views) -> Iterator[tuple[str, Callable[[], Page]]]:
    """(path, render) of every page; which is rendered is up to the caller."""
    library = views.library
    for id_ in library.claims:
        yield f"claims/{id_}/", partial(claim_page, env, views, id_)
    for key in library.references:
        yield f"references/{key}/", partial(reference_page, env, views, key)
    for kind in VOCABULARY:
        for term in getattr(library, kind).values():
            yield f"{kind}/{term.id}/", partial(term_page, env, views, kind, term)
    for id_ in library.documents:
        yield f"statements/{id_}/", partial(document_page, env, views, id_)
    for id_ in library.retired:
        yield f"{library.folder_of_retired(id_)}/{id_}/", partial(retired_page, env, views, id_)
