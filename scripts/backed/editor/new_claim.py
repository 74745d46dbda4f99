"""`new claim`: a valid record from a few answers. It begins as untested; evidence and rating stand there as examples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import get_args

from backed.appraisal.certainty import DOMAINS, START
from backed.editor.asking import Interview, Question, Refused
from backed.editor.draft import COMMAND, Draft, faults_of
from backed.editor.duplicate import claims_like
from backed.editor.template import MARK, record, told
from backed.library import Library
from backed.record.claim import GRADED, About, Claim, Comparison, Evidence
from backed.record.model import models_in, words_of
from backed.record.vocabulary import TERM_SLOTS

SAID = "one line: what people say, in our words; it names the treatment or factor and the outcome"
YEARS = 2  # until a claim is looked at again
# What the question of each kind may hold; the slots without a question mark are needed (rule about-names-its-question).
SLOTS: dict[str, tuple[str, ...]] = {
    "effect": ("condition?", "population?", "intervention", "comparator?", "outcome", "direction", "when?"),
    "harm": ("condition?", "population?", "intervention", "comparator?", "outcome", "direction"),
    "association": ("condition?", "population?", "factor", "outcome"),
    "cause": ("condition?", "population?", "factor", "outcome"),
    "mechanism": ("condition?", "intervention", "via", "outcome?", "direction"),
    "frequency": ("condition?", "population?", "event", "when?"),
    "prognosis": ("condition?", "population?", "event", "when?"),
    "diagnosis": ("condition", "population?", "factor"),
    "guidance": ("condition?", "population?", "intervention"),
    "precaution": ("condition?", "population", "intervention"),
    "anatomy": (), "record": ("intervention?",), "report": ("intervention?",),
}  # fmt: skip
DIRECTIONS = {"association": "associated", "cause": "causes"}  # of the other kinds without one: `describes`
# Keys that only some kinds use; the template leaves them out for the others.
_ONLY = {
    "size": ("effect", "harm"), "severity": ("harm",), "rating": GRADED, "estimate": GRADED,
    "basis": ("precaution", "mechanism"), "advised-by": ("precaution",),
    "fact": ("anatomy", "record", "report", "precaution", "guidance"),
    "about.via": ("mechanism",), "about.event": ("frequency", "prognosis"),
    "about.contrast": ("effect", "harm"), "about.dose": ("effect", "harm", "mechanism"),
}  # fmt: skip
# What a design most often compares; the editor decides.
LIKELY: dict[str, str] = {
    "randomized-trial": "randomized", "meta-analysis": "randomized", "systematic-review": "randomized",
    "non-randomized-trial": "controlled", "case-control": "case-control", "case-series": "one-group",
    "case-report": "case-report", "guideline": "guideline", "laboratory-study": "laboratory",
    "animal-study": "animal", "reference-work": "reference-work", "narrative-review": "expert",
    "physiological-study": "within-person",
}  # fmt: skip
ROW = 'when: "...", measure: MD, value: "...", low: "...", high: "...", unit: "...", favours: intervention'
MEASURES = ", ".join(
    word for model in models_in(Evidence.model_fields["results"].annotation)
    for word in words_of(model.model_fields["measure"].annotation)
)  # fmt: skip


def new_claim(interview: Interview, library: Library, today: date) -> Draft:
    """Ask for what a claim's question needs; the record, and which claims are like it. Raises Refused."""
    values = _values(interview, library, today)
    id_ = _id(interview, values, library)
    sources = _sources(interview, library)
    text = record(Claim, values, "claim", _examples(values, sources, library), unused(str(values["kind"])))
    claim, faults = faults_of(id_, text, Claim, library)
    if claim is None or faults:
        raise Refused("\n".join(["This would not be a valid claim. Nothing was written.", *faults]))
    return Draft(f"claims/{id_}.yml", text, tuple(claims_like(claim, library)), _next(id_, sources))


def _values(interview: Interview, library: Library, today: date) -> dict[str, object]:
    fields = Claim.model_fields
    kind = interview.ask(Question("kind", told(fields["kind"], words=False), tuple(SLOTS), closed=True))
    sentence = interview.ask(Question("claim", SAID))
    about = {slot: answer for slot, answer in _about(interview, kind, library) if answer}
    places = interview.ask(Question("searched-in", "databases you searched, with commas", default="PubMed"))
    words = interview.ask(Question("searched-for", "the question or words you searched", default=sentence))
    values: dict[str, object] = {
        "claim": sentence, "kind": kind, "about": about, "finding": "untested",
        "searched": {"on": today.isoformat(), "in": [each.strip() for each in places.split(",")], "for": words},
        "reviewed": today.isoformat(), "review-by": _later(today).isoformat(),
    }  # fmt: skip
    if kind == "harm":
        words_of_severity = get_args(get_args(fields["severity"].annotation)[0])
        question = Question("severity", "how bad the harm is", words_of_severity, closed=True, needed=False)
        values |= {"severity": answer} if (answer := interview.ask(question)) else {}
    return values | {"certainty": "none" if kind in GRADED else "not-graded"}


def _later(today: date) -> date:
    return today.replace(year=today.year + YEARS, day=min(today.day, 28))


