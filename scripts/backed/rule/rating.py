"""Rules on ratings: where they start, how far each domain goes, and why (GRADE; method 1.1, 1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from backed.appraisal.certainty import DOMAINS, LEVELS, RISES, START, certainty, least_bias, people_counted, rise, step
from backed.library import Library
from backed.record.claim import GRADED, Claim, Count, Difference, Rating
from backed.rule.registry import Found, rule

NEEDS_NO_RATING = ("untested", "reported")
SEEN_ENOUGH = ("full-text", "guideline-page", "registry-record", "web-page")
LARGE, VERY_LARGE = 2, 5  # risk ratios that may raise by one and by two (GRADE handbook 5.3)


def is_rated(claim: Claim) -> bool:
    """Whether a claim of this kind, with this finding, has a rating (method 1.3.6, 1.8)."""
    return claim.kind in GRADED and claim.finding not in NEEDS_NO_RATING


def lacks_rating(claim: Claim) -> bool:
    """Whether the rating is missing: that is told once, and nothing can be derived without it."""
    return is_rated(claim) and claim.rating is None


@rule("claim")
def stated_certainty(id_: str, claim: Claim, library: Library) -> Found:
    """The certainty that a record states is the one that follows from its rating. `fix` writes it."""
    derived = certainty(claim)
    if claim.certainty is not None and claim.certainty != derived and not lacks_rating(claim):
        message = f"certainty is stated as {claim.certainty}, and {derived} follows ({_why(claim)})"
        yield ("certainty",), message, f"Write `certainty: {derived}`, run `fix`, or correct the rating."


def _why(claim: Claim) -> str:
    """The start and the domains that move it, so that an editor sees what the level comes from."""
    rating = claim.rating
    if claim.kind not in GRADED or rating is None:
        return f"kind {claim.kind}, finding {claim.finding}: no rating"
    moves = [f"{name} −{step(rating, name).down}" for name in DOMAINS if step(rating, name).down]
    rises = [f"{name} +{found.up}" for name in RISES if (found := rise(rating, name))]
    return ", ".join([f"start {rating.start}", *moves, *rises])


@rule("claim", "warning")
def certainty_is_stated(id_: str, claim: Claim, library: Library) -> Found:
    """A record states its certainty, so that a change of it is a visible line in a pull request. `fix` writes it."""
    if claim.certainty is None and not lacks_rating(claim):
        yield (), "the certainty is not stated", f"Add `certainty: {certainty(claim)}` (or run `fix`)."


@rule("claim")
def rating_where_graded(id_: str, claim: Claim, library: Library) -> Found:
    """Graded kinds have a rating; untested and reported claims, facts, guidance and records have none (method 1.8)."""
    what = f"a claim of kind {claim.kind} with finding {claim.finding}"
    if lacks_rating(claim):
        yield (), f"{what} needs a `rating`", "Add `rating:` with all five domains."
    if claim.rating is not None and not is_rated(claim):
        yield ("rating",), f"{what} has no rating", "Delete `rating:`."


@rule("claim")
def start_fits_kind(id_: str, claim: Claim, library: Library) -> Found:
    """A rating starts where its question and its comparison put it, never where the paper's label does (method 1.1)."""
    if claim.rating and claim.kind in GRADED and claim.kind not in START[claim.rating.start].kinds:
        fitting = ", ".join(start for start, each in START.items() if claim.kind in each.kinds)
        message = f"`{claim.rating.start}` is no start for a claim of kind {claim.kind}"
        yield ("rating", "start"), message, f"Use one of: {fitting}."


@rule("claim")
def start_is_in_evidence(id_: str, claim: Claim, library: Library) -> Found:
    """At least one piece of evidence makes the comparison that the rating starts from."""
    bearing = [item.as_ for item in claim.evidence if item.bears != "context"]
    if claim.rating and is_rated(claim) and claim.rating.start not in bearing:
        message = f"no bearing evidence is `as: {claim.rating.start}`"
        yield ("rating", "start"), message, "Correct `start:`, or `as:` of the evidence."


@rule("claim")
def steps_have_reasons(id_: str, claim: Claim, library: Library) -> Found:
    """Every non-zero step says why, and names the sources it rests on, all of them in `evidence`."""
    known = {item.source for item in claim.evidence}
    for name, down, because, sources in _steps(claim.rating):
        if down and not because:
            yield ("rating", name), f"{name} is rated down without a reason", "Add `because:`."
        if down and not sources:
            yield ("rating", name), f"{name} is rated down without naming sources", "Add `sources: [...]`."
        for key in sources:
            if key not in known:
                message = f"{key} is not in this claim's evidence"
                yield ("rating", name, "sources"), message, "Name a source of `evidence`."


def _steps(rating: Rating | None) -> Iterator[tuple[str, int, str | None, tuple[str, ...]]]:
    """(domain, steps down, reason, sources) of every domain; rises count as 0 down."""
    if rating is None:
        return
    for domain in DOMAINS:
        each = step(rating, domain)
        yield domain, each.down, each.because, each.sources
    for name in RISES:
        if found := rise(rating, name):
            yield name, 0, found.because, found.sources


@rule("claim")
def steps_within_limits(id_: str, claim: Claim, library: Library) -> Found:
    """Down at most 2; 3 only for imprecision, and for bias with a named assessment; publication bias at most 1."""
    if not claim.rating:
        return
    limits = {"risk-of-bias": START[claim.rating.start].most_bias, "imprecision": 3, "publication-bias": 1}
    for name in DOMAINS:
        most = limits.get(name, 2)
        if step(claim.rating, name).down > most:
            yield ("rating", name, "down"), f"{name} goes down at most {most} here", "Rate it within the limit."


