"""Rules on ratings: GRADE's invariants (method 1.3, 1.4)."""

from __future__ import annotations

from backed.certainty import DOMAINS, RISES, START, certainty, least_bias, people_counted, step
from backed.claim import GRADED, Amount, Claim, Count, Difference, Means, Narrative, POnly
from backed.figures import is_numeric
from backed.library import Library
from backed.rule.registry import Found, rule

NEEDS_NO_RATING = ("untested", "reported")
FEW_PEOPLE = 200
SYNTHESES = ("systematic-review", "meta-analysis", "guideline")


@rule("claim")
def stated_certainty(id_: str, claim: Claim, library: Library) -> Found:
    """The certainty that a record states is the one that follows from its rating. `fix` writes it."""
    derived = certainty(claim)
    if claim.certainty is not None and claim.certainty != derived:
        why = (
            ", ".join(f"{name} −{step(claim.rating, name).down}" for name in DOMAINS if step(claim.rating, name).down)
            if claim.rating
            else "it has no rating"
        )
        message = f"certainty is stated as {claim.certainty}, and {derived} follows ({why or 'nothing is rated down'})"
        yield ("certainty",), message, f"Write `certainty: {derived}`, run `fix`, or correct the rating."


@rule("claim", "warning")
def certainty_is_stated(id_: str, claim: Claim, library: Library) -> Found:
    """A record states its certainty, so that a change of it is a visible line in a pull request. `fix` writes it."""
    if claim.certainty is None:
        yield (), "the certainty is not stated", f"Add `certainty: {certainty(claim)}` (or run `fix`)."


@rule("claim")
def rating_where_graded(id_: str, claim: Claim, library: Library) -> Found:
    """Graded kinds have a rating; untested and reported claims, facts, guidance and records have none (method 1.3.6, 1.8)."""
    needs = claim.kind in GRADED and claim.finding not in NEEDS_NO_RATING
    if needs and claim.rating is None:
        yield (
            (),
            f"a claim of kind {claim.kind} with finding {claim.finding} needs a `rating`",
            "Add `rating:` with all five domains.",
        )
    if not needs and claim.rating is not None:
        yield ("rating",), f"kind {claim.kind} with finding {claim.finding} has no rating", "Delete `rating:`."


@rule("claim")
def start_fits_kind(id_: str, claim: Claim, library: Library) -> Found:
    """A rating starts where its question and its comparison put it, never where the paper's label does (method 1.1)."""
    if claim.rating and claim.kind not in START[claim.rating.start].kinds:
        fitting = ", ".join(start for start, each in START.items() if claim.kind in each.kinds)
        yield (
            ("rating", "start"),
            f"`{claim.rating.start}` is no start for a claim of kind {claim.kind}",
            f"Use one of: {fitting}.",
        )


@rule("claim")
def start_is_in_evidence(id_: str, claim: Claim, library: Library) -> Found:
    """At least one piece of evidence makes the comparison that the rating starts from."""
    if claim.rating and not any(item.as_ == claim.rating.start and item.bears != "context" for item in claim.evidence):
        yield (
            ("rating", "start"),
            f"no bearing evidence is `as: {claim.rating.start}`",
            "Correct `start:`, or `as:` of the evidence.",
        )


@rule("claim")
def steps_have_reasons(id_: str, claim: Claim, library: Library) -> Found:
    """Every non-zero step says why, and names the sources it rests on, all of them in `evidence`."""
    if not claim.rating:
        return
    known = {item.source for item in claim.evidence}
    for name in DOMAINS:
        each = step(claim.rating, name)
        if each.down and not each.because:
            yield ("rating", name), f"{name} is rated down without a reason", "Add `because:`."
        if each.down and not each.sources:
            yield ("rating", name), f"{name} is rated down without naming sources", "Add `sources: [...]`."
        for key in each.sources:
            if key not in known:
                yield (
                    ("rating", name, "sources"),
                    f"{key} is not in this claim's evidence",
                    "Name a source of `evidence`.",
                )


@rule("claim")
def steps_within_limits(id_: str, claim: Claim, library: Library) -> Found:
    """Down at most 2; 3 only for imprecision, and for risk of bias with an `assessed` start; publication bias at most 1."""
    if not claim.rating:
        return
    limits = {"risk-of-bias": START[claim.rating.start].most_bias, "imprecision": 3, "publication-bias": 1}
    for name in DOMAINS:
        if step(claim.rating, name).down > limits.get(name, 2):
            yield (
                ("rating", name, "down"),
                f"{name} goes down at most {limits.get(name, 2)} here",
                "Rate it within the limit.",
            )


