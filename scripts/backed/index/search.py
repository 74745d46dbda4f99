"""The search index: what the search box must know, as plain columns of JSON. The browser makes its postings from them.

Postings are not shipped: they would cost more bytes than the texts they come from, and the browser makes those of
10,000 claims in a fraction of a second. So nothing is stemmed here, and words are cut in one place (docs/assets/search/).
Three kinds of file: `index.json` stands before the first result; `sentences-N.json` is fetched for hits on the screen;
`more.json` (references, glossary, written pages) follows.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from math import log1p
from typing import Any, NamedTuple

from markdown.extensions.toc import slugify

from backed import words
from backed.library import VOCABULARY, Library
from backed.record.claim import Claim
from backed.record.reference import Reference
from backed.sentence.generate import sentence as make_sentence

SCHEMA = 1
FOLDER = "assets/search/"
SHARD = 500  # claims in one file of sentences
EPOCH = date(2020, 1, 1)  # reviewed dates are days from here: short numbers
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
_RANK = {"effect": 3, "harm": 2, "prognosis": 2, "frequency": 2, "guidance": 1}
_WORD = re.compile(r"[a-z0-9]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>")
_HEADING = re.compile(r"^#{1,4}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_OWN_ANCHOR = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}")
# Words that say nothing of a question; dictionary.js has the list that counts, this one only saves bytes.
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "who",
        "with",
    ]
)

Written = Iterable[tuple[str, str, str]]
Sentence = Callable[[str], str]


class Tag(NamedTuple):
    """Anything a claim can be filtered by: a term, or a word for its kind, level, verdict or design."""

    group: str
    id: str
    label: str
    names: tuple[str, ...]
    broader: tuple[str, ...] = ()


def files(
    library: Library, written: Written = (), sentence: Sentence | None = None, suggest: str = ""
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file of the index, the first one last, since it names the others by their digest.

    `written` are pages as (path in the site, title, Markdown without front matter). `sentence` gives the reader's
    sentence of a claim id. `suggest` is the address of the form for a claim that is missing.
    """
    shards = [_bytes(shard) for shard in sentences(library, sentence or _made(library))]
    rest = _bytes(more(library, written))
    names = [_versioned(f"sentences-{number}.json", data) for number, data in enumerate(shards)]
    for number, data in enumerate(shards):
        yield f"{FOLDER}sentences-{number}.json", data
    yield f"{FOLDER}more.json", rest
    first = index(library, suggest) | {"sentences": names, "shard": SHARD, "more": _versioned("more.json", rest)}
    yield f"{FOLDER}index.json", _bytes(first)


def app_html() -> str:
    """What stands in the slot of the search page before its script runs, and for readers without scripts."""
    return (
        '<form class="bk-finder__form" id="search-form" role="search" action="" method="get">'
        '<label class="bk-hidden" for="search-words">Search claims, sources and guides</label>'
        '<input id="search-words" name="q" type="search" placeholder="Say it as you would to a friend: gravity table, slipped disc" '
        'autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200">'
        '<button class="bk-button bk-button--main">Search</button></form>\n'
        '<div id="search-app" class="bk-finder"></div>\n'
        '<noscript><p class="bk-box">Search needs scripts, which are off in this browser. '
        '<a href="../claims/">The list of all claims</a> is complete without them.</p></noscript>\n'
        '<script src="../assets/search/page.js" defer></script>'
    )


def _made(library: Library) -> Sentence:
    return lambda id_: make_sentence(library.topic(id_), "reader")


def _bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _versioned(name: str, data: bytes) -> str:
    """The name with a digest, so that no browser joins an index with sentences of another day."""
    return f"{name}?v={sha256(data).hexdigest()[:8]}"


def index(library: Library, suggest: str = "") -> dict[str, Any]:
    """What must be there before the first result: claims with their facets and dates, terms with their names, documents."""
    tags = list(_tags(library))
    return {
        "schema": SCHEMA,
        "suggest": suggest,
        "facets": list(FACETS.items()),
        "groups": GROUPS,
        "tags": _tag_columns(tags),
        "claims": _claim_columns(library, tags),
        "verdicts": {verdict: [sign, word] for verdict, (sign, word, _) in words.CLAIM_VERDICTS.items()},
        "verdict_words": {f"{kind} {verdict}": word for (kind, verdict), word in words.BY_KIND.items()},
        "certainties": words.CERTAINTIES,
        "documents": [[id_, document.title, document.kind] for id_, document in sorted(library.documents.items())],
    }


def _tags(library: Library) -> Iterator[Tag]:
    for kind in VOCABULARY:
        for term in getattr(library, kind).values():
            names = tuple(dict.fromkeys((term.label, term.lay, *term.aliases)))
            yield Tag(kind.removesuffix("s"), term.id, term.label, names, term.broader)
    for id_, (label, question) in words.KINDS.items():
        yield _cued("kind", id_, f"{label}: {question}", label)
    for level, (_, word) in words.CERTAINTIES.items():
        yield _cued("certainty", level, word, f"{word} certainty")
    for verdict, (_, word, _) in words.CLAIM_VERDICTS.items():
        yield _cued("verdict", verdict, word, word)
    for design in sorted({design for claim in library.claims.values() for design in designs(claim, library)}):
        yield _cued("design", design, words.human(design), words.human(design))


def _cued(group: str, id_: str, label: str, name: str) -> Tag:
    return Tag(group, id_, label, (name, *CUES.get((group, id_), ())))


def designs(claim: Claim, library: Library) -> list[str]:
    """The designs of the sources that bear on a claim; of all its sources where none does (anatomy, guidance)."""
    bearing = [item.source for item in claim.evidence if item.bears != "context"]
    keys = bearing or claim.leans_on
    return sorted({library.references[key].design for key in keys if key in library.references})


