"""The index of the statement check: from the records to the one JSON that the page and the command line load."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from backed import words
from backed.library import Library
from backed.record.claim import Claim
from backed.record.reference import Reference
from backed.record.source import parse, read_text
from backed.record.vocabulary import Outcome, Term

HOME = Path(__file__).resolve().parents[3]
LANGUAGE = "vocabulary/language.yml"
SCHEMA = "1.0"
SHARD = 500  # claims per file of sentences: one such file is a tenth of a second on a slow line

Row = list[Any]
_LASTING = re.compile(r"\b(lasting|permanent\w*|for good|long (run|term)|a year|years?)\b", re.I)
_BRIEF = re.compile(r"\b(immediate\w*|short[- ]term|while it (lasts|pulls)|short run)\b", re.I)
_LIMITS = {
    "dose": re.compile(
        r"\b(\d+ (minutes?|times|sessions)|(once|twice) a day|degrees|part-way|full(y)? (hang|upside)\w*|incline|force|dose)\b",
        re.I,
    ),
    "asleep": re.compile(r"\b(asleep|overnight)\b", re.I),
    "added": re.compile(r"\b(added to|together with|combined with|on top of|in a plan)\b", re.I),
}
_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")
_WORDS_ONLY = re.compile(r"[a-z][a-z -]*")


@cache
def language(root: Path) -> dict[str, Any]:
    """The cue words of the knowledge base at `root`, or of the one beside this code if it brings none. Raises Faulty."""
    folder = root if (root / LANGUAGE).is_file() else HOME
    loaded: dict[str, Any] = parse(read_text(folder / LANGUAGE, folder))
    return loaded


FOLDER = "assets/check/"


def files(library: Library, sentence: Callable[[str], str], suggest: str = "") -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the index, and of what the page fetches after its answer: sentences and findings of claims."""
    whole = index(library, suggest)
    yield f"{FOLDER}references.json", _bytes(whole.pop("references"))
    yield f"{FOLDER}index.json", _bytes(whole)
    ids = list(library.claims)
    for number, start in enumerate(range(0, len(ids), SHARD)):
        rows = [_details(id_, library, sentence) for id_ in ids[start : start + SHARD]]
        yield f"{FOLDER}claims-{number}.json", _bytes(rows)


def _details(id_: str, library: Library, sentence: Callable[[str], str]) -> Row:
    """[sentence for readers, [[key, short name, what it found], ...]]."""
    claim = library.claims[id_]
    said = [(item.source, item.found) for item in claim.evidence]
    said += [(note.source, note.found) for note in claim.guidelines]
    known = [(key, found) for key, found in said if key in library.references]
    return [sentence(id_), [[key, library.references[key].short, found] for key, found in known]]


def _bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def index(library: Library, suggest: str = "") -> dict[str, Any]:
    """Everything the engine needs to answer: terms, claims by column, references, recorded statements, cue words."""
    said = language(library.root)
    numbers = {id_: number for number, id_ in enumerate(library.claims)}
    return {
        "schema_version": SCHEMA,
        "language": said,
        "words": _words(),
        "searched": _searched(library),
        "suggest": suggest,
        "shard": SHARD,
        "terms": {kind: [_term(term) for term in getattr(library, kind).values()] for kind in _TERM_KINDS},
        "claims": _columns(library, said),
        "statements": list(_statements(library, numbers)),
        "references": _references(library),
    }


_TERM_KINDS = ("conditions", "interventions", "outcomes", "factors")


def _term(term: Term) -> Row:
    row: Row = [term.id, term.label, term.lay, list(term.aliases), list(term.broader)]
    return [*row, term.better, int(term.felt)] if isinstance(term, Outcome) else row


def _words() -> dict[str, Any]:
    """The signs and words of verdicts and grounds, from the one place that has them."""
    return {
        "verdicts": {name: list(shown) for name, shown in words.STATEMENT_VERDICTS.items()},
        "grounds": {name: list(shown) for name, shown in words.GROUNDS.items()},
        "source_not_seen": words.SOURCE_NOT_SEEN,
        "claim_verdicts": {name: list(shown[:2]) for name, shown in words.CLAIM_VERDICTS.items()},
        "by_kind": {f"{kind} {verdict}": word for (kind, verdict), word in words.BY_KIND.items()},
        "certainties": words.CERTAINTIES,
    }


def _searched(library: Library) -> str | None:
    return max((str(claim.searched.on) for claim in library.claims.values()), default=None)


def _columns(library: Library, said: dict[str, Any]) -> dict[str, list[Any]]:
    """One list per column, so that equal values stand together and the file packs well."""
    sorts, treatments = _sorts(said), _names(library)
    rows = [_claim(id_, claim, library, sorts, treatments) for id_, claim in library.claims.items()]
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {"id": None})}


