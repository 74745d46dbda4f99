"""Source documents: one piece of marketing or advice and every checkable statement in it."""

from __future__ import annotations

from typing import Literal

from backed.record.claim import Direction, Kind
from backed.record.model import Day, Flag, Id, Integer, Key, Line, Record, Text, describe, optional

Strength = Literal["hedged", "plain", "absolute"]
Mode = Literal[
    "fact", "aim", "study", "evidence", "belief", "experience", "advice", "warning", "reassurance",
    "opinion", "puffery", "reasoning", "definition", "record",
]  # fmt: skip
Verdict = Literal["supported", "partly-supported", "overstated", "unsupported", "contradicted", "not-checkable"]
Ground = Literal[
    "as-worded", "part", "less-sure", "precaution",
    "too-sure", "too-large", "too-broad", "too-long", "not-only", "harm-left-out",
    "not-studied", "too-small-to-tell", "leans-against", "laboratory-only", "association-only", "guideline-against",
    "no-effect-shown", "points-other-way", "counterexample", "not-in-source",
    "opinion", "experience", "too-vague", "source-not-seen",
]  # fmt: skip


class Versus(Record):
    """What the statement compares with."""

    what: Line = describe("the other treatment, in words")
    relation: Literal["better", "same", "add-on", "instead"] = describe("how it compares")


class Asserts(Record):
    """What the sentence asserts, slot by slot, as the original words it."""

    kind: Kind = describe("what sort of proposition it is")
    intervention: Id | None = optional("intervention (term id)")
    factor: Id | None = optional("exposure, finding or test (term id)")
    condition: Id | None = optional("condition (term id)")
    outcome: Id | None = optional("outcome (term id)")
    direction: Literal[Direction, "no-harm"] = describe("which way it points")
    strength: Strength = describe("hedged, plain or absolute, as in the original")
    polarity: Literal["affirmed", "denied"] = optional("denied: the sentence says that it does not", "affirmed")
    mode: Mode = optional("the speech act", "fact")
    quantifier: Literal["only", "must", "best", "most", "some", "sometimes", "often", "all", "none"] | None = optional(
        "only, best, some ..."
    )
    share: Integer | None = optional("share per 100 that the sentence names", ge=0, le=100)
    population: Line | None = optional("for whom")
    via: Line | None = optional("through what")
    time: Line | None = optional("for how long")
    onset: Line | None = optional("how soon")
    dose: Line | None = optional("how much")
    claimed_size: Literal["large", "medium", "small"] | None = optional("how large the sentence says it is")
    versus: Versus | None = optional("compared with what")


class Part(Record):
    """One item of a list under one verb, with the claims that answer it."""

    part: Line = describe("the item, in words")
    claims: tuple[Id, ...] = describe("claims that answer it; the first decides", min_length=1)


class Difference(Record):
    """Where the wording goes beyond the claim that answers it."""

    slot: Literal[
        "population", "comparator", "time", "dose", "product", "size", "direction", "cause", "surrogate",
        "laboratory", "share", "harm",
    ] = describe("which slot differs")  # fmt: skip
    words: Line = describe("the difference in words")
    lowers: Flag = optional("whether it lowers the verdict", False)


class Statement(Record):
    """One checkable statement of a source document."""

    n: Integer = describe("its number; never renumbered", ge=1)
    says: Line = describe("our paraphrase, with the strength and speech act of the original")
    find: Line | None = optional("at most eight consecutive words of the original, to locate it")
    cites: tuple[Key, ...] = optional("references that the document cites here", ())
    asserts: Asserts = describe("what it asserts, slot by slot")
    parts: tuple[Part, ...] = optional("one entry per item of a list under one verb", ())
    claims: tuple[Id, ...] = optional("claims that answer it; the first decides", ())
    references: tuple[Key, ...] = optional("for statements about a study: the study", ())
    told: Literal["truly", "changed", "not-in-source", "not-seen"] | None = optional("how it tells a cited study")
    counterexample: Id | None = optional("a claim that breaks an only, must or never")
    differences: tuple[Difference, ...] = optional("where the wording goes beyond the claim", ())
    verdict: Verdict | None = optional("derived; `fix` fills it in")
    ground: Ground | None = optional("why this verdict, in a word (method 4.8); derived")
    overruled: Line | None = optional("why the editors depart from the derived verdict")
    under_review: Line | None = optional("a plausible challenge to a fact that is still open: what it says")
    because: Text = describe("two plain sentences that a lay reader understands")

    @property
    def answers(self) -> tuple[str, ...]:
        """Ids of the claims that answer it or one of its parts, each once; the first decides."""
        return tuple(dict.fromkeys([*self.claims, *(claim for part in self.parts for claim in part.claims)]))


class Reply(Record):
    """What a maker, seller or author answered, word for word as they sent it."""

    on: Day = describe("date on which it came")
    by: Line = describe("the role of the person who sent it, e.g. the seller")
    to: tuple[Integer, ...] = optional("numbers of the statements that it answers; none: the document as a whole", ())
    text: Text = describe("the reply, unaltered, of at most 200 words")


class SourceDocument(Record):
    """One piece of marketing or advice."""

    title: Line = describe("our title; the publisher is not named")
    kind: Literal["blog-post", "article", "clinic-page", "seller-page"] = describe("what sort of document it is")
    about: Text = describe("what it is, in a sentence or two")
    seen: Day = describe("date on which it was read")
    cites: tuple[Key, ...] = optional("references that it cites", ())
    story: Text = describe("what it is, what it cites, what is fair, where it goes further than the evidence")
    matter_most: tuple[Integer, ...] = describe(
        "numbers of the three statements that matter most", min_length=1, max_length=3
    )
    complete: Flag = optional("whether every checkable statement is recorded; only then are verdicts counted", False)
    replies: tuple[Reply, ...] = optional("replies of those whom it concerns", ())
    statements: tuple[Statement, ...] = describe("every checkable statement", min_length=1)

    @property
    def all_cited(self) -> tuple[str, ...]:
        """Keys of the references that it cites, as a whole or in one of its lines, each once."""
        return tuple(dict.fromkeys([*self.cites, *(key for line in self.statements for key in line.cites)]))
