"""Rules on the vocabulary and on the examples of how people speak."""

from __future__ import annotations

from backed.library import Library
from backed.record.vocabulary import ELSEWHERE, Example, Intervention, Outcome, Term
from backed.rule.registry import Found, rule

ENOUGH_ALIASES = 6


@rule("term", "warning")
def enough_aliases(id_: str, term: Term, library: Library) -> Found:
    """Interventions and outcomes have at least six aliases, as people really say them."""
    if isinstance(term, Intervention | Outcome) and len(term.aliases) < ENOUGH_ALIASES:
        yield (
            ("aliases",),
            f"{id_} has {len(term.aliases)} aliases",
            f"Add lay words, brands, spellings and abbreviations, at least {ENOUGH_ALIASES}.",
        )


@rule("term", "warning")
def aliases_name_one_term(id_: str, term: Term, library: Library) -> Found:
    """An alias names one term: the statement check and the search could not tell two apart."""
    for number, alias in enumerate(term.aliases):
        owners = library.terms_by_alias[alias.lower()]
        if owners[0] != id_:
            yield ("aliases", number), f"“{alias}” also names {owners[0]}", "Keep it where it is meant most often."


@rule("term")
def term_sources_are_known(id_: str, term: Term, library: Library) -> Found:
    """Sources of contraindications, thresholds and minimal important differences are in references.bib."""
    for number, avoid in enumerate(term.avoid if isinstance(term, Intervention) else ()):
        for key in avoid.sources:
            if not library.has_reference(key):
                yield (
                    ("avoid", number, "sources"),
                    f"{key} is not in references.bib",
                    "Add the entry, or correct the key.",
                )
    if isinstance(term, Outcome) and term.thresholds and not library.has_reference(term.thresholds.source):
        yield (
            ("thresholds", "source"),
            f"{term.thresholds.source} is not in references.bib",
            "Add the entry, or correct the key.",
        )
    for number, limit in enumerate(term.important if isinstance(term, Outcome) else ()):
        if not library.has_reference(limit.source):
            where = ("important", number, "source")
            yield where, f"{limit.source} is not in references.bib", "Add the entry, or correct the key."


@rule("term")
def important_differences_are_apart(id_: str, term: Term, library: Library) -> Found:
    """Two minimal important differences of one outcome and one sort never fit the same unit."""
    seen: set[tuple[str, str]] = set()
    for number, limit in enumerate(term.important if isinstance(term, Outcome) else ()):
        for unit in limit.units:
            if (limit.of, unit) in seen:
                where = ("important", number, "units")
                yield where, f"“{unit}” stands in an earlier one of the same sort", "Keep the one that fits best."
            seen.add((limit.of, unit))


@rule("term")
def thresholds_rise(id_: str, term: Term, library: Library) -> Found:
    """Thresholds rise from small to medium to large."""
    if isinstance(term, Outcome) and (limits := term.thresholds) and not limits.small < limits.medium < limits.large:
        yield (
            ("thresholds",),
            "small, medium and large are not in rising order",
            "Check the three numbers against their source.",
        )


@rule("example")
def example_claims_are_known(id_: str, example: Example, library: Library) -> Found:
    """Examples of how people speak stand under the id of a claim, or under `elsewhere`."""
    if not (id_ in library.claims or id_ in library.unread or id_ == ELSEWHERE):
        yield ("id",), f"there is no claim {id_}", "Correct the id, or remove its examples."


@rule("example", "warning")
def examples_differ(id_: str, example: Example, library: Library) -> Found:
    """An example stands once under its claim: said twice, its words would count for more than they tell."""
    seen: set[str] = set()
    for number, text in enumerate(example.said):
        if text.casefold() in seen:
            yield ("said", number), "this example stands here twice", "Keep one of the two."
        seen.add(text.casefold())
