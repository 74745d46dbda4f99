"""What a claim can be found and filtered by: terms of the vocabulary, and words for its kind, level, verdict and designs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from backed import words
from backed.library import Library
from backed.outline import outline
from backed.record.vocabulary import TERM_SLOTS, Outcome, Term

# Facets in the order of the search page, with their names; factors are terms too, but no facet.
FACETS = {
    "intervention": "Treatment", "condition": "Condition", "outcome": "Outcome", "kind": "Question",
    "certainty": "How sure", "verdict": "Verdict", "design": "Kind of study",
}  # fmt: skip
GROUPS = (*FACETS, "factor")
# How people ask for a kind of question, a level or a verdict: words of every field of health, none of one.
CUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("kind", "effect"): ("help", "work", "effective", "effectiveness", "efficacy", "benefit", "treat", "treatment", "cure", "relief", "good for"),
    ("kind", "harm"): ("harm", "risk", "danger", "dangerous", "side effect", "adverse", "unsafe", "safe", "safety", "hurt", "injury", "complication"),
    ("kind", "association"): ("link", "linked", "related", "correlation", "risk factor", "goes with"),
    ("kind", "cause"): ("cause", "why", "reason", "leads to", "etiology", "aetiology"),
    ("kind", "mechanism"): ("mechanism", "how does it work", "mode of action", "works by"),
    ("kind", "frequency"): ("how many", "how common", "percent", "percentage", "prevalence", "incidence", "rate", "rare"),
    ("kind", "prognosis"): ("how long", "how long last", "prognosis", "course", "outlook", "go away", "natural history", "natural course", "by itself", "on its own", "get better"),
    ("kind", "diagnosis"): ("test", "diagnosis", "diagnostic", "accuracy", "sensitivity", "specificity", "sign"),
    ("kind", "anatomy"): ("anatomy", "definition", "what is", "meaning"),
    ("kind", "guidance"): ("guideline", "guidance", "recommend", "recommendation", "recommended", "advise", "advice", "NICE", "WHO"),
    ("kind", "precaution"): ("precaution", "contraindication", "contraindicated", "who should not", "should not", "avoid", "caution", "ask doctor"),
    ("kind", "record"): ("cost", "price", "insurance", "coverage", "popular", "usual"),
    ("kind", "report"): ("trial", "paper", "study", "report", "review"),
    ("verdict", "untested"): ("never tested", "no studies", "no evidence"),
    ("design", "randomized-trial"): ("RCT", "randomised trial", "randomised controlled trial", "randomized controlled trial"),
    ("design", "meta-analysis"): ("pooled", "metaanalysis"),
}  # fmt: skip


class Tag(NamedTuple):
    """Anything a claim can be found by; `term` is set for a term of the vocabulary."""

    group: str
    id: str
    label: str
    names: tuple[str, ...]
    term: Term | None = None


def tags(library: Library) -> Iterator[Tag]:
    """Every tag, in the order that gives it its number in the index."""
    for slot, kind in TERM_SLOTS.items():
        for term in getattr(library, kind).values():
            yield Tag(slot, term.id, term.label, names(term), term)
    for id_, (label, question) in words.KINDS.items():
        yield _cued("kind", id_, f"{label}: {question}", label)
    for level, (_, word) in words.CERTAINTIES.items():
        yield _cued("certainty", level, word, f"{word} certainty")
    for verdict, (_, word, _) in words.CLAIM_VERDICTS.items():
        yield _cued("verdict", verdict, word, word)
    for design in sorted({design for id_ in library.claims for design in outline(id_, library).designs}):
        yield _cued("design", design, words.human(design), words.human(design))


def names(term: Term) -> tuple[str, ...]:
    """The names of a term, each once: label, lay word, aliases."""
    return tuple(dict.fromkeys((term.label, term.lay, *term.aliases)))


def _cued(group: str, id_: str, label: str, name: str) -> Tag:
    return Tag(group, id_, label, (name, *CUES.get((group, id_), ())))


def columns(listed: Sequence[Tag]) -> dict[str, list[Any]]:
    """One column per field. `lay`: place of the lay word in the names; `better`: the side of an outcome that is better."""
    place = numbers(listed)
    return {
        "group": [GROUPS.index(tag.group) for tag in listed],
        "id": [tag.id for tag in listed],
        "label": [tag.label for tag in listed],
        "names": [tag.names for tag in listed],
        "lay": [tag.names.index(tag.term.lay) if tag.term else 0 for tag in listed],
        "broader": [_broader(tag, place) for tag in listed],
        "better": [tag.term.better if isinstance(tag.term, Outcome) else None for tag in listed],
        "felt": [int(tag.term.felt) if isinstance(tag.term, Outcome) else 1 for tag in listed],
    }


def _broader(tag: Tag, place: dict[tuple[str, str], int]) -> list[int]:
    ids = tag.term.broader if tag.term else ()
    return [place[tag.group, id_] for id_ in ids if (tag.group, id_) in place]


def numbers(listed: Sequence[Tag]) -> dict[tuple[str, str], int]:
    """The number of each tag by group and id."""
    return {(tag.group, tag.id): number for number, tag in enumerate(listed)}