def _claim(
    id_: str, claim: Claim, library: Library, sorts: list[tuple[str, re.Pattern[str]]], treatments: _Names
) -> dict[str, Any]:
    about, seen = claim.about, library.appraisal(id_)
    share, low, high = _share(claim)
    return {
        "id": id_,
        "claim": claim.claim,
        "kind": claim.kind,
        "condition": about.condition,
        "intervention": about.intervention,
        "factor": about.factor,
        "outcome": about.outcome,
        "direction": about.direction,
        "contrast": about.contrast,
        "comparator": _sort(about.comparator, sorts),
        "against": treatments.first(about.comparator, about.intervention),
        "narrow": about.population,
        "when": about.when,
        "limits": _limits(claim),
        "lasting": int(bool(_LASTING.search(claim.claim))),
        "brief": int(bool(_BRIEF.search(f"{claim.claim} {about.when or ''}"))),
        "finding": seen.finding,
        "certainty": seen.certainty,
        "verdict": seen.verdict,
        "size": claim.size,
        "alone": int(bool(claim.rating and claim.rating.start == "one-group")),
        "dosed": int(bool(about.dose)),
        "severity": claim.severity,
        "basis": list(claim.basis),
        "guide": " ".join(dict.fromkeys(note.says for note in claim.guidelines)),
        "figures": _figures(claim),
        "share": share,
        "low": low,
        "high": high,
    }


def _limits(claim: Claim) -> str:
    """What the claim's own words limit it to: an amount, a moment, an addition to other care; empty: nothing."""
    return " ".join(name for name, words_of in _LIMITS.items() if words_of.search(claim.claim))


def _figures(claim: Claim) -> list[str]:
    """Figures of the evidence as printed; a sentence that gives them tells that study."""
    if claim.kind not in ("effect", "harm", "frequency", "prognosis", "association"):
        return []
    found = (number for item in claim.evidence for number in _FIGURE.findall(item.found))
    rows = (str(value) for item in claim.evidence for row in item.results for value in _printed(row))
    return list(dict.fromkeys([*found, *rows]))[:60]


def _printed(row: Any) -> Iterator[Any]:
    for name in ("value", "low", "high", "mean", "comparator_mean", "events", "total", "people"):
        if (value := getattr(row, name, None)) is not None:
            yield str(value).lstrip("-")


def _share(claim: Claim) -> tuple[float | None, float | None, float | None]:
    """The share per 100 that a frequency or course rests on, with its interval or range."""
    if not claim.estimate or claim.kind not in ("frequency", "prognosis"):
        return None, None, None
    rows = next((item.results for item in claim.evidence if item.source == claim.estimate.source), ())
    row: Any = rows[claim.estimate.result - 1] if claim.estimate.result <= len(rows) else None
    if row is None:
        return None, None, None
    if row.measure == "count":
        return round(100 * row.events / row.total), None, None
    if row.measure != "percent":
        return None, None, None
    low = row.low if row.low is not None else row.range_low
    high = row.high if row.high is not None else row.range_high
    return _number(row.value), _number(low), _number(high)


def _number(value: Any) -> float | None:
    return None if value is None else float(str(value))


def _sorts(said: dict[str, Any]) -> list[tuple[str, re.Pattern[str]]]:
    """Sorts of comparator in the order of the list, each with the words that tell it."""
    listed = said.get("versus", {}).get("comparators", {})
    return [
        (name, _any(phrase for phrase in phrases if _WORDS_ONLY.fullmatch(phrase))) for name, phrases in listed.items()
    ]


def _any(names: Iterable[str]) -> re.Pattern[str]:
    ranked = sorted({name.lower() for name in names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ranked)) or '(?!)'})(?![\w-])")


def _sort(comparator: str | None, sorts: list[tuple[str, re.Pattern[str]]]) -> str | None:
    text = (comparator or "").lower()
    return next((name for name, pattern in sorts if pattern.search(text)), None)


class _Names:
    """Which treatment a phrase names first."""

    def __init__(self, library: Library) -> None:
        self.by_name = {
            name.lower(): term.id
            for term in library.interventions.values()
            for name in (term.label, term.lay, *term.aliases)
        }
        self.pattern = _any(self.by_name)

    def first(self, text: str | None, but: str | None) -> str | None:
        """The id of the first treatment named in `text` other than `but`."""
        found = (self.by_name[match[1]] for match in self.pattern.finditer((text or "").lower()))
        return next((id_ for id_ in found if id_ != but), None)


def _names(library: Library) -> _Names:
    return _Names(library)


def _statements(library: Library, numbers: dict[str, int]) -> Iterator[Row]:
    """Recorded statements as further ways of saying the claim that answers them first."""
    for line in (line for document in library.documents.values() for line in document.statements):
        claims = [*line.claims, *(id_ for part in line.parts for id_ in part.claims)]
        if claims and claims[0] in numbers:
            yield [line.says, numbers[claims[0]]]


def _references(library: Library) -> list[Row]:
    cited_by: dict[str, list[str]] = {}
    for id_, document in library.documents.items():
        for line in document.statements:
            for key in dict.fromkeys((*line.cites, *line.references)):
                cited_by.setdefault(key, []).append(f"{id_}#{line.n}")
    return [_reference(source, library, cited_by.get(source.key, [])) for source in library.references.values()]


def _reference(source: Reference, library: Library, cited_by: list[str]) -> Row:
    about = (
        f"{words.human(source.design)}, {source.participants} people"
        if source.participants
        else words.human(source.design)
    )
    return [
        source.key,
        source.short,
        [author.family.lower() for author in source.authors[:2]],
        source.year,
        source.doi.lower() if source.doi else None,
        source.pmid,
        f"{about}: {source.title}",
        library.claims_by_reference.get(source.key, []),
        cited_by,
    ]
