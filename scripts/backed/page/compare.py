"""The page that sets treatments side by side, outcome by outcome, and says in words how far they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from backed.library import Library
from backed.outline import outline
from backed.page import findings
from backed.page.view import Views, blocks
from backed.record.claim import Claim
from backed.record.vocabulary import Intervention, Outcome

UP = "../"  # the page lies one folder deep
MOST_HARMS = 3
ByTerm = dict[str, list[str]]  # interventions with their claims
MANY = 40  # with more treatments than this, pairs that were not looked at in one condition are left out


@dataclass(frozen=True)
class Treatment:
    """One intervention for an outcome: what each claim shows, the surest first, and its gravest harms."""

    term: Intervention
    rows: tuple[findings.Row, ...]
    harms: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two interventions for an outcome; `direct` are claims that compare them, `reasons` say why none can be drawn."""

    one: Intervention
    other: Intervention
    direct: tuple[str, ...]
    reasons: tuple[str, ...]


class Standing(NamedTuple):
    """What of a claim decides whether it is the nearest to another; `level` from 0, the surest."""

    id: str
    contrast: bool
    condition: str | None
    level: int


@dataclass(frozen=True)
class Comparison:
    """Everything on one outcome."""

    outcome: Outcome
    treatments: tuple[Treatment, ...]
    pairs: tuple[Pair, ...]


def compare_page(env: Environment, views: Views) -> str:
    """The slot of the page: every outcome with two interventions or more, complete without scripts."""
    found = list(_compared(views.library))
    sections = [Markup(section(env, views, outcome.id, by_term)) for outcome, by_term in found]
    context = {"up": UP, "outcomes": [(outcome, len(by_term)) for outcome, by_term in found], "sections": sections}
    return blocks(env, "compare.html", ("compare",), context)["compare"]


def comparisons(views: Views) -> Iterable[Comparison]:
    """One Comparison per outcome on which two interventions or more have claims of effect."""
    return (_comparison(outcome, by_term, views) for outcome, by_term in _compared(views.library))


def section(env: Environment, views: Views, outcome: str, by_term: ByTerm) -> str:
    """What is said of one outcome, from the claims of each intervention."""

    def made() -> str:
        each = _comparison(views.library.outcomes[outcome], by_term, views)
        return blocks(env, "compare.html", ("section",), {"up": UP, "each": each, "many": MANY})["section"]

    return views.memo.get(("compare", outcome), made, repr(by_term))


def _compared(library: Library) -> Iterable[tuple[Outcome, ByTerm]]:
    for outcome in library.outcomes.values():
        by_term = claims_of(outcome.id, library)
        if len(by_term) > 1:
            yield outcome, by_term


def claims_of(outcome: str, library: Library) -> ByTerm:
    """The claims of effect on an outcome by their intervention."""
    by_term: ByTerm = {}
    for id_ in library.claims_by_term.get(("outcomes", outcome), ()):
        each = outline(id_, library)
        if each.kind == "effect" and each.intervention in library.interventions:
            by_term.setdefault(each.intervention, []).append(id_)
    return by_term


def _comparison(outcome: Outcome, by_term: ByTerm, views: Views) -> Comparison:
    library = views.library
    ordered = sorted(by_term, key=lambda id_: library.interventions[id_].label.lower())
    treatments = (
        Treatment(
            library.interventions[id_],
            tuple(findings.row(claim, views, "outcomes", []) for claim in findings.ranked(by_term[id_], library)),
            tuple(findings.harms(id_, library)[:MOST_HARMS]),
        )
        for id_ in ordered
    )
    best = {id_: tuple(_best(claims, library)) for id_, claims in by_term.items()}
    pairs = (
        pair(one, other, by_term, best, library)
        for one, other in combinations(ordered, 2)
        if len(ordered) <= MANY or _meet(best[one], best[other])
    )
    return Comparison(outcome, tuple(treatments), tuple(pairs))