@rule("claim")
def uncontrolled_has_bias(id_: str, claim: Claim, library: Library) -> Found:
    """One group without control, and causes measured once or backwards, are rated down for risk of bias (method 1.1)."""
    if claim.rating and claim.rating.risk_of_bias.down < least_bias(claim.kind, claim.rating.start):
        yield (
            ("rating", "risk-of-bias", "down"),
            f"start `{claim.rating.start}` needs risk of bias down 1 or more",
            "Rate it down, with a reason.",
        )


@rule("claim")
def rising_only_without_randomization(id_: str, claim: Claim, library: Library) -> Found:
    """Certainty rises only for non-randomized evidence, from at least two studies, and only when nothing is rated down unless waived."""
    rating = claim.rating
    if not rating:
        return
    for name in RISES:
        if getattr(rating, name.replace("-", "_")) is None:
            continue
        if not START[rating.start].may_rise or claim.kind in ("frequency", "diagnosis"):
            yield (
                ("rating", name),
                f"{name} cannot raise a {claim.kind} claim that starts `{rating.start}`",
                "Delete it.",
            )
        elif any(step(rating, domain).down for domain in DOMAINS) and not rating.up_despite:
            yield (
                ("rating", name),
                f"{name} does not count while something is rated down",
                "Delete it, or say why in `up-despite:`.",
            )
        elif people_counted(claim, library.references)[1] < 2:
            yield ("rating", name), f"{name} needs at least two studies", "Delete it."


@rule("claim")
def trivial_is_no_difference(id_: str, claim: Claim, library: Library) -> Found:
    """Size is trivial if and only if the finding is no-important-difference (method 1.3.1)."""
    if claim.kind == "effect" and (claim.size == "trivial") != (claim.finding == "no-important-difference"):
        yield (
            ("size",),
            f"size {claim.size or 'absent'} does not go with finding {claim.finding}",
            "Use size trivial with no-important-difference, and only there.",
        )


@rule("claim")
def imprecise_is_inconclusive(id_: str, claim: Claim, library: Library) -> Found:
    """Where imprecision is 2 or more, nothing shows that there is no important difference: say inconclusive (method 1.3.2)."""
    if claim.rating and claim.finding == "no-important-difference" and claim.rating.imprecision.down >= 2:
        yield (
            ("finding",),
            "no-important-difference with imprecision rated down 2",
            "Write `finding: inconclusive` and `size: unknown`.",
        )


@rule("claim")
def no_difference_has_figures(id_: str, claim: Claim, library: Library) -> Found:
    """No-important-difference needs a figure, or a review that says so itself; a p value above 0.05 is not enough (method 1.3.3)."""
    if claim.finding != "no-important-difference" or claim.kind not in ("effect", "harm", "association"):
        return
    for item in claim.evidence:
        source = library.references.get(item.source)
        said = source is not None and source.design in SYNTHESES
        if item.bears != "context" and any(
            is_numeric(row) or (said and isinstance(row, Narrative)) for row in item.results
        ):
            return
    yield (
        ("finding",),
        "no figure and no review's own statement shows that there is no important difference",
        "Record the figure, or write `finding: inconclusive`.",
    )


@rule("claim")
def conflicting_is_inconsistent(id_: str, claim: Claim, library: Library) -> Found:
    """A conflicting body is rated down for inconsistency and is low at best (method 1.3.5)."""
    if claim.rating and claim.finding == "conflicting":
        if claim.rating.inconsistency.down < 1:
            yield (
                ("rating", "inconsistency"),
                "conflicting evidence without a step for inconsistency",
                "Rate it down 1 or more.",
            )
        if certainty(claim) in ("high", "moderate"):
            yield (
                ("finding",),
                "conflicting evidence is low at best",
                "Let the pooled estimate or the better trials decide, or rate down.",
            )


@rule("claim")
def inconclusive_is_imprecise(id_: str, claim: Claim, library: Library) -> Found:
    """An inconclusive body is rated down for imprecision (method 1.3.2)."""
    if claim.rating and claim.finding == "inconclusive" and claim.rating.imprecision.down < 1:
        yield (
            ("rating", "imprecision"),
            "inconclusive without a step for imprecision",
            "Rate imprecision down, or reconsider the finding.",
        )


