"""The words and signs that pages, data and reports show for verdicts, levels and domains. One place, so they agree."""

from __future__ import annotations

from backed.appraisal.verdict import ClaimVerdict
from backed.record.claim import GRADED, Certainty
from backed.record.statement import Ground, Verdict

# verdict -> (sign, word, what it means)
CLAIM_VERDICTS: dict[ClaimVerdict, tuple[str, str, str]] = {
    "backed": ("✓", "Backed", "The evidence we found carries this, with at least moderate certainty."),
    "leaning-for": ("↗", "Leaning for", "Studies lean this way, with low certainty."),
    "unclear": ("?", "Unclear", "The studies are too few, too weak or too divided to tell."),
    "leaning-against": (
        "↘",
        "Leaning against",
        "Studies lean towards little or no effect, or the other way, with low certainty.",
    ),
    "little-or-no-effect": (
        "=",
        "Little or no effect",
        "The evidence shows, or probably shows, no difference that matters.",
    ),
    "opposite": ("✗", "The opposite", "The evidence points the other way, with at least moderate certainty."),
    "reported": ("!", "Reported", "It has happened. How often is not known."),
    "untested": ("○", "Untested", "We found no study that tested it. That does not show that it fails."),
}
# What the same verdicts mean where nothing is graded: such claims rest on what named sources say.
MEANINGS_NOT_GRADED: dict[ClaimVerdict, str] = {
    "backed": "The named sources say so. A claim of this kind has no level of certainty.",
    "leaning-for": "Others tell that the guideline says so. Its own text was not seen.",
    "opposite": "The named sources say otherwise. A claim of this kind has no level of certainty.",
    "unclear": "The named sources differ, or none is left to rest on.",
    "untested": "We found no source that says so.",
}
# A harm, a link or a fact is true or not, rather than good or bad.
BY_KIND: dict[tuple[str, ClaimVerdict], str] = {
    ("association", "backed"): "Linked",
    ("association", "leaning-for"): "Perhaps linked",
    ("association", "little-or-no-effect"): "Not linked",
    ("association", "leaning-against"): "Perhaps not linked",
    ("cause", "backed"): "A cause",
    ("cause", "leaning-for"): "Perhaps a cause",
    ("cause", "opposite"): "More likely the reverse",
    ("harm", "backed"): "Happens",
    ("harm", "leaning-for"): "May happen",
    ("harm", "little-or-no-effect"): "No more than without",
    ("anatomy", "backed"): "So",
    ("anatomy", "unclear"): "Definitions differ",
    ("anatomy", "opposite"): "Not so",
    ("record", "backed"): "On record",
    ("report", "backed"): "As reported",
    ("guidance", "backed"): "As said",
    ("guidance", "leaning-for"): "As said, second-hand",
    ("precaution", "backed"): "Advised",
}
# A harm that happens wears no tick: true is not good.
SIGN_BY_KIND: dict[tuple[str, ClaimVerdict], str] = {
    ("harm", "backed"): "◆",
    ("harm", "leaning-for"): "◇",
    ("precaution", "backed"): "◆",
}
# level -> (circles, words)
CERTAINTIES: dict[Certainty, tuple[str, str]] = {
    "high": ("●●●●", "high"),
    "moderate": ("●●●○", "moderate"),
    "low": ("●●○○", "low"),
    "very-low": ("●○○○", "very low"),
    "none": ("○○○○", "nothing to rate"),
    "not-graded": ("—", "not graded"),
}
# verdict -> (sign, word, what it means)
STATEMENT_VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    "supported": ("✓", "Backed", "The evidence carries it as worded."),
    "partly-supported": ("◐", "Partly backed", "It carries a part, or with less certainty than the sentence suggests."),
    "overstated": (
        "▲",
        "Goes further than the evidence",
        "Studies in people point this way, and the wording goes further than they do.",
    ),
    "unsupported": ("○", "Not backed by what we found", "Nothing we found in people points this way."),
    "contradicted": (
        "✗",
        "Evidence says otherwise",
        "Evidence shows no important effect, points the other way, or breaks an only or a must.",
    ),
    "not-checkable": (
        "–",
        "Not something evidence can settle",
        "An opinion, an experience, too vague, or a source nobody saw.",
    ),
}
# verdict, or "out-of-scope" -> what follows the number of such statements in a summary: one, several
STATEMENTS_COUNTED: dict[str, tuple[str, str]] = {
    "supported": ("backed", "backed"),
    "partly-supported": ("partly backed", "partly backed"),
    "overstated": ("that goes further than the evidence", "that go further than the evidence"),
    "unsupported": ("not backed by what we found", "not backed by what we found"),
    "contradicted": ("where evidence says otherwise", "where evidence says otherwise"),
    "not-checkable": ("that evidence cannot settle", "that evidence cannot settle"),
    "out-of-scope": ("not covered here", "not covered here"),
}
SOURCE_NOT_SEEN = "Could not be checked"
GROUNDS: dict[Ground, tuple[str, str]] = {
    "as-worded": ("as worded", "The evidence we found backs this as worded."),
    "part": ("in part", "A part of it is backed; the rest is not."),
    "less-sure": ("less sure", "Studies lean this way; the sentence is surer than they are."),
    "precaution": ("as a precaution", "A fair precaution, whether or not anybody has followed such people."),
    "too-sure": ("too sure", "Studies point this way, but they are too weak for words this firm."),
    "too-large": ("too large", "Studies point this way, but only for a smaller effect."),
    "too-broad": ("too broad", "Studies point this way, but only in some people or against some treatments."),
    "too-long": ("too long", "Studies point this way, but only for a shorter time."),
    "not-only": ("not the only one", "It is not the only one, or has not been shown to be the best."),
    "harm-left-out": ("leaves out a harm", "A harm is on record that the sentence leaves out or plays down."),
    "not-studied": ("not studied", "We found no study in people that tested this."),
    "too-small-to-tell": ("too small to tell", "The studies are too small to point either way."),
    "leans-against": ("leans against", "The studies lean the other way, without settling it."),
    "laboratory-only": ("laboratory only", "This was seen only in the laboratory, in animals or in healthy people."),
    "association-only": (
        "a link only",
        "This was seen only as a link, or on a measurement; that is not the same thing.",
    ),
    "guideline-against": ("guidelines advise against", "The guidelines we saw advise against it."),
    "no-effect-shown": ("no effect shown", "The evidence shows, or probably shows, little or no effect."),
    "points-other-way": ("points the other way", "The evidence points the other way."),
    "counterexample": ("a counterexample", "A recorded example shows that it is not so."),
    "not-in-source": ("not in the source", "The source it names does not say this."),
    "opinion": ("an opinion", "This is an opinion or a way of reasoning; no study can settle it."),
    "experience": (
        "an experience",
        "This is a personal experience; it cannot tell what would have happened otherwise.",
    ),
    "too-vague": ("too vague", "This is too vague to test."),
    "source-not-seen": ("source not seen", "We have not seen the source, so we give no verdict."),
}
DOMAINS: dict[str, tuple[str, str]] = {
    "risk-of-bias": ("Risk of bias", "Faults of the studies that may have moved their result."),
    "inconsistency": ("Inconsistency", "Studies that disagree without a reason."),
    "indirectness": ("Indirectness", "Other people, treatment, comparison or outcome than asked."),
    "imprecision": ("Imprecision", "Too few people or events, or an interval that allows another conclusion."),
    "publication-bias": ("Publication bias", "Studies that were probably done and never shown."),
    "large-effect": ("Large effect", "An effect too large to be explained by bias."),
    "dose-response": ("Dose and response", "More of it, more effect."),
    "opposing-confounding": ("Opposing confounding", "Known bias works against the effect that was seen."),
}
KINDS: dict[str, tuple[str, str]] = {
    "effect": ("Effect", "does it help?"),
    "harm": ("Harm", "can it hurt?"),
    "association": ("Association", "do they go together?"),
    "cause": ("Cause", "does one lead to the other?"),
    "mechanism": ("Mechanism", "how is it said to work?"),
    "frequency": ("Frequency", "how many?"),
    "prognosis": ("Course", "how does it go on?"),
    "diagnosis": ("Diagnosis", "does the sign tell?"),
    "anatomy": ("Anatomy or definition", "what is it?"),
    "guidance": ("Guidance", "what do guidelines say?"),
    "precaution": ("Precaution", "who should ask first?"),
    "record": ("Record", "what is on record?"),
    "report": ("Report", "what did one study do?"),
}
BEARS = {
    "for": ("+", "points for"),
    "against": ("−", "points against"),
    "mixed": ("±", "mixed"),
    "context": ("·", "context"),
}


def claim_meaning(kind: str, verdict: ClaimVerdict) -> str:
    """What a verdict on a claim means, in a sentence."""
    return CLAIM_VERDICTS[verdict][2] if kind in GRADED else MEANINGS_NOT_GRADED[verdict]


def claim_word(kind: str, verdict: ClaimVerdict) -> str:
    """The word for a claim's verdict, as its kind needs it (method 1.9)."""
    return BY_KIND.get((kind, verdict), CLAIM_VERDICTS[verdict][1])


def claim_sign(kind: str, verdict: ClaimVerdict) -> str:
    """The sign for a claim's verdict, as its kind needs it."""
    return SIGN_BY_KIND.get((kind, verdict), CLAIM_VERDICTS[verdict][0])


def stamp_word(verdict: Verdict, ground: Ground) -> str:
    """The word for a statement's verdict; a source nobody saw is not a matter that evidence cannot settle."""
    return SOURCE_NOT_SEEN if ground == "source-not-seen" else STATEMENT_VERDICTS[verdict][1]


def human(word: str) -> str:
    """`very-low` as it is read."""
    return word.replace("-", " ")
