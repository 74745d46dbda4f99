"""What the form page needs to write a claim in the browser: the template of a record in pieces, and the known words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from backed import words
from backed.appraisal.certainty import DOMAINS, START
from backed.editor import duplicate, new_claim, template
from backed.library import Library
from backed.outline import outline
from backed.record.claim import GRADED, About, Claim, Direction, Evidence, Rating, Step
from backed.record.model import words_of
from backed.record.vocabulary import TERM_SLOTS

PATH = "assets/write/data.js"
# What each finding says, for people who have not read the method.
FINDINGS: dict[str, str] = {
    "as-claimed": "a difference, in that direction",
    "no-important-difference": "good evidence that there is none that matters",
    "opposite": "a difference, the other way",
    "conflicting": "studies disagree, and nothing tells why",
    "inconclusive": "could be either",
    "reported": "it has happened; how often is not known",
}


def files(library: Library, repository: str) -> Iterator[tuple[str, bytes]]:
    """The data as a classic script: it loads from a disk too, where nothing can be fetched."""
    text = json.dumps(data(library, repository), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    yield PATH, f"window.BackedWriteData = {text};\n".encode()


def data(library: Library, repository: str) -> dict[str, Any]:
    """Everything by name, as docs/assets/write/record.js and form.js use it."""
    return {
        "repository": repository,
        "years": new_claim.YEARS,
        "mark": template.MARK,
        "head": template.record(Claim, {}, "claim", without=[field.alias or name for name, field in Claim.model_fields.items()]).split("\n")[:-1],
        "fields": [_field(Claim, name) for name in Claim.model_fields],
        "about": [_field(About, name) for name in About.model_fields],
        "kinds": {kind: _kind(kind) for kind in new_claim.SLOTS},
        "directions": list(get_args(Direction)),
        "words": {name: words_of(Claim.model_fields[name].annotation) for name in ("finding", "size", "severity")},
        "findings": FINDINGS,
        "bears": words_of(Evidence.model_fields["bears"].annotation),
        "comparisons": words_of(Evidence.model_fields["as_"].annotation),
        "told": {name: Evidence.model_fields[name].description for name in ("bears", "as_", "found", "at")},
        "starts": list(START),
        "steps": {domain: _step(domain) for domain in DOMAINS},
        "most": Step.model_fields["down"].description,
        "row": new_claim.ROW,
        "measures": new_claim.MEASURES,
        "terms": {slot: _terms(library, kind) for slot, kind in TERM_SLOTS.items()},
        "references": [[key, source.short, source.title, source.design] for key, source in library.references.items()],
        "claims": [_asked(library, id_) for id_ in library.claims],
        "taken": sorted({*library.retired, *library.documents}),
        "small": sorted(duplicate.SMALL),
        "near": duplicate.NEAR,
    }  # fmt: skip


def _field(model: type[Claim] | type[About], name: str) -> dict[str, Any]:
    field = model.model_fields[name]
    key = field.alias or name
    return {
        "key": key,
        "what": field.description,
        "told": template.told(field),
        "example": template.example(key, field),
    }


def _step(domain: str) -> str:
    return Rating.model_fields[domain.replace("-", "_")].description or ""


def _kind(kind: str) -> dict[str, Any]:
    designs = new_claim.LIKELY
    return {
        "asks": words.KINDS[kind][1],
        "slots": new_claim.SLOTS[kind],
        "direction": new_claim.DIRECTIONS.get(kind, "describes"),
        "without": new_claim.unused(kind),
        "graded": kind in GRADED,
        "starts": [start for start, each in START.items() if kind in each.kinds],
        "likely": {design: new_claim.likely_comparison(design, kind) for design in designs},
        "otherwise": new_claim.likely_comparison("", kind),
    }


def _terms(library: Library, kind: str) -> list[list[Any]]:
    return [[id_, term.label, [term.lay, *term.aliases]] for id_, term in getattr(library, kind).items()]


def _asked(library: Library, id_: str) -> list[str | None]:
    each = outline(id_, library)
    return [id_, each.claim, each.kind, each.condition, each.intervention, each.factor, each.outcome]


def app_html() -> str:
    """The place of the form; its scripts stand in files, since the page allows no others."""
    return (
        '<noscript><p class="bk-box">This form runs in your browser and needs scripts, which are off. Without them, use '
        'one of the <a href="../#forms">forms</a>, or the command <code>new claim</code>.</p></noscript>\n'
        '<link rel="stylesheet" href="../../assets/write/form.css">\n'
        '<div id="bk-write" class="bk-write"></div>\n'
        + "".join(
            f'<script src="../../assets/write/{name}.js" defer></script>\n' for name in ("data", "record", "form")
        )
    )