def _tag_columns(tags: list[Tag]) -> dict[str, Any]:
    place = {(tag.group, tag.id): number for number, tag in enumerate(tags)}
    return {
        "group": [GROUPS.index(tag.group) for tag in tags],
        "id": [tag.id for tag in tags],
        "label": [tag.label for tag in tags],
        "names": [tag.names for tag in tags],
        "broader": [[place[tag.group, id_] for id_ in tag.broader if (tag.group, id_) in place] for tag in tags],
    }


def _claim_columns(library: Library, tags: list[Tag]) -> dict[str, Any]:
    """One column per field; a facet's column holds numbers of tags (-1: none), that of designs lists of them."""
    place = {(tag.group, tag.id): number for number, tag in enumerate(tags)}
    ids = sorted(library.claims)
    claims = [library.claims[id_] for id_ in ids]
    columns: dict[str, Any] = {
        "id": ids,
        "line": [claim.claim for claim in claims],
        "words": [other_words(claim) for claim in claims],
        "weight": weights(library, ids),
        "reviewed": [(claim.reviewed - EPOCH).days for claim in claims],
    }
    for group in ("intervention", "condition", "outcome", "factor"):
        columns[group] = [place.get((group, getattr(claim.about, group) or ""), -1) for claim in claims]
    columns["kind"] = [place["kind", claim.kind] for claim in claims]
    columns["certainty"] = [place["certainty", library.appraisal(id_).certainty] for id_ in ids]
    columns["verdict"] = [place["verdict", library.appraisal(id_).verdict] for id_ in ids]
    columns["design"] = [[place["design", design] for design in designs(claim, library)] for claim in claims]
    return columns


def other_words(claim: Claim) -> str:
    """The words of the other fields of a claim that its line does not have, each once."""
    about = claim.about
    bodies = [note.body for note in claim.guidelines] if claim.kind == "guidance" else []
    slots = (about.form, about.population, about.comparator, about.via, about.event, about.when, about.dose)
    fields = [*slots, claim.fact, *bodies]
    return unique_words(" ".join(filter(None, fields)), known=claim.claim)


def unique_words(text: str, known: str = "") -> str:
    """The words of a text in order, each once, in lower case and without accents, without those in `known`."""
    seen = set(_plain(known)) | _EMPTY
    return " ".join(word for word in dict.fromkeys(_plain(text)) if word not in seen)


def _plain(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _WORD.findall(text.lower())


def weights(library: Library, ids: list[str]) -> list[int]:
    """0 to 99 per claim: how likely it is the one meant when words fit several equally.

    Plain questions lead that something was found on, about outcomes that people feel and that many claims are about,
    and with many sources behind them.
    """
    asked = Counter(library.claims[id_].about.outcome for id_ in ids)
    most = log1p(max(asked.values(), default=1))
    return [
        _weight(library.claims[id_], library, log1p(asked[library.claims[id_].about.outcome]) / most) for id_ in ids
    ]


def _weight(claim: Claim, library: Library, common: float) -> int:
    about, outcome = claim.about, library.outcomes.get(claim.about.outcome or "")
    plain = (not (about.contrast or about.via)) + (not about.dose) + (not about.population)
    sources = min(1.0, len(claim.evidence) / 6)
    points = (
        _RANK.get(claim.kind, 0)
        + bool(outcome and outcome.felt)
        + 2 * (claim.finding != "untested")
        + plain / 2
        + 1.5 * common
        + sources
    )
    return round(99 * points / 10)


def sentences(library: Library, sentence: Sentence) -> list[list[str]]:
    """The reader's sentences of the claims in the order of the index, in shards."""
    ids = sorted(library.claims)
    return [[sentence(id_) for id_ in ids[start : start + SHARD]] for start in range(0, len(ids), SHARD)]


def more(library: Library, written: Written) -> dict[str, Any]:
    """What is searched after the claims: references, the glossary, the words of source documents and written pages."""
    references = [library.references[key] for key in sorted(library.references)]
    return {
        "references": {
            "id": [source.key for source in references],
            "title": [source.title for source in references],
            "short": [source.short for source in references],
            "design": [words.human(source.design) for source in references],
            "notice": [source.notice.kind if source.notice else "" for source in references],
            "words": [_reference_words(source) for source in references],
        },
        "glossary": [[entry.id, entry.term, list(entry.aliases), entry.definition] for entry in library.glossary],
        "documents": [_document_words(id_, library) for id_ in sorted(library.documents)],
        "pages": [_page(path, title, text) for path, title, text in sorted(written)],
    }


def _reference_words(source: Reference) -> str:
    """Authors, journal, DOI and PubMed id: what people paste. A DOI stays whole, with its stops."""
    names = " ".join(author.family for author in source.authors)
    return " ".join(
        filter(None, (unique_words(f"{names} {source.container or ''}", source.short), source.doi, source.pmid))
    )


def _document_words(id_: str, library: Library) -> str:
    document = library.documents[id_]
    return unique_words(" ".join([document.about, *(line.says for line in document.statements)]), document.title)


def _page(path: str, title: str, text: str) -> list[Any]:
    """[path, title, [[heading, anchor]], words] of a written page."""
    bare = _COMMENT.sub("", text)
    headings: dict[str, str] = {}
    for found in _HEADING.finditer(bare):
        own = _OWN_ANCHOR.search(found[1])
        heading = _TARGET.sub("", found[1]).replace("[", "").replace("`", "").replace("*", "").strip()
        headings.setdefault(own[1] if own else slugify(heading, "-"), heading)
    return [
        path,
        title,
        [[name, anchor] for anchor, name in headings.items() if name != title],
        unique_words(f"{path} {_TARGET.sub(' ', bare)}", title),
    ]
