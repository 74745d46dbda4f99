"""Verdicts on statements: the table, the speech acts, what lowers, and what no wording may gain (method 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backed.appraisal.answer import ORDER, STRENGTHS, Answer, against_table
from backed.appraisal.judgement import judge, parts_verdict
from backed.appraisal.verdict import appraise
from backed.library import load
from backed.record.claim import Claim
from backed.rule.statements import judged as judged_line
from made import LEVELS, base, claim, evidence, statement

ABOUT = {"condition": "heel-pain", "intervention": "heel-cup", "outcome": "first-step-pain", "comparator": "nothing"}
FINDINGS = ("as-claimed", "no-important-difference", "opposite", "conflicting", "inconclusive", "untested")


def judged(claims: dict[str, Claim], **line: Any) -> tuple[str, str]:
    """(verdict, ground) of a statement about cups, answered by these claims, the first first."""

    def answers(ids: Iterable[str]) -> list[Answer]:
        return [Answer(claims[id_], appraise(claims[id_], base().references)) for id_ in ids if id_ in claims]

    found = judge(statement(**({"claims": list(claims)} | line)), answers, base().kin)
    return found.verdict, found.ground


def one(finding: str = "as-claimed", level: str = "low", **more: Any) -> dict[str, Claim]:
    return {"made": claim(finding=finding, level=level, **more)}


TABLE = [
    # finding, level, then hedged, plain, absolute
    ("as-claimed", "high", "S S S"),
    ("as-claimed", "moderate", "S S O"),
    ("as-claimed", "low", "S P O"),
    ("as-claimed", "very-low", "P O O"),
    ("conflicting", "low", "P O O"),
    ("inconclusive", "low", "P U U"),
    ("no-important-difference", "very-low", "U U U"),
    ("no-important-difference", "low", "U U U"),
    ("no-important-difference", "moderate", "U C C"),
    ("no-important-difference", "high", "U C C"),
    ("opposite", "very-low", "U U U"),
    ("opposite", "low", "U C C"),
    ("opposite", "moderate", "C C C"),
    ("opposite", "high", "C C C"),
    ("untested", "none", "U U U"),
]
LETTERS = dict(zip("SPOUCN", [*ORDER, "not-checkable"], strict=True))


@pytest.mark.parametrize(("finding", "level", "row"), TABLE)
def test_the_table(finding: str, level: str, row: str) -> None:
    found = [judged(one(finding, level), asserts={"strength": each})[0] for each in STRENGTHS]
    assert found == [LETTERS[letter] for letter in row.split()]


@pytest.mark.parametrize(
    ("finding", "row"), [("no-important-difference", "S S O"), ("opposite", "S S O"), ("as-claimed", "U C C")]
)
def test_a_denial_agrees_with_no_difference(finding: str, row: str) -> None:
    asserts = {"polarity": "denied"}
    found = [judged(one(finding, "moderate"), asserts={**asserts, "strength": each})[0] for each in STRENGTHS]
    assert found == [LETTERS[letter] for letter in row.split()]


def test_a_denied_fact_is_turned_round() -> None:
    denied = {"polarity": "denied", "kind": "anatomy"}
    assert judged(one(kind="anatomy"), asserts=denied) == ("contradicted", "points-other-way")
    assert judged(one("opposite", kind="anatomy"), asserts=denied) == ("supported", "as-worded")


@pytest.mark.parametrize("words", [{"quantifier": "only"}, {"time": "permanently"}, {"share": 100}])
def test_no_certainty_carries_only_permanent_or_everybody(words: dict[str, Any]) -> None:
    assert judged(one(level="high"), asserts={"strength": "absolute", **words})[0] == "overstated"


@pytest.mark.parametrize(("strength", "letter"), [("hedged", "S"), ("plain", "P"), ("absolute", "O")])
def test_a_reported_harm_can_happen(strength: str, letter: str) -> None:
    reported = one("reported", "none", kind="harm", about={**ABOUT, "outcome": "skin-blisters", "direction": "worsens"})
    asserts = {"kind": "harm", "outcome": "skin-blisters", "direction": "worsens", "strength": strength}
    assert judged(reported, asserts=asserts)[0] == LETTERS[letter]


def narrowed(level: str = "moderate", narrow: str = "as-claimed", at: str = "low", **more: Any) -> tuple[str, str]:
    """The general claim finds no difference; another, in some people, finds `narrow`."""
    some = {**ABOUT, "population": "people with a heel spur"}
    claims = {
        "all": claim(finding="no-important-difference", level=level, about=ABOUT),
        "some": claim(finding=narrow, level=at, about=some),
    }
    return judged(claims, **more)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_little_or_no_effect_but_in_some_is_too_broad(strength: str) -> None:
    assert narrowed(asserts={"strength": strength}) == ("overstated", "too-broad")


def test_nothing_is_gained_by_a_narrower_claim_that_nobody_knows() -> None:
    assert narrowed(at="very-low") == ("contradicted", "no-effect-shown")
    assert narrowed(narrow="inconclusive")[0] == "contradicted"
    assert narrowed(asserts={"quantifier": "all"})[0] == "contradicted"


def test_a_narrower_claim_on_another_outcome_does_not_count() -> None:
    claims = {
        "all": claim(finding="no-important-difference", level="moderate", about=ABOUT),
        "arch": claim(level="high", about={**ABOUT, "outcome": "arch-height", "direction": "increases"}),
    }
    assert judged(claims)[0] == "contradicted"


def test_best_needs_a_comparison() -> None:
    best = {"quantifier": "best"}
    versus = {**ABOUT, "contrast": "better-than"}
    assert judged(one(level="high"), asserts=best) == ("unsupported", "not-studied")
    equal = {"made": claim(finding="no-important-difference", level="moderate", about=versus)}
    assert judged(equal, asserts=best)[0] == "contradicted"
    assert judged({**equal, "works": claim(level="low")}, asserts=best) == ("overstated", "not-only")


def test_a_record_says_nothing_on_an_effect() -> None:
    assert judged(one(kind="record", fact="Cups are sold"))[0] == "unsupported"
    assert judged(one(kind="record", fact="Cups are sold"), asserts={"kind": "record"})[0] == "supported"


def test_a_claim_on_the_cause_decides_over_a_link() -> None:
    link = claim("association", level="high", about={"factor": "heel-spur", "condition": "heel-pain"})
    cause = claim("cause", "no-important-difference", "moderate", about={"factor": "heel-spur", "direction": "causes"})
    asserts = {"kind": "cause", "direction": "causes"}
    assert judged({"link": link}, asserts=asserts) == ("overstated", "association-only")
    assert judged({"link": link, "cause": cause}, asserts=asserts)[0] == "contradicted"


@pytest.mark.parametrize(("quantifier", "verdict"), [("must", "contradicted"), ("often", "overstated")])
def test_a_counterexample_breaks_must_and_not_often(quantifier: str, verdict: str) -> None:
    claims = one(level="very-low") | {"course": claim("prognosis", level="moderate")}
    assert judged(claims, asserts={"quantifier": quantifier}, counterexample="course")[0] == verdict


def test_a_counterexample_that_does_not_stand_breaks_nothing() -> None:
    claims = one(level="high") | {"course": claim("prognosis", "untested", "none")}
    assert judged(claims, asserts={"quantifier": "must"}, counterexample="course") == ("overstated", "too-sure")


@pytest.mark.parametrize(
    ("finding", "level", "verdict"),
    [
        ("untested", "none", "supported"),
        ("inconclusive", "low", "supported"),
        ("as-claimed", "very-low", "supported"),
        ("as-claimed", "low", "partly-supported"),
        ("no-important-difference", "moderate", "contradicted"),
    ],
)
def test_the_jury_is_out(finding: str, level: str, verdict: str) -> None:
    assert judged(one(finding, level), asserts={"mode": "evidence"})[0] == verdict


@pytest.mark.parametrize(
    ("told", "level", "found"),
    [
        ("truly", "low", ("supported", "as-worded")),
        ("truly", "very-low", ("partly-supported", "less-sure")),
        ("changed", "high", ("overstated", "too-sure")),
        ("not-in-source", "high", ("contradicted", "not-in-source")),
        ("not-seen", "high", ("not-checkable", "source-not-seen")),
    ],
)
def test_a_study_is_judged_by_how_it_is_told(told: str, level: str, found: tuple[str, str]) -> None:
    assert judged(one(level=level), asserts={"mode": "study"}, told=told) == found


DOSE = {**ABOUT, "contrast": "dose"}
ADVICE = {"mode": "advice", "dose": "ten times a day"}
NOTE = {"source": "HeelGuild2022advice", "body": "Guild", "seen": "own-text", "found": "Something."}


@pytest.mark.parametrize(
    ("made", "line", "found"),
    [
        (one("untested", "none", about={**DOSE, "dose": "5 to 20 a day"}), {}, ("partly-supported", "less-sure")),
        (one("untested", "none", about=DOSE), {}, ("unsupported", "not-studied")),
        (
            one("untested", "none", about={**DOSE, "dose": "2 to 4 a day"}),
            {"differences": [{"slot": "dose", "words": "more than any trial used", "lowers": True}]},
            ("unsupported", "not-studied"),
        ),
        (one(level="high"), {}, ("partly-supported", "less-sure")),  # guidelines silent
        (one(level="very-low", guidelines=[NOTE | {"says": "for"}]), {}, ("supported", "as-worded")),
        (one(level="high", guidelines=[NOTE | {"says": "against"}]), {}, ("unsupported", "guideline-against")),
        (
            one("opposite", "moderate", guidelines=[NOTE | {"says": "against"}]),
            {},
            ("contradicted", "points-other-way"),
        ),
    ],
    ids=["dose-used", "dose-never-used", "dose-beyond", "silent", "advised", "advised-against", "does-harm"],
)
def test_advice(made: dict[str, Claim], line: dict[str, Any], found: tuple[str, str]) -> None:
    assert judged(made, asserts=ADVICE, **line) == found


@pytest.mark.parametrize(
    ("basis", "verdict"),
    [(["physiology", "maker"], "supported"), (["case-reports"], "partly-supported"), (["maker"], "partly-supported")],
)
def test_a_warning_with_a_ground_in_people_is_at_least_partly_fair(basis: list[str], verdict: str) -> None:
    made = one(kind="precaution", basis=basis, fact="A fold may rub the skin open")
    assert judged(made, asserts={"mode": "warning", "kind": "precaution"}) == (verdict, "precaution")


HARM = {**ABOUT, "outcome": "skin-blisters", "direction": "worsens"}


def test_a_warning_is_never_judged_below_its_words() -> None:
    made = one("as-claimed", "moderate", kind="harm", about=HARM)
    asserts = {"mode": "warning", "kind": "harm", "direction": "worsens"}
    assert judged(made, asserts=asserts)[0] == "supported"
    assert judged(one("reported", "none", kind="harm", about=HARM), asserts=asserts) == (
        "partly-supported",
        "precaution",
    )


@pytest.mark.parametrize("words", [{"polarity": "denied"}, {"direction": "no-effect"}])
def test_advice_against_something_turns_the_guidelines_round(words: dict[str, Any]) -> None:
    against, favoured = ([NOTE | {"says": says}] for says in ("against", "for"))
    asserts = {**{"mode": "advice"}, **words}
    assert judged(one(level="high", guidelines=against), asserts=asserts) == ("supported", "as-worded")
    assert judged(one(level="low", guidelines=favoured), asserts=asserts) == ("unsupported", "guideline-against")


@pytest.mark.parametrize(
    ("finding", "level", "more", "strength", "verdict"),
    [
        ("no-important-difference", "low", {}, "plain", "supported"),
        ("no-important-difference", "very-low", {}, "plain", "unsupported"),
        ("untested", "none", {}, "plain", "unsupported"),
        ("untested", "none", {}, "hedged", "partly-supported"),
        ("reported", "none", {"severity": "serious"}, "plain", "overstated"),
        ("reported", "none", {"severity": "serious"}, "absolute", "contradicted"),
    ],
)
def test_a_reassurance(finding: str, level: str, more: dict[str, Any], strength: str, verdict: str) -> None:
    made = one(finding, level, kind="harm", about=HARM, **more)
    asserts = {"mode": "reassurance", "kind": "harm", "direction": "no-harm", "strength": strength}
    assert judged(made, asserts=asserts)[0] == verdict


@pytest.mark.parametrize(
    ("verdicts", "whole"), [("S U", "P"), ("P O", "P"), ("O U", "U"), ("S S", "S"), ("S C", "C"), ("O O", "O")]
)
def test_a_list_under_one_verb(verdicts: str, whole: str) -> None:
    assert parts_verdict([LETTERS[letter] for letter in verdicts.split()]) == LETTERS[whole]  # type: ignore[misc]


def test_a_reassurance_fails_with_its_worst_part() -> None:
    safe = claim("harm", "no-important-difference", "low", about=HARM)
    unwatched = claim("harm", "untested", "none", about=HARM)
    parts = [{"part": "skin", "claims": ["safe"]}, {"part": "nerves", "claims": ["unwatched"]}]
    asserts = {"mode": "reassurance", "kind": "harm", "direction": "no-harm"}
    assert judged({"safe": safe, "unwatched": unwatched}, asserts=asserts, parts=parts)[0] == "unsupported"


def shares(share: int, start: str | None = None) -> str:
    row = {"measure": "percent", "value": "60", "low": "50", "high": "70"}
    items = [evidence(results=[row])]
    made = claim("frequency", level="moderate", evidence=items, estimate={"source": "Okafor2021cups", "result": 1})
    return judged({"made": made}, asserts={"share": share, "kind": "frequency"})[0]


@pytest.mark.parametrize(("share", "verdict"), [(50, "supported"), (65, "supported"), (90, "partly-supported")])
def test_a_number_outside_what_was_measured_is_one_step_down(share: int, verdict: str) -> None:
    assert shares(share) == verdict


def test_a_number_without_a_control_is_at_best_overstated() -> None:
    rating = {name: {"down": "0"} for name in ("inconsistency", "indirectness", "imprecision", "publication-bias")}
    made = claim(level="low", rating={"start": "one-group", "risk-of-bias": {"down": "1"}, **rating})
    assert judged({"made": made}, asserts={"share": 80, "strength": "hedged"})[0] == "overstated"


@pytest.mark.parametrize("mode", ["opinion", "puffery", "experience", "reasoning"])
def test_what_evidence_cannot_settle(mode: str) -> None:
    assert judged(one(level="high"), asserts={"mode": mode})[0] == "not-checkable"


# Properties that hold for every wording.
claims = st.builds(
    lambda finding, level, narrow: (finding, "none" if finding == "untested" else level, narrow),
    st.sampled_from(FINDINGS), st.sampled_from(LEVELS), st.booleans(),
)  # fmt: skip
bodies = st.lists(claims, min_size=1, max_size=3)
SLOTS = ("population", "comparator", "time", "dose", "product", "size", "share", "cause", "surrogate", "laboratory")
differences = st.lists(st.sampled_from(SLOTS), max_size=3)
says = st.fixed_dictionaries(
    {"strength": st.sampled_from(STRENGTHS), "mode": st.sampled_from(["fact", "aim", "belief", "study"])},
    optional={
        "quantifier": st.sampled_from(["only", "best", "some", "often", "all"]),
        "polarity": st.sampled_from(["affirmed", "denied"]),
        "condition": st.sampled_from(["heel-pain", "heel-fracture"]),
    },
)


def of_body(body: list[tuple[str, str, bool]]) -> dict[str, Claim]:
    who: Callable[[bool], dict[str, str]] = lambda narrow: {"population": "runners"} if narrow else {}  # noqa: E731
    return {f"c{n}": claim(finding=f, level=level, about=ABOUT | who(thin)) for n, (f, level, thin) in enumerate(body)}


def lowering(slots: list[str]) -> list[dict[str, Any]]:
    return [{"slot": slot, "words": "wider than studied", "lowers": True} for slot in slots]


@given(bodies, says, differences)
def test_a_stronger_wording_never_gets_a_milder_verdict(
    body: list[tuple[str, str, bool]], asserts: dict[str, Any], slots: list[str]
) -> None:
    found = [
        judged(of_body(body), asserts=asserts | {"strength": each}, differences=lowering(slots))[0]
        for each in STRENGTHS
    ]
    assert [ORDER.index(each) for each in found] == sorted(ORDER.index(each) for each in found)  # type: ignore[arg-type]


@given(bodies, says, differences, st.sampled_from(SLOTS))
def test_a_difference_never_raises(
    body: list[tuple[str, str, bool]], asserts: dict[str, Any], slots: list[str], more: str
) -> None:
    before = judged(of_body(body), asserts=asserts, differences=lowering(slots))[0]
    after = judged(of_body(body), asserts=asserts, differences=lowering([*slots, more]))[0]
    assert ORDER.index(after) >= ORDER.index(before)  # type: ignore[arg-type]


@given(bodies, says, differences)
def test_no_verdict_is_better_than_its_claims_allow(
    body: list[tuple[str, str, bool]], asserts: dict[str, Any], slots: list[str]
) -> None:
    made = of_body(body)
    found = judged(made, asserts=asserts, differences=lowering(slots))[0]
    said = statement(asserts=asserts).asserts
    allowed = [against_table(said, Answer(c, appraise(c, base().references)), "hedged").verdict for c in made.values()]
    assert ORDER.index(found) >= min(map(ORDER.index, allowed))  # type: ignore[arg-type]


@given(says, differences)
def test_what_nobody_tested_backs_nothing(asserts: dict[str, Any], slots: list[str]) -> None:
    found = judged(one("untested", "none"), asserts=asserts, differences=lowering(slots))[0]
    assert found == "unsupported"


# Verdicts that readers weighed one by one and found fair, by document and number. A rule that moves one is looked at;
# 23 of the clinic moved with the evidence, when two later trials saw no gain from exercise for prevention.
FAIR = {
    "extension-traction-blog": "2O 3U 8O 11O 13P 14O 15N 16C 17U 18P",
    "inversion-therapy-article": "4O 9P 13U 14U 15S 16P 17S 19S",
    "physical-therapy-clinic-post": "2S 4P 7S 11U 17P 22S 23O 26P 27O",
    "nerve-glide-post": "4P 7C 8O 10P",
    "lumbar-traction-mat-seller": "1S 6U 8U 9U 10P 12S 15O 17P 19N",
}


@pytest.mark.parametrize("document", FAIR)
def test_fair_verdicts_still_come_out(document: str) -> None:
    library = load(Path(__file__).parent.parent).library
    lines = {line.n: line for line in library.documents[document].statements}
    letters = {verdict: letter for letter, verdict in LETTERS.items()}
    wanted = FAIR[document].split()
    assert [f"{each[:-1]}{letters[judged_line(lines[int(each[:-1])], library).verdict]}" for each in wanted] == wanted
