"""The claim: one checkable proposition with its evidence and its rating. Field descriptions are written here only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field

from backed.record.model import (
    Day,
    Figure,
    Flag,
    Id,
    Integer,
    Key,
    Line,
    Number,
    Record,
    Remembered,
    Text,
    describe,
    optional,
)
from backed.record.vocabulary import Basis, terms_in

Graded = Literal["effect", "harm", "association", "cause", "mechanism", "frequency", "prognosis", "diagnosis"]
NotGraded = Literal["anatomy", "guidance", "precaution", "record", "report"]
Kind = Literal[Graded, NotGraded]
GRADED: tuple[Kind, ...] = get_args(Graded)
NOT_GRADED: tuple[Kind, ...] = get_args(NotGraded)
Direction = Literal["improves", "worsens", "increases", "decreases", "no-effect", "associated", "causes", "describes"]
Finding = Literal[
    "as-claimed", "no-important-difference", "opposite", "conflicting", "inconclusive", "reported", "untested"
]
Size = Literal["large", "medium", "small", "trivial", "unknown"]
Level = Literal["high", "moderate", "low", "very-low"]
Certainty = Literal[Level, "none", "not-graded"]
Start = Literal[
    "randomized", "assessed", "controlled", "between-trials", "one-group", "within-person",
    "representative", "convenience", "confirming-cohort", "exploring-cohort",
    "case-control", "cohort", "assessed-cohort", "cross-sectional", "consecutive-patients", "known-cases",
]  # fmt: skip
# Evidence may also be of a sort that no rating starts from.
Comparison = Literal[Start, "expert", "laboratory", "animal", "case-report", "guideline", "reference-work", "record"]
SeenIn = Literal["laboratory", "animals", "models", "cadavers", "healthy-people"]


class About(Record):
    """The question a claim answers: who, what, versus what, which outcome, when."""

    condition: Id | None = optional("condition (term id)")
    population: Line | None = optional("who exactly, as a plural noun phrase; default: people with the condition")
    intervention: Id | None = optional("intervention (term id)")
    form: Line | None = optional(
        "when only one form of the intervention is meant: that form as a singular noun phrase, e.g. supervised exercise"
    )
    factor: Id | None = optional("exposure, finding or test (term id)")
    via: Line | None = optional("mechanism: what it is said to work through, as a noun phrase")
    comparator: Line | None = optional("versus what, as a noun phrase")
    contrast: Literal["better-than", "as-good-as", "subgroup", "dose"] | None = optional(
        "only when the claim itself compares"
    )
    outcome: Id | None = optional("outcome (term id)")
    event: Line | None = optional("frequency and course: plural verb phrase after `N of 100 people ...`")
    direction: Direction = describe("which way the claim points; improves and worsens go by what is better for people")
    when: Line | None = optional("at which time, e.g. `6 months`")
    dose: Line | None = optional("how much the studies used")

    def terms(self) -> Iterator[tuple[str, str]]:
        """(list of the vocabulary, id) of every term that is named."""
        return terms_in(self)


class Step(Record):
    """One domain of a rating that can lower the certainty."""

    down: Integer = describe("0, 1 or 2 (3 only where method 1.1 allows it)", ge=0, le=3)
    because: Line | None = optional("the reason; required unless 0")
    sources: tuple[Key, ...] = optional("the references it rests on, all of them in `evidence`", ())


class Rise(Record):
    """One domain of a rating that can raise the certainty (GRADE: non-randomized studies only)."""

    up: Integer = describe("1, or 2 for a very large effect", ge=1, le=2)
    because: Line = describe("the reason")
    sources: tuple[Key, ...] = describe("the references it rests on", min_length=1)


class Rating(Record):
    """Why the certainty is what it is, domain by domain (GRADE)."""

    start: Start = describe("the comparison that the rated evidence makes (method 1.1)")
    risk_of_bias: Step = describe("faults of the studies that may have moved their result")
    inconsistency: Step = describe("studies that disagree without a reason")
    indirectness: Step = describe("other people, treatment, comparison or outcome than asked")
    imprecision: Step = describe("too few people or events; an interval that allows another conclusion")
    publication_bias: Step = describe("studies that were probably done and never shown")
    large_effect: Rise | None = optional("an effect too large to be explained by bias")
    dose_response: Rise | None = optional("more dose, more effect")
    opposing_confounding: Rise | None = optional("known bias works against the effect that was seen")
    up_despite: Line | None = optional("why it may rise although something was rated down")
    rests_on: tuple[Remembered, ...] = optional(
        "the evidence it was made on: each source that counted, with a fingerprint; written by `fix --rated ID`", ()
    )


class _Row(Record):
    outcome: Id | None = optional("outcome (term id)")
    when: Line | None = optional("at which time")
    unit: Line | None = optional("unit of the numbers")
    scale: Line | None = optional("name of the scale")
    p: Figure | None = optional("p value as printed, e.g. 0.03 or <0.05")
    favours: Literal["intervention", "comparator", "neither", "not-applicable"] | None = optional(
        "the side this row speaks for"
    )
    people: Integer | None = optional("people behind the row", ge=1)
    studies: Integer | None = optional("studies behind the row", ge=1)
    borderline: Flag = optional("true when the interval touches no effect", False)
    own_calculation: Line | None = optional("the formula, when a number was derived by us")
    note: Line | None = optional("what a reader must know about the row")


class Difference(_Row):
    """A difference or ratio between two groups, with its 95% interval."""

    measure: Literal["MD", "SMD", "OR", "RR", "HR", "RD"] = describe("which effect measure")
    value: Number = describe("the point estimate as printed")
    low: Number | None = optional("lower end of the 95% interval")
    high: Number | None = optional("upper end of the 95% interval")


class Amount(_Row):
    """A share, a correlation or a change in one group."""

    measure: Literal["percent", "correlation", "change"] = describe("which amount")
    value: Number = describe("the number as printed")
    low: Number | None = optional("lower end of the 95% interval")
    high: Number | None = optional("upper end of the 95% interval")
    range_low: Number | None = optional("lowest value over studies or people (no interval)")
    range_high: Number | None = optional("highest value over studies or people (no interval)")


class Count(_Row):
    """Events among people, in one or two groups."""

    measure: Literal["count"] = describe("`count`")
    events: Integer = describe("people with the event", ge=0)
    total: Integer = describe("people watched", ge=1)
    comparator_events: Integer | None = optional("the same in the comparator group", ge=0)
    comparator_total: Integer | None = optional("people in the comparator group", ge=1)
    ratio: Literal["RR", "OR", "RD"] | None = optional("which measure `value` is")
    value: Number | None = optional("ratio or difference, as printed or by own-calculation")
    low: Number | None = optional("lower end of the 95% interval")
    high: Number | None = optional("upper end of the 95% interval")


class Means(_Row):
    """Two means side by side; no difference is calculated."""

    measure: Literal["means"] = describe("`means`")
    mean: Number = describe("mean of the intervention group")
    sd: Number | None = optional("its standard deviation")
    n: Integer | None = optional("its people", ge=1)
    comparator_mean: Number | None = optional("mean of the comparator group, or before treatment")
    comparator_sd: Number | None = optional("its standard deviation")
    comparator_n: Integer | None = optional("its people", ge=1)


class POnly(_Row):
    """A p value without a size."""

    measure: Literal["p-only"] = describe("`p-only`")


class Narrative(_Row):
    """A result told in words only."""

    measure: Literal["narrative"] = describe("`narrative`")


Result = Annotated[Difference | Amount | Count | Means | POnly | Narrative, Field(discriminator="measure")]


class Evidence(Record):
    """What one source found that bears on the claim."""

    source: Key = describe("citation key in references.bib")
    bears: Literal["for", "against", "mixed", "context"] = describe("towards the claim as worded")
    as_: Comparison = describe("the comparison that this source makes here, whatever the paper calls itself")
    found: Text = describe("in our own words: what it found that bears on the claim, and its limit")
    results: tuple[Result, ...] = optional("the figures", ())
    at: Line | None = optional("where in the source, e.g. abstract, table 2")


class GuidelineNote(Record):
    """What one guideline says on the question."""

    source: Key = describe("citation key")
    body: Line = describe("who issued it")
    says: Literal["for", "conditional-for", "conditional-against", "against", "silent"] = describe("its advice")
    seen: Literal["own-text", "second-hand"] = describe("whether its own text was seen")
    own_certainty: Line | None = optional("the certainty it gives itself")
    found: Text = describe("in our own words")


class OtherRating(Record):
    """How sure others say they are of the same thing."""

    source: Key = describe("citation key")
    level: Level = describe("their level")
    note: Line | None = optional("what exactly they rated")


class Searched(Record):
    """When, where and for what we looked; without it nothing can be called untested."""

    on: Day = describe("date of the search")
    in_: tuple[Line, ...] = describe("databases", min_length=1)
    for_: Text = describe("the question or words searched")


class Related(Record):
    """Another claim worth seeing."""

    id: Id = describe("claim id")
    kind: Literal["broader", "narrower", "harm", "benefit", "mechanism", "see-also"] = describe(
        "what it is to this one"
    )


class Estimate(Record):
    """The one result that the sentence and the size rest on."""

    source: Key = describe("a source in `evidence`")
    result: Integer = describe("number of the row in its `results`, from 1", ge=1)


class Claim(Record):
    """One checkable proposition, its evidence, and why we are as sure as we are."""

    claim: Line = describe("one line: our paraphrase of what people say; names the terms in `about`")
    kind: Kind = describe("what sort of proposition it is")
    about: About = describe("the question: who, what, versus what, which outcome, when")
    finding: Finding = describe("what the evidence says about the claim as worded")
    size: Size | None = optional("size of the effect against the outcome's between-group threshold")
    severity: Literal["minor", "serious", "life-changing"] | None = optional("harms: how bad it is")
    certainty: Certainty | None = optional("how sure; derived from `rating`, `fix` fills it in")
    rating: Rating | None = optional("the reasons for the certainty, domain by domain")
    basis: tuple[Literal[Basis, SeenIn], ...] = optional(
        "precaution: what it rests on; untested mechanism: where it was seen", ()
    )
    fact: Line | None = optional("anatomy, record, report, precaution: one sentence without final stop")
    advised_by: Line | None = optional("precaution: who advises it")
    estimate: Estimate | None = optional("the result that sentence and size rest on")
    evidence: tuple[Evidence, ...] = optional("what each source found, for and against", ())
    guidelines: tuple[GuidelineNote, ...] = optional("what guidelines say", ())
    others_rated: tuple[OtherRating, ...] = optional("ratings by others", ())
    searched: Searched = describe("when, where and for what we looked")
    would_change: Text | None = optional("what evidence would change this")
    under_review: Line | None = optional("a plausible challenge to a fact that is still open: what it says")
    reviewed: Day = describe("date of the last appraisal")
    review_by: Day = describe("date of the next one")
    related: tuple[Related, ...] = optional("other claims worth seeing", ())

    @property
    def leans_on(self) -> tuple[str, ...]:
        """Keys of the sources of its evidence and of the guidelines it tells, each once, in order."""
        evidence, guidelines = (item.source for item in self.evidence), (note.source for note in self.guidelines)
        return tuple(dict.fromkeys([*evidence, *guidelines]))

    @property
    def cites(self) -> tuple[str, ...]:
        """Keys of every reference it names: what it leans on, and where others rated the same."""
        return tuple(dict.fromkeys([*self.leans_on, *(other.source for other in self.others_rated)]))


class Tombstone(Record):
    """What stays of a retired record, so that its address never dies."""

    moved: Id | None = optional("id of the record that took its place")
    withdrawn: Day | None = optional("date of withdrawal")
    because: Text = describe("why")


def question(claim: Claim) -> tuple[object, ...]:
    """What makes a claim's question its own; two claims with the same one are duplicates."""
    bodies = tuple(note.source for note in claim.guidelines) if claim.kind == "guidance" else ()
    return (claim.kind, claim.severity, claim.fact, bodies, *vars(claim.about).values())
