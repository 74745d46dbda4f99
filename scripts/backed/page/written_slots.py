"""What fills the slots of written pages: lists, tables, counts, and the method page as the code applies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment

from backed.appraisal import answer, certainty, verdict
from backed.library import Library
from backed.page import queue
from backed.page.view import Views, blocks
from backed.record.vocabulary import VOCABULARY
from backed.rule import RULES
from backed.sentence.wording import SECOND

# page -> (template, its slots); a written page lies one folder deep, the first page at the top
PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "home": ("home.html", ("check-box", "doors", "new", "counts")),
    "claims": ("claims.html", ("table",)),
    "references": ("references.html", ("list",)),
    "statements": ("statements.html", ("list",)),
    "method": (
        "method.html",
        (
            "levels",
            "starts",
            "domains",
            "important",
            "verdict-table",
            "statement-table",
            "grounds",
            "evaluation",
            "rules",
        ),
    ),
    "glossary": ("glossary.html", ("terms",)),
    "audit": ("audit.html", ("report",)),
    "check": ("check.html", ("app", "safety", "bookmarklet")),
    "changes": ("changes.html", ("releases",)),
    "queue": (
        "queue.html",
        ("sums", "reviews", "outdated", "noticed", "weakest", "numberless", "unanswered", "uncited"),
    ),
    "contribute": ("guides.html", ("forms",)),
    "contribute/add-a-claim": ("guides.html", ("clone",)),
}
NEWEST = 6
# The forms for people without git: files of .github/ISSUE_TEMPLATE.
FORMS = {
    "claim": ("Suggest a claim", "you read or heard something, and there is no page on it"),
    "paper": ("A paper is missing", "a study or guideline bears on a claim, and the page does not have it"),
    "retraction": ("This reference was retracted", "or corrected, or its journal published a concern"),
    "problem": ("Report a problem", "something is wrong, unclear, unfair or broken"),
}


def slots(env: Environment, views: Views, extra: Mapping[str, Any]) -> dict[str, str]:
    """The HTML of every slot of the written pages, by `page/slot`. `extra` is more context, such as reports on disk."""
    context = _context(views) | dict(extra)
    found: dict[str, str] = {}
    for page, (template, names) in PAGES.items():
        up = "" if page == "home" else "../"
        rendered = blocks(env, template, names, context | {"up": up})
        found |= {f"{page}/{name}": html for name, html in rendered.items()}
    for kind in VOCABULARY:
        terms = sorted(getattr(views.library, kind).values(), key=lambda term: term.label.lower())
        context_of_kind = context | {"up": "../", "kind": kind, "terms": terms}
        found[f"{kind}/list"] = blocks(env, "terms.html", ("list",), context_of_kind)["list"]
    return found


def _context(views: Views) -> dict[str, Any]:
    library = views.library
    return {
        "work": queue.work(library),
        "ids": sorted(library.claims, key=lambda id_: (library.claims[id_].claim.lower(), id_)),
        "newest": sorted(library.claims, key=lambda id_: (library.claims[id_].reviewed, id_), reverse=True)[:NEWEST],
        "counts": counts(library),
        "examples": list(examples(library)),
        "referenced": sorted(library.references.values(), key=lambda source: source.key.lower()),
        "start_rules": certainty.START,
        "levels": certainty.LEVELS,
        "domains": certainty.DOMAINS,
        "rises": certainty.RISES,
        "important": [(outcome, each) for outcome in library.outcomes.values() for each in outcome.important],
        "verdict_rows": verdict.TABLE,
        "statement_rows": answer.TABLE,
        "conflicting_row": answer.CONFLICTING,
        "inconclusive_row": answer.INCONCLUSIVE,
        "denied_open_row": answer.DENIED_OPEN,
        "reported_row": answer.REPORTED,
        "rules": sorted(RULES.values(), key=lambda rule: (rule.on, rule.name)),
        "second": SECOND,
        "forms": FORMS,
    }


def examples(library: Library) -> Iterator[tuple[str, str]]:
    """(name, text) to try in the check: of each source document the sentences that matter most."""
    for document in library.documents.values():
        chosen = [line.says for line in document.statements if line.n in document.matter_most]
        lines = chosen or [line.says for line in document.statements[:3]]
        yield document.title, "\n".join(f"{text}." for text in lines)


def counts(library: Library) -> dict[str, int]:
    """How much there is."""
    lines = sum(len(document.statements) for document in library.documents.values())
    return {
        "claims": len(library.claims),
        "references": len(library.references),
        "statements answered": lines,
        "source documents": len(library.documents),
        "treatments": len(library.interventions),
        "outcomes": len(library.outcomes),
    }