@rule("claim")
def one_trial_is_imprecise(id_: str, claim: Claim, library: Library) -> Found:
    """One trial has no inconsistency and, unless it is large, is imprecise. Two reports of one trial are one (method 1.3.8)."""
    rating = claim.rating
    if not rating or claim.kind not in ("effect", "harm"):
        return
    people, studies = people_counted(claim, library.references)
    if studies == 1 and rating.inconsistency.down:
        yield (
            ("rating", "inconsistency"),
            "a single study cannot be inconsistent",
            "Write `down: 0, because: one trial`.",
        )
    if (
        studies == 1
        and rating.imprecision.down == 0
        and rating.start != "within-person"
        and (people is None or people < 400)
    ):
        yield (
            ("rating", "imprecision"),
            "a single study of fewer than 400 people is imprecise",
            "Rate imprecision down.",
        )


@rule("claim")
def p_only_has_no_size(id_: str, claim: Claim, library: Library) -> Found:
    """Where only p values are known the size is unknown, and imprecision is rated down: 1, or 2 under 200 people (method 1.3.9)."""
    rows = [row for item in claim.evidence if item.bears != "context" for row in item.results]
    if not claim.rating or not rows or not all(isinstance(row, POnly) for row in rows):
        return
    if claim.size not in (None, "unknown"):
        yield ("size",), f"size {claim.size} although only p values are recorded", "Write `size: unknown`."
    people, _ = people_counted(claim, library.references)
    least = 2 if people is not None and people < FEW_PEOPLE else 1
    if claim.rating.imprecision.down < least:
        yield ("rating", "imprecision"), f"only p values: imprecision goes down {least} or more", "Rate it down."


@rule("claim")
def surrogate_is_indirect(id_: str, claim: Claim, library: Library) -> Found:
    """Where the outcome is felt and the evidence measured something else, indirectness is rated down (method 1.4)."""
    outcome = library.outcomes.get(claim.about.outcome or "")
    if not claim.rating or not outcome or not outcome.felt or claim.kind not in ("effect", "harm"):
        return
    measured = {
        row.outcome for item in claim.evidence if item.bears != "context" for row in item.results if row.outcome
    }
    felt = [library.outcomes[id_].felt for id_ in measured if id_ in library.outcomes]
    if felt and not any(felt) and claim.rating.indirectness.down == 0:
        yield (
            ("rating", "indirectness"),
            f"{outcome.label} is felt, and only measurements are recorded",
            "Rate indirectness down, or make the claim about the measurement.",
        )


@rule("claim")
def not_significant_is_no_reason(id_: str, claim: Claim, library: Library) -> Found:
    """“Not statistically significant” is not a reason to rate down: imprecision is about the interval."""
    for name in DOMAINS if claim.rating else ():
        because = (step(claim.rating, name).because or "").lower()
        if "not statistically significant" in because or "non-significant" in because or "not significant" in because:
            yield (
                ("rating", name, "because"),
                "“not significant” is not a reason",
                "Say how wide the interval is, or how few people there were.",
            )


@rule("claim")
def estimate_points_at_a_result(id_: str, claim: Claim, library: Library) -> Found:
    """Frequency and course rest on one recorded figure, named in `estimate`; any estimate points at a result that is there."""
    if claim.estimate is not None:
        rows = {item.source: len(item.results) for item in claim.evidence}
        if claim.estimate.result > rows.get(claim.estimate.source, 0):
            yield (
                ("estimate",),
                f"{claim.estimate.source} has no result {claim.estimate.result} in this claim",
                "Point at a row of its `results`, counted from 1.",
            )
    elif claim.about.event and claim.kind in ("frequency", "prognosis") and claim.finding == "as-claimed":
        yield (), "a share of people needs the figure it rests on", "Add `estimate: {source: Key, result: 1}`."


@rule("claim")
def interval_holds_estimate(id_: str, claim: Claim, library: Library) -> Found:
    """A point estimate lies inside its own interval."""
    for number, item in enumerate(claim.evidence):
        for at, row in enumerate(item.results):
            if (
                isinstance(row, Difference | Amount | Count)
                and row.low is not None
                and row.high is not None
                and row.value is not None
                and not row.low <= row.value <= row.high
            ):
                yield (
                    ("evidence", number, "results", at, "value"),
                    f"{row.value} lies outside of {row.low} to {row.high}",
                    "Check the three numbers against the source.",
                )
            if isinstance(row, Means) and row.sd is not None and row.sd < 0:
                yield (
                    ("evidence", number, "results", at, "sd"),
                    "a standard deviation is never negative",
                    "Check it against the source.",
                )
            if isinstance(row, Count) and (
                row.events > row.total
                or (row.comparator_events or 0) > (row.comparator_total or row.comparator_events or 0)
            ):
                yield (
                    ("evidence", number, "results", at),
                    "more events than people",
                    "Check the counts against the source.",
                )
