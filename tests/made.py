"""Made-up claims, sources and statements for tests of rating, wording and judgement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from backed.library import Library
from backed.record.claim import Claim
from backed.record.reference import Author, Reference
from backed.record.statement import Statement
from backed.sentence.topic import Topic
from cases import BASE, records

# The best start of each kind, from which a level is reached by steps down.
STARTS = {
    "effect": "randomized", "harm": "randomized", "mechanism": "randomized", "association": "representative",
    "frequency": "representative", "prognosis": "representative", "cause": "assessed-cohort",
    "diagnosis": "consecutive-patients",
}  # fmt: skip
DOWNS = {"high": (0, 0, 0), "moderate": (1, 0, 0), "low": (1, 1, 0), "very-low": (1, 1, 1)}
LEVELS = tuple(DOWNS)
DATES = {
    "searched": {"on": "2024-01-10", "in": ["PubMed"], "for": "heels"},
    "reviewed": "2024-01-11",
    "review-by": "2099-01-11",
}


def as_text(value: Any) -> Any:
    """The value as a record file holds it: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: as_text(inner) for key, inner in value.items() if inner is not None}
    return (
        [as_text(inner) for inner in value] if isinstance(value, list | tuple) else str(value).replace("True", "true")
    )


def rating(kind: str, level: str) -> dict[str, Any]:
    """A rating of this kind of claim that comes to the level."""
    domains = ("risk-of-bias", "inconsistency", "imprecision", "indirectness", "publication-bias")
    downs = dict(zip(domains, DOWNS[level], strict=False))
    return {"start": STARTS[kind], **{name: {"down": downs.get(name, 0), "because": "a reason"} for name in domains}}


def evidence(source: str = "Okafor2021cups", bears: str = "for", **more: Any) -> dict[str, Any]:
    """One piece of evidence."""
    return {"source": source, "bears": bears, "as": "randomized", "found": "Something.", **more}


def claim(kind: str = "effect", finding: str = "as-claimed", level: str = "low", **more: Any) -> Claim:
    """A claim with a rating that comes to `level` (`none`: no rating)."""
    about = more.pop("about", {"condition": "heel-pain", "intervention": "heel-cup", "outcome": "first-step-pain"})
    rated = {"rating": rating(kind, level)} if level in DOWNS and kind in STARTS else {}
    plain = {"claim": "A claim", "kind": kind, "about": {"direction": "improves", **about}, "finding": finding}
    sources = {"evidence": [evidence()], **DATES}
    return Claim.model_validate(as_text({**plain, **rated, **sources, **more}))


def base() -> Library:
    """The small good knowledge base: its terms and sources."""
    return records(BASE)


def source(key: str, **more: Any) -> Reference:
    """A source: one of the small base with another key and other facts."""
    names = (Author(family=re.split(r"\d", key)[0], given="A"),)
    own = {"key": key, "authors": names, "studies": None, "trial": None}
    return base().references["Rivera2019cup"].model_copy(update={**own, **more})


def library(made: Claim, *sources: Reference) -> Library:
    """The small base with one claim, `made`, and more sources."""
    references = base().references | {each.key: each for each in sources}
    return replace(base(), claims={"made": made}, references=references, root=Path())


def topic(made: Claim, *sources: Reference) -> Topic:
    """The claim with the words of its terms, as the library hands it to sentences."""
    return library(made, *sources).topic("made")


def statement(**more: Any) -> Statement:
    """A statement that heel cups ease first-step pain, answered by the claim `made`."""
    asserts = {
        "kind": "effect", "intervention": "heel-cup", "condition": "heel-pain", "outcome": "first-step-pain",
        "direction": "improves", "strength": "plain", **more.pop("asserts", {}),
    }  # fmt: skip
    plain = {"n": 1, "says": "Cups help", "asserts": asserts, "claims": ["made"], "because": "Because."}
    return Statement.model_validate(as_text({**plain, **more}))
