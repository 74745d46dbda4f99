"""A handful of made-up pages, one for each shell, to build and look at a site without any records."""

from __future__ import annotations

from backed.site.shell import Page

SHELL_SLOTS = {
    "claim-graded": (
        "sentence facts evidence certainty harms guidelines statements change references dates cite actions"
    ),
    "claim-ungraded": "sentence facts evidence basis guidelines statements change references dates cite actions",
    "reference": "summary findings claims cited-by cite actions",
    "term": "summary safety claims summary-of-findings map aliases related actions",
    "statement": "summary story counts matter-most statements fair cites actions",
    "retired": "notice",
}

WRITTEN_SLOTS = (
    "home/check-box home/doors home/new home/counts claims/table references/list interventions/list conditions/list "
    "outcomes/list factors/list statements/list check/app search/app map/map compare/compare matrix/matrix method/levels "
    "method/starts method/domains method/verdict-table method/statement-table method/grounds method/rules "
    "glossary/terms audit/report"
)

PATHS = {
    "claim-graded": "claims/traction-leg-pain/",
    "claim-ungraded": "claims/nerve-roots/",
    "reference": "references/Moustafa2013extension/",
    "term": "interventions/extension-traction/",
    "statement": "statements/traction-post/",
    "retired": "claims/old-claim/",
}


def page(shell: str, path: str = "", title: str = "", canonical: str = "", **slots: str) -> Page:
    """A page of this kind; slots not given say which they are."""
    own = {name: f"<p>{name} of {shell}</p>" for name in SHELL_SLOTS[shell].split()}
    filled = own | {name.replace("_", "-"): html for name, html in slots.items()}
    return Page(path or PATHS[shell], title or f"A {shell} page", f"What {shell} shows.", shell, filled, canonical)


def pages() -> list[Page]:
    """One page for each shell."""
    return [page(shell) for shell in SHELL_SLOTS]


def written_slots() -> dict[str, str]:
    """Something in every slot of the written pages."""
    return {name: f"<p>{name}</p>" for name in WRITTEN_SLOTS.split()}


def resolve(link: str) -> str | None:
    """Every link to a record leads to the one fake page of its kind, but for those that are meant to fail."""
    kind = {"claim": "claim-graded", "ref": "reference", "term": "term", "statement": "statement"}[link.split(":")[0]]
    return None if link.endswith(":no-such-record") else PATHS[kind]
