"""The rows of summary-of-findings tables, what comes first in them, and their footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from backed.appraisal import certainty, figures
from backed.library import Library
from backed.page.view import Views
from backed.record.claim import Certainty, Claim, Kind
from backed.words import DOMAINS

Weight = Literal["critical", "harm", "measured"]
# What a table is divided into, in this order; benefits and harms stand together under what matters most.
WEIGHTS: dict[Weight, str] = {
    "critical": "What matters most: how people feel, what they can do, and grave harms",
    "harm": "Lesser and ungraded harms",
    "measured": "Measured, not felt",
}
SEVERITY = ("life-changing", "serious", "minor")
LEVEL_RANK: dict[Certainty, int] = {
    "high": 0, "moderate": 1, "low": 2, "very-low": 3, "not-graded": 4, "none": 5,
}  # fmt: skip
# On a page about a treatment, what people feel and do comes first, then harms, then measurements.
GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Does it help?", ("effect",)),
    ("Can it hurt, and who should take care?", ("harm", "precaution")),
    ("How it is said to work", ("mechanism", "cause", "association")),
    ("How many, and how it goes on", ("frequency", "prognosis", "diagnosis")),
    ("What is on record", ("guidance", "record", "report", "anatomy")),
)


@dataclass(frozen=True)
class Row:
    """One claim in a summary of findings; `notes` are numbers of footnotes, from 1."""

    id: str
    label: str
    who: str
    relative: str
    absolute: str
    people: int | None
    studies: int
    notes: tuple[int, ...]
    apart: str = ""  # what tells it from rows of the same name


@dataclass(frozen=True)
class Summary:
    """A summary of findings: rows under headings, the footnotes they share, and what was searched in vain."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[str, ...]
    untested: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.groups or self.untested)


def summary(ids: Iterable[str], views: Views, kind: str) -> Summary:
    """Effects and harms of a term's claims by weight; `kind` is the list that the term stands in."""
    library = views.library
    summed = [id_ for id_ in ids if _summed(library.claims[id_])]
    untested = [id_ for id_ in summed if library.appraisal(id_).verdict == "untested"]
    notes: list[str] = []
    groups = []
    for weight, heading in WEIGHTS.items():
        found = [id_ for id_ in summed if id_ not in untested and _weight(library.claims[id_], library) == weight]
        rows = tuple(row(id_, views, kind, notes) for id_ in sorted(found, key=lambda id_: _rank(id_, library)))
        groups += [(heading, rows)] if rows else []
    return Summary(tuple(_told_apart(groups, library)), tuple(notes), tuple(ranked(untested, library)))


def _told_apart(groups: list[tuple[str, tuple[Row, ...]]], library: Library) -> Iterator[tuple[str, tuple[Row, ...]]]:
    twins: dict[str, list[tuple[str, ...]]] = {}
    for _, rows in groups:
        for each in rows:
            twins.setdefault(each.label, []).append(_setting(each, library))
    for heading, rows in groups:
        yield heading, tuple(replace(each, apart=_apart(_setting(each, library), twins[each.label])) for each in rows)


def _setting(each: Row, library: Library) -> tuple[str, ...]:
    about = library.claims[each.id].about
    return about.form or "", each.who, f"versus {about.comparator}" if about.comparator else "", about.when or ""


def _apart(own: tuple[str, ...], twins: list[tuple[str, ...]]) -> str:
    """Of what was done, in whom, against what and when: that in which rows of one name differ."""
    differ = [len(set(parts)) > 1 for parts in zip(*twins, strict=True)]
    return "; ".join(part for part, differs in zip(own, differ, strict=True) if part and differs)


def _summed(claim: Claim) -> bool:
    return claim.kind in ("effect", "harm") and not claim.about.contrast


def _weight(claim: Claim, library: Library) -> Weight:
    outcome = library.outcomes.get(claim.about.outcome or "")
    if outcome and not outcome.felt:
        return "measured"
    return "harm" if claim.kind == "harm" and claim.severity not in ("life-changing", "serious") else "critical"


def _rank(id_: str, library: Library) -> tuple[int, int, str]:
    """Outcomes in the order of their list, which is the editors', then the surest."""
    order = list(library.outcomes)
    outcome = library.claims[id_].about.outcome
    place = order.index(outcome) if outcome in order else len(order)
    return place, LEVEL_RANK[library.appraisal(id_).certainty], id_


def row(id_: str, views: Views, kind: str, notes: list[str]) -> Row:
    """One row; reasons for rating down are added to `notes`, each once."""
    topic = views.library.topic(id_)
    claim = topic.claim
    return Row(
        id=id_,
        label=_label(claim, views.library, kind),
        who=topic.population("clinician"),
        relative=topic.estimate(),
        absolute=figures.absolute(claim),
        people=topic.people,
        studies=topic.studies,
        notes=tuple(_numbered(reason, notes) for reason in reasons(claim)),
    )


def _label(claim: Claim, library: Library, kind: str) -> str:
    """What tells a row from its neighbours on the page of a term."""
    subject = library.interventions.get(claim.about.intervention or "") or library.factors.get(claim.about.factor or "")
    outcome = library.outcomes.get(claim.about.outcome or "")
    if kind == "outcomes" or not outcome:
        return subject.label if subject else claim.claim
    if kind == "conditions" and subject:
        return f"{subject.label}: {outcome.label}"
    return outcome.label


def reasons(claim: Claim) -> list[str]:
    """Why a claim is less sure than where its body of evidence starts, one text per domain."""
    if claim.rating is None:
        return []
    steps = ((name, certainty.step(claim.rating, name)) for name in certainty.DOMAINS)
    return [f"{DOMAINS[name][0]}: {step.because or 'rated down'}" for name, step in steps if step.down]


def _numbered(reason: str, notes: list[str]) -> int:
    if reason not in notes:
        notes.append(reason)
    return notes.index(reason) + 1


def grouped(ids: list[str], library: Library) -> list[tuple[str, list[str]]]:
    """Claims under the headings of GROUPS, each ranked; empty headings are left out."""
    ordered = ranked(ids, library)
    groups = [(name, [id_ for id_ in ordered if library.claims[id_].kind in kinds]) for name, kinds in GROUPS]
    return [(name, found) for name, found in groups if found]


def ranked(ids: Iterable[str], library: Library) -> list[str]:
    """What people feel first, harms by gravity, then the surest, then by id."""

    def rank(id_: str) -> tuple[int, int, int, str]:
        claim, appraisal = library.claims[id_], library.appraisal(id_)
        outcome = library.outcomes.get(claim.about.outcome or "")
        felt = 0 if outcome and outcome.felt else 1
        return felt, gravity(claim) if claim.kind == "harm" else 0, LEVEL_RANK[appraisal.certainty], id_

    return sorted(ids, key=rank)


def gravity(claim: Claim) -> int:
    """The place of a harm among harms, the gravest first."""
    return SEVERITY.index(claim.severity) if claim.severity else len(SEVERITY)


def harms(intervention: str | None, library: Library, but: str = "") -> list[str]:
    """Harms and precautions of an intervention, the gravest first, then the surest."""
    found = [id_ for id_ in library.harms_by_intervention.get(intervention or "", ()) if id_ != but]
    return sorted(
        found, key=lambda id_: (gravity(library.claims[id_]), LEVEL_RANK[library.appraisal(id_).certainty], id_)
    )
