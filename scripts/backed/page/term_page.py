"""The page of one condition, intervention, outcome or factor."""

from __future__ import annotations

from jinja2 import Environment

from backed.library import Library
from backed.page import findings
from backed.page.view import UP, Views, blocks
from backed.picture import evidence_map
from backed.record.vocabulary import Term
from backed.sentence.wording import capital
from backed.site.shell import Page

SLOTS = ("summary", "safety", "summary-of-findings", "map", "claims", "aliases", "related", "actions")


def term_page(env: Environment, views: Views, kind: str, term: Term) -> Page:
    """The page of a term of the list `kind`."""
    library = views.library
    ids = list(library.claims_by_term.get((kind, term.id), ()))
    terms: dict[str, Term] = getattr(library, kind)
    context = {
        "up": UP,
        "kind": kind,
        "term": term,
        "summary": findings.summary(ids, views, kind),
        "course": _course(ids, library) if kind in ("interventions", "conditions") else [],
        "doses": _doses(ids, library) if kind == "interventions" else [],
        "map": evidence_map.small(ids, kind, term.id, library, UP, views.suggest),
        "groups": findings.grouped(ids, library),
        "related": [
            *(terms[parent] for parent in term.broader if parent in terms),
            *(other for other in terms.values() if term.id in other.broader),
        ],
    }
    slots = blocks(env, "term.html", SLOTS, context)
    return Page(f"{kind}/{term.id}/", capital(term.label), term.definition, "term", slots)


def _course(ids: list[str], library: Library) -> list[str]:
    """How the conditions that these claims are about go on without special treatment: the baseline of every effect."""
    conditions = {library.claims[id_].about.condition for id_ in ids} - {None}

    def fits(id_: str) -> bool:
        own = library.claims[id_].about.condition
        return own is None or any(own == other or library.kin(own, other) for other in conditions if other)

    return [id_ for id_ in library.natural_course if fits(id_)]


def _doses(ids: list[str], library: Library) -> list[tuple[str, list[str]]]:
    """(dose, claims that name it), each dose once."""
    by_dose: dict[str, list[str]] = {}
    for id_ in ids:
        if dose := library.claims[id_].about.dose:
            by_dose.setdefault(dose, []).append(id_)
    return list(by_dose.items())