def _about(interview: Interview, kind: str, library: Library) -> Iterator[tuple[str, str]]:
    """(slot, answer) of everything a claim of this kind asks about."""
    asked = {slot.rstrip("?"): not slot.endswith("?") for slot in SLOTS[kind]}
    for slot in About.model_fields:
        if slot != "direction" and (slot in asked or slot in interview.given):
            yield slot, interview.ask(question_of(slot, library, needed=asked.get(slot, False)))
    if "direction" in asked:
        words = get_args(About.model_fields["direction"].annotation)
        text = told(About.model_fields["direction"], words=False)
        yield "direction", interview.ask(Question("direction", text, words, closed=True))
    else:
        yield "direction", DIRECTIONS.get(kind, "describes")


def question_of(slot: str, library: Library, *, needed: bool) -> Question:
    """The question for one slot of `about`; terms may be named by id, label or alias."""
    text = told(About.model_fields[slot])
    if slot not in TERM_SLOTS:
        return Question(slot, text, needed=needed)
    terms = getattr(library, TERM_SLOTS[slot])
    also = {name.lower(): id_ for id_, term in terms.items() for name in (*term.aliases, term.lay, term.label)}
    missing = f" If none fits, add a term to vocabulary/{TERM_SLOTS[slot]}.yml first."
    return Question(slot, text, tuple(terms), also, closed=True, needed=needed, missing=missing)


def _id(interview: Interview, values: Mapping[str, object], library: Library) -> str:
    about = values["about"]
    assert isinstance(about, dict)
    parts = [about.get("intervention") or about.get("factor"), about.get("outcome") or about.get("condition")]
    likely = "-".join(filter(None, parts)) if all(parts) else slug(str(values["claim"]))
    taken = library.claims.keys() | library.retired.keys() | library.documents.keys()
    text, default = "the id: name of the file and address of the page, for ever", likely
    if likely in taken:
        text, default = f"{likely} is there already: look whether it says the same. If not, {text}", ""
    return interview.ask(Question("id", text, default=default, unfit=partial(_unfit, taken, library)))


def _unfit(taken: Collection[str], library: Library, id_: str) -> str:
    if id_ != slug(id_):
        return f"{id_} is no id: write it as {slug(id_) or 'some-words-with-hyphens'}."
    if id_ in taken or (library.root / "claims" / f"{id_}.yml").exists():
        return f"claims/{id_}.yml is there already, or was: choose another id."
    return ""


def slug(text: str) -> str:
    """A text as an id: lower-case words joined by hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def _sources(interview: Interview, library: Library) -> list[str]:
    asked = Question("sources", "citation keys of the evidence, with commas", tuple(library.references), needed=False)
    return _keys(interview.ask(replace(asked, unfit=partial(_unknown, asked))))


def _keys(given: str) -> list[str]:
    return list(dict.fromkeys(filter(None, re.split(r"[,\s]+", given))))


def _unknown(asked: Question, given: str) -> str:
    for key in _keys(given):
        if key not in asked.words:
            return f"{key} is not in references.bib.{asked.meant(key) or ' Add it with `new reference` first.'}"
    return ""


def unused(kind: str) -> list[str]:
    """Keys that a claim of this kind has no use for."""
    return [key for key, kinds in _ONLY.items() if kind not in kinds]


def likely_comparison(design: str, kind: str) -> str:
    """The comparison that a source of this design most often makes for a claim of this kind."""
    starts = [start for start, each in START.items() if kind in each.kinds]
    likely = LIKELY.get(design, "")
    if likely in starts or (likely in get_args(Comparison) and likely not in START):
        return likely
    return starts[0] if starts else "reference-work"


def _examples(values: Mapping[str, object], sources: Sequence[str], library: Library) -> dict[str, list[str]]:
    """Evidence and rating as they could look with these sources: the editor takes the marks away."""
    if not sources:
        return {}
    about, kind = values["about"], str(values["kind"])
    assert isinstance(about, dict)
    row = ", ".join([*([f"outcome: {about['outcome']}"] if "outcome" in about else []), ROW])
    likely = [likely_comparison(library.references[key].design, kind) for key in sources]
    evidence = ["evidence:"]
    for key, comparison in zip(sources, likely, strict=True):
        evidence += [f"- source: {key}", "  bears: for", f"  as: {comparison}", "  found: ...", "  results:"]
        evidence += [
            f"  - {{{row}}}  {MARK} measure: {MEASURES}; leave out what the source does not give",
            "  at: abstract",
        ]
    start = next((each for each in likely if each in START), "randomized")
    reason = f"{MARK} to rate it down: {{down: 1, because: why, sources: [{', '.join(sources)}]}}"
    steps = [f"  {domain}: {{down: 0}}  {reason}" for domain in DOMAINS]
    estimate = [f"estimate: {{source: {sources[0]}, result: 1}}"]
    return {"evidence": evidence, "rating": ["rating:", f"  start: {start}", *steps], "estimate": estimate}


def _next(id_: str, sources: Sequence[str]) -> tuple[str, ...]:
    """What the editor does now, in order."""
    file = f"claims/{id_}.yml"
    steps = [
        f"Open {file}. It says `finding: untested`: true until you add evidence.",
        "" if sources else f"Add the sources, by DOI, PubMed id or file: {COMMAND} new reference ...",
        "Take the # away under `evidence`, say in your own words what each source found, and rate the domains.",
        f"See what is missing, at its line: {COMMAND} validate {file}",
        f"Let the certainty be filled in and the help be deleted: {COMMAND} fix --drop-help {file}",
        f"Look at the page: {COMMAND} serve",
    ]
    return tuple(filter(None, steps))
