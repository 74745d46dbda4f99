"""Certainty of evidence (GRADE): from a rating's domains to a level. Pure functions.

Sources of the rules: GRADE handbook (Schünemann, Brożek, Guyatt, Oxman 2013); Core GRADE 1-7 (BMJ 2025); GRADE
guidelines 3, rating the quality of evidence (J Clin Epidemiol 2011;64:401-6); 9, rating up
(doi 10.1016/j.jclinepi.2011.06.004); 18, ROBINS-I (doi 10.1016/j.jclinepi.2018.01.012); 26, informative statements
(doi 10.1016/j.jclinepi.2019.10.014); 28, prognostic factors (J Clin Epidemiol 2020;121:62-70); 32, targets of a rating
(Zeng and others 2021); 34, imprecision (doi 10.1016/j.jclinepi.2022.07.014); and on prognosis doi 10.1136/bmj.h870.
Where we adapt them, `START` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from backed.appraisal.figures import estimate_of
from backed.record.claim import GRADED, Certainty, Claim, Evidence, Level, Rating, Rise, Start, Step
from backed.record.reference import Reference

LEVELS: tuple[Level, ...] = ("very-low", "low", "moderate", "high")
Domain = Literal["risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias"]
DOMAINS: tuple[Domain, ...] = get_args(Domain)
RISES = ("large-effect", "dose-response", "opposing-confounding")


@dataclass(frozen=True)
class StartRule:
    """Where a body of evidence starts (1 to 4), for which kinds of claim, and what goes with it.

    Randomized evidence starts high, other evidence on effects low (GRADE guidelines 3), or high where a named ROBINS-I
    assessment takes the place of the lower start (18); the course of an illness starts high (doi 10.1136/bmj.h870).
    """

    level: int
    kinds: tuple[str, ...]
    meaning: str
    least_bias: int = 0
    most_bias: int = 2
    may_rise: bool = True
    adapted: bool = False


START: dict[Start, StartRule] = {
    "randomized": StartRule(
        4, ("effect", "harm", "cause", "mechanism"), "randomized, compared between groups", may_rise=False
    ),
    "assessed": StartRule(
        4, ("effect", "harm"), "controlled, not randomized, with a named ROBINS-I assessment", most_bias=3
    ),
    "controlled": StartRule(2, ("effect", "harm"), "controlled, not randomized"),
    "between-trials": StartRule(
        2, ("effect", "harm", "mechanism"), "compared between trials (dose, subgroup, ranking)"
    ),
    "one-group": StartRule(
        2, ("effect", "harm", "mechanism"), "one group before and after, or a share without control", 1
    ),
    "within-person": StartRule(
        2, ("effect", "harm", "mechanism"), "a bodily measure that moves during and returns after, same person"
    ),
    "representative": StartRule(
        4, ("frequency", "prognosis", "association"), "representative or consecutive people", adapted=True
    ),
    "convenience": StartRule(
        2, ("frequency", "prognosis", "association"), "volunteers, or one clinic's convenience sample", adapted=True
    ),
    "confirming-cohort": StartRule(4, ("prognosis",), "cohort that tests a factor named beforehand"),
    "exploring-cohort": StartRule(3, ("prognosis",), "cohort that looks for factors"),
    "assessed-cohort": StartRule(4, ("cause",), "cohort with a named assessment of the exposure", most_bias=3),
    "cohort": StartRule(2, ("cause",), "cohort"),
    "case-control": StartRule(2, ("association", "cause"), "people with and without the illness", adapted=True),
    "cross-sectional": StartRule(2, ("cause",), "measured once: what came first is unknown", 1),
    "consecutive-patients": StartRule(4, ("diagnosis",), "consecutive patients, independent reference standard"),
    "known-cases": StartRule(2, ("diagnosis",), "known cases against healthy people"),
}


def least_bias(kind: str, start: Start) -> int:
    """Least steps down for risk of bias (our adaptation): uncontrolled groups, and causes measured once or backwards."""
    return 1 if kind == "cause" and start == "case-control" else START[start].least_bias


def step(rating: Rating, domain: str) -> Step:
    """The step of one domain."""
    found: Step = getattr(rating, domain.replace("-", "_"))
    return found


def rise(rating: Rating, domain: str) -> Rise | None:
    """The rise of one domain, or None."""
    found: Rise | None = getattr(rating, domain.replace("-", "_"))
    return found


def downs(rating: Rating) -> int:
    """Steps down over the five domains that lower certainty (GRADE guidelines 3)."""
    return sum(step(rating, domain).down for domain in DOMAINS)


def ups(rating: Rating) -> int:
    """Steps up (GRADE guidelines 9); none while anything is rated down, unless waived with a reason (18, table 1)."""
    total = sum(found.up for name in RISES if (found := rise(rating, name)))
    return total if START[rating.start].may_rise and (downs(rating) == 0 or rating.up_despite) else 0


def level(rating: Rating) -> Level:
    """Start minus downs plus ups, kept within very low and high (GRADE guidelines 3; handbook 5)."""
    points = START[rating.start].level - downs(rating) + ups(rating)
    return LEVELS[min(max(points, 1), 4) - 1]


def counting(claim: Claim, references: Mapping[str, Reference]) -> Iterator[Evidence]:
    """The evidence that may bear on the claim: context and retracted sources never count."""
    for item in claim.evidence:
        source = references.get(item.source)
        if item.bears != "context" and not (source and source.retracted):
            yield item


def standing(claim: Claim, references: Mapping[str, Reference]) -> Claim:
    """The claim as its sentence may be told: a retracted source is context, and no figure of it is the estimate."""
    gone = {item.source for item in claim.evidence if (source := references.get(item.source)) and source.retracted}
    if not gone:
        return claim
    items = (item.model_copy(update={"bears": "context"}) if item.source in gone else item for item in claim.evidence)
    estimate = None if claim.estimate and claim.estimate.source in gone else claim.estimate
    return claim.model_copy(update={"evidence": tuple(items), "estimate": estimate})


def certainty(claim: Claim) -> Certainty:
    """The certainty that follows from the record: a level, `none` (untested, reported) or `not-graded`.

    A level is of a body of evidence on one outcome, never of one study (GRADE guidelines 3).
    """
    if claim.kind not in GRADED:
        return "not-graded"
    if claim.rating is None or claim.finding in ("untested", "reported"):
        return "none"
    return level(claim.rating)


def certain_of(claim: Claim) -> str:
    """What the certainty is of (GRADE guidelines 32); imprecision is judged against this threshold (34)."""
    match claim.size:
        case "small" | "medium" | "large":
            return f"that the effect is {claim.size} or larger"
        case "trivial":
            return "that any effect is too small to matter"
        case _:
            return "that there is an effect in this direction" if claim.kind == "effect" else "that this is so"


def people_counted(claim: Claim, references: Mapping[str, Reference]) -> tuple[int | None, int]:
    """(people, studies) behind the claim, each person once (method 1.3.8).

    The row of the estimate says it best. Else the largest review speaks for all, since reviews overlap. Else single
    studies are added up, those of one `trial` as one. People is None where a counted source does not say how many.
    """
    found = estimate_of(claim)
    if found and found[1].studies:
        return found[1].people, found[1].studies
    reviews = reviews_counted(claim, references)
    if reviews:
        studies, people = reviews[0]
        return people, studies
    single = single_studies(claim, references)
    numbers = [source.participants for source in single]
    return (sum(number or 0 for number in numbers) if all(numbers) and numbers else None), len(single)


def _once(claim: Claim, references: Mapping[str, Reference]) -> list[tuple[Evidence, Reference]]:
    """The counted evidence with its sources: each trial once, and nothing that a counted review contains."""
    pairs = [(item, references[item.source]) for item in counting(claim, references) if item.source in references]
    inside = {key for _, source in pairs for key in source.contains}
    inside |= {references[key].trial or key for key in inside if key in references}
    # Reports of one trial may count differently: the largest stands, in whatever order the record has them.
    pairs.sort(key=lambda pair: (pair[1].participants or 0, pair[1].key))
    outside = [(item, source) for item, source in pairs if not inside & {source.key, source.trial}]
    return list({source.trial or source.key: (item, source) for item, source in outside}.values())


def reviews_counted(claim: Claim, references: Mapping[str, Reference]) -> list[tuple[int, int | None]]:
    """(studies, people) of every counted review, largest first; a row on this very question beats the whole review."""
    found = [_extent(item, source) for item, source in _once(claim, references) if source.studies]
    return sorted(found, key=lambda pair: (pair[0], pair[1] or 0), reverse=True)


def _extent(item: Evidence, review: Reference) -> tuple[int, int | None]:
    rows = [(row.studies, row.people) for row in item.results if row.studies]
    return max(rows, key=lambda pair: (pair[0], pair[1] or 0)) if rows else (review.studies or 0, review.participants)


def single_studies(claim: Claim, references: Mapping[str, Reference]) -> list[Reference]:
    """The counted sources that are one study each, every trial once."""
    return [source for _, source in _once(claim, references) if not source.studies]
