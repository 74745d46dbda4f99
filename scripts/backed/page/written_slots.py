"""What fills the slots of written pages: lists, tables, counts, and the method page as the code applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import Environment

from backed.appraisal import answer, certainty, verdict
from backed.library import Library
from backed.outline import outline
from backed.page import queue
from backed.page.view import Views, blocks
from backed.record.vocabulary import VOCABULARY
from backed.rule import RULES
from backed.sentence.wording import SECOND


class Filling(NamedTuple):
    """What fills a written page: the template, its slots, and what of CONTEXT it needs."""

    template: str
    slots: tuple[str, ...]
    needs: tuple[str, ...] = ()


METHOD_SLOTS = (
    "levels", "starts", "domains", "important", "verdict-table", "statement-table", "grounds", "evaluation", "rules",
)  # fmt: skip
QUEUE_SLOTS = ("sums", "reviews", "outdated", "noticed", "weakest", "numberless", "unanswered", "uncited")
# By written page; one lies one folder deep, the first page at the top.
PAGES: dict[str, Filling] = {
    "home": Filling("home.html", ("check-box", "doors", "new", "counts"), ("newest", "counts", "examples")),
    "claims": Filling("claims.html", ("table",), ("ids",)),
    "references": Filling("references.html", ("list",), ("referenced",)),
    "statements": Filling("statements.html", ("list",)),
    "method": Filling("method.html", METHOD_SLOTS, ("important",)),
    "glossary": Filling("glossary.html", ("terms",)),
    "audit": Filling("audit.html", ("report",)),
    "check": Filling("check.html", ("app", "safety", "bookmarklet"), ("examples",)),
    "changes": Filling("changes.html", ("releases",)),
    "queue": Filling("queue.html", QUEUE_SLOTS, ("work",)),
    "contribute": Filling("guides.html", ("forms",)),
    "contribute/add-a-claim": Filling("guides.html", ("clone",)),
    **{kind: Filling("terms.html", ("list",)) for kind in VOCABULARY},
}
NEWEST = 6
# The forms for people without git: files of .github/ISSUE_TEMPLATE.
FORMS = {
    "claim": ("Suggest a claim", "you read or heard something, and there is no page on it"),
    "paper": ("A paper is missing", "a study or guideline bears on a claim, and the page does not have it"),
    "retraction": ("This reference was retracted", "or corrected, or its journal published a concern"),
    "problem": ("Report a problem", "something is wrong, unclear, unfair or broken"),
}


# What every template of a written page may use, from the code.
STATED: dict[str, Any] = {
    "start_rules": certainty.START,
    "levels": certainty.LEVELS,
    "domains": certainty.DOMAINS,
    "rises": certainty.RISES,
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


def slots(env: Environment, views: Views, page: str, more: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The HTML of every slot of a written page. `more` is further context, such as reports on disk."""
    filling, up = PAGES[page], "" if page == "home" else "../"
    needed = {name: CONTEXT[name](views.library) for name in filling.needs}
    context = STATED | needed | {"up": up} | (_terms(page, views.library) if page in VOCABULARY else {})
    return blocks(env, filling.template, filling.slots, context | dict(more or {}))


def _terms(kind: str, library: Library) -> dict[str, Any]:
    terms = getattr(library, kind).values()
    return {"kind": kind, "terms": sorted(terms, key=lambda term: term.label.lower())}


def newest(library: Library) -> list[str]:
    """Ids of the claims that were reviewed last."""
    return sorted(library.claims, key=lambda id_: (outline(id_, library).reviewed, id_), reverse=True)[:NEWEST]


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


# What templates need from the records, each made for the pages that need it.
CONTEXT: dict[str, Callable[[Library], Any]] = {
    "work": queue.work,
    "ids": lambda library: sorted(library.claims, key=lambda id_: (outline(id_, library).claim.lower(), id_)),
    "newest": newest,
    "counts": counts,
    "examples": lambda library: list(examples(library)),
    "referenced": lambda library: sorted(library.references.values(), key=lambda source: source.key.lower()),
    "important": lambda library: [
        (outcome, each) for outcome in library.outcomes.values() for each in outcome.important
    ],
}