def pair(one: str, other: str, by_term: ByTerm, best: dict[str, tuple[Standing, ...]], library: Library) -> Pair:
    """What can be said of two interventions: the claims that compare them, or why none of ours does."""
    terms = library.interventions[one], library.interventions[other]
    direct = [id_ for id_ in by_term[one] if _names(library.claims[id_], terms[1])]
    direct += [id_ for id_ in by_term[other] if _names(library.claims[id_], terms[0])]
    reasons = () if direct else tuple(_apart(terms, best[one], best[other], library))
    return Pair(*terms, tuple(direct), reasons)


def _names(claim: Claim, term: Intervention) -> bool:
    """Whether a claim compares its intervention with `term`: only a contrast does, an add-on to it does not."""
    if claim.about.contrast not in ("better-than", "as-good-as"):
        return False
    return bool(_pattern(term.label, *term.aliases).search(claim.about.comparator or ""))


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    ranked = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ranked))})(?![\w-])", re.IGNORECASE)


# Why two treatments that nobody set against each other cannot be ranked


def _apart(
    terms: tuple[Intervention, Intervention],
    ones: Iterable[Standing],
    others: Iterable[Standing],
    library: Library,
) -> Iterable[str]:
    """The reasons in words, from the two claims that are nearest to each other."""
    one, other = _nearest(ones, others)
    unknown = [
        reason for term, id_ in zip(terms, (one, other), strict=True) if (reason := _unknown(term, id_, library))
    ]
    if unknown:
        yield from unknown
        return
    yield from _differences(library.claims[one], library.claims[other], library)


def _best(ids: Iterable[str], library: Library) -> Iterable[Standing]:
    """Of the claims on one condition, as a contrast or not, the surest: no other can be the nearest to any."""
    found: dict[tuple[bool, str | None], Standing] = {}
    for id_ in sorted(ids):
        about, level = library.claims[id_].about, findings.LEVEL_RANK[library.appraisal(id_).certainty]
        mine = Standing(id_, bool(about.contrast), about.condition, level)
        key = mine.contrast, mine.condition
        if key not in found or level < found[key].level:
            found[key] = mine
    return found.values()


def _meet(ones: Iterable[Standing], others: Iterable[Standing]) -> bool:
    return not {one.condition for one in ones}.isdisjoint(other.condition for other in others)


def _nearest(ones: Iterable[Standing], others: Iterable[Standing]) -> tuple[str, str]:
    """One claim of each, of the same condition where there are such, then the surest; contrasts come last."""
    lowest = max(findings.LEVEL_RANK.values())

    def distance(two: tuple[Standing, Standing]) -> tuple[object, ...]:
        one, other = two
        known = max(one.level, other.level) == lowest
        ids = one.id, other.id
        return one.contrast + other.contrast, known, one.condition != other.condition, one.level + other.level, ids

    one, other = min(product(ones, others), key=distance)
    return one.id, other.id


def _unknown(term: Intervention, id_: str, library: Library) -> str:
    """Why nothing can be compared with what is itself not known."""
    does = "do" if term.plural else "does"
    match library.appraisal(id_).verdict:
        case "untested":
            return f"we found no study of what {term.label} {does} here"
        case "unclear":
            return f"what {term.label} {does} here is itself unclear"
        case _:
            return ""


def _differences(one: Claim, other: Claim, library: Library) -> Iterable[str]:
    people = [_people(claim, library) for claim in (one, other)]
    if people[0] != people[1]:
        yield f"the people differ ({people[0]}; {people[1]})"
    versus = [claim.about.comparator or "nothing that is named" for claim in (one, other)]
    if versus[0] != versus[1]:
        yield f"they were set against different things ({versus[0]}; {versus[1]})"
    times = [claim.about.when or "no time that is named" for claim in (one, other)]
    if times[0] != times[1]:
        yield f"they were looked at after different times ({times[0]}; {times[1]})"
    if people[0] == people[1] and versus[0] == versus[1] and times[0] == times[1]:
        yield "separate studies of like people still differ in ways that nobody recorded"


def _people(claim: Claim, library: Library) -> str:
    condition = library.conditions.get(claim.about.condition or "")
    return claim.about.population or (f"people with {condition.label}" if condition else "people in general")