@rule("claim")
def uncontrolled_has_bias(id_: str, claim: Claim, library: Library) -> Found:
    """One group without control, and causes measured once or backwards, are rated down for risk of bias (1.1)."""
    if claim.rating and claim.rating.risk_of_bias.down < least_bias(claim.kind, claim.rating.start):
        message = f"start `{claim.rating.start}` needs risk of bias down 1 or more"
        yield ("rating", "risk-of-bias", "down"), message, "Rate it down, with a reason."


@rule("claim")
def abstract_needs_outside_rating(id_: str, claim: Claim, library: Library) -> Found:
    """Risk of bias is 0 only where a full text was seen, or somebody else's rating is named (method 1.3.10).

    The rating of others stands in `quality` of the reference (PEDro, Cochrane), or the reason names it.
    """
    if not claim.rating or claim.rating.risk_of_bias.down or not library.body_is_known(claim):
        return
    sources = [library.references[item.source] for item in claim.evidence if item.bears != "context"]
    seen = any(source.verified and source.verified.seen in SEEN_ENOUGH for source in sources)
    rated = any(source.quality for source in sources) or claim.rating.risk_of_bias.sources
    if sources and not seen and not rated:
        message = "risk of bias is 0, only abstracts were seen, and no outside rating is named"
        fix = "Rate it down, or name a published rating in `because` and `sources`."
        yield ("rating", "risk-of-bias"), message, fix


@rule("claim")
def one_fault_one_domain(id_: str, claim: Claim, library: Library) -> Found:
    """One fault is charged to one domain: the same reason does not lower the certainty twice (method 1.3.11)."""
    seen: dict[str, str] = {}
    for name, down, because, _ in _steps(claim.rating):
        if down and because and seen.setdefault(because.lower(), name) != name:
            message = f"{name} is rated down for the same reason as {seen[because.lower()]}"
            yield ("rating", name, "because"), message, "Charge the fault once, where it weighs most."


@rule("claim")
def not_significant_is_no_reason(id_: str, claim: Claim, library: Library) -> Found:
    """“Not statistically significant” is not a reason to rate down: imprecision is about the interval."""
    for name, _, because, _ in _steps(claim.rating):
        words = (because or "").lower()
        if "not statistically significant" in words or "non-significant" in words or "not significant" in words:
            fix = "Say how wide the interval is, or how few people there were."
            yield ("rating", name, "because"), "“not significant” is not a reason", fix


@rule("claim")
def rising_only_without_randomization(id_: str, claim: Claim, library: Library) -> Found:
    """Certainty rises only for non-randomized evidence, from two studies or more, and never for shares and courses.

    Nothing rises while a domain is rated down, unless `up-despite` says why (GRADE handbook 5.3; method 1.3.12).
    """
    rating = claim.rating
    if rating is None:
        return
    for name in (name for name in RISES if rise(rating, name)):
        if not _may_rise(claim, rating, name):
            message = f"{name} cannot raise a claim of kind {claim.kind} that starts `{rating.start}`"
            yield ("rating", name), message, "Delete it."
        elif any(step(rating, domain).down for domain in DOMAINS) and not rating.up_despite:
            message = f"{name} does not count while something is rated down"
            yield ("rating", name), message, "Delete it, or say why in `up-despite:`."
        elif library.body_is_known(claim) and people_counted(claim, library.references)[1] < 2:
            yield ("rating", name), f"{name} needs at least two studies", "Delete it."


def _may_rise(claim: Claim, rating: Rating, name: str) -> bool:
    # An assessment by ROBINS-I has already asked which way confounding works.
    used = name == "opposing-confounding" and rating.start in ("assessed", "assessed-cohort")
    course = claim.kind == "prognosis" and not claim.about.factor
    return START[rating.start].may_rise and claim.kind not in ("frequency", "diagnosis") and not course and not used


@rule("claim")
def large_effect_is_large(id_: str, claim: Claim, library: Library) -> Found:
    """A large effect is a ratio above 2 (two steps: above 5) or below its inverse, where ratios are known (1.3.12)."""
    found = rise(claim.rating, "large-effect") if claim.rating else None
    if found is None:
        return
    rows = [row for item in claim.evidence if item.source in found.sources for row in item.results]
    ratios = [row.value for row in rows if isinstance(row, Difference) and row.measure in ("RR", "OR", "HR")]
    ratios += [row.value for row in rows if isinstance(row, Count) and row.ratio in ("RR", "OR") and row.value]
    limit = VERY_LARGE if found.up == 2 else LARGE
    if ratios and not any(ratio > limit or 0 < ratio * limit < 1 for ratio in ratios):
        message = f"no recorded ratio is above {limit} or below 1/{limit}"
        yield ("rating", "large-effect"), message, "Delete it, or correct the figures."


@rule("claim")
def far_from_others_says_why(id_: str, claim: Claim, library: Library) -> Found:
    """Where others rate the same thing two levels higher or lower, a note says what differs (method 1.9)."""
    level = certainty(claim)
    for number, other in enumerate(claim.others_rated):
        if level in LEVELS and abs(LEVELS.index(level) - LEVELS.index(other.level)) >= 2 and not other.note:
            message = f"{other.source} says {other.level}, and {level} follows here"
            yield ("others-rated", number), message, "Say in `note:` what they rated otherwise."
