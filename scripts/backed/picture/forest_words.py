"""The words of a forest plot: which side favours what, each row in a sentence, and its figures in a table."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from backed.appraisal.figures import interval, number
from backed.library import Library
from backed.picture.fill import fill, joined
from backed.picture.forest import Panel, Row
from backed.record.claim import Claim

LONG = 42  # of a comparator that can stand beside an arrow
NBSP = "\u00a0"  # an arrow stays with its word
TRIED = "what was tried"  # in studies behind a claim that names no treatment


def sides(panel: Panel, claim: Claim, library: Library) -> tuple[str, str]:
    """The words on the left and on the right of no effect; none where the record does not say what they are."""
    if panel.sides in ("none", "unknown"):
        return ("← lower", "higher →") if panel.sides == "none" else ("", "")
    ours, theirs = f"favours {_subject(claim, library)}", f"favours {_comparator(claim)}"
    left, right = (ours, theirs) if panel.sides == "lower" else (theirs, ours)
    return f"←{NBSP}{left}", f"{right}{NBSP}→"


def _subject(claim: Claim, library: Library) -> str:
    term = library.interventions.get(claim.about.intervention or "")
    return term.label if term else TRIED


def _comparator(claim: Claim) -> str:
    versus = claim.about.comparator
    return versus if versus and len(versus) <= LONG else "what it was compared with"


def _favoured(row: Row, claim: Claim, library: Library) -> str:
    """Whom the row speaks for, in words."""
    return {
        "intervention": _subject(claim, library),
        "comparator": _comparator(claim),
        "neither": "neither",
        "not-applicable": "not applicable",
    }.get(row.favours or "", "not recorded")


def described(row: Row, panel: Panel, claim: Claim, library: Library) -> str:
    speaks = f"; favours {_favoured(row, claim, library)}" if row.favours not in (None, "not-applicable") else ""
    return f"{panel.label(row)}: {row.figure}{speaks}."


def table(order: int, panel: Panel, claim: Claim, library: Library, up: str) -> Markup:
    heads = ("Source", "Design", "When", "Figure", "95% interval", "People", "Favours", "Note")
    head = joined(fill('<th scope="col">{}</th>', name) for name in heads)
    body = joined(_table_row(heads, _cells(row, claim, library, up)) for row in panel.rows)
    return fill(
        '<details class="bk-plot__data"><summary>The same figures in a table</summary>'
        '<div class="bk-scroll" role="region" aria-label="Figures of plot {3}: {0}" tabindex="0"><table class="bk-table bk-stack">'
        '<caption class="bk-hidden">{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div></details>',
        panel.title,
        head,
        body,
        order,
    )


def _cells(row: Row, claim: Claim, library: Library, up: str) -> tuple[str, ...]:
    link = fill('<a href="{}references/{}/">{}</a>', up, row.key, row.source.short) if row.source else row.key
    pooled = "pooled in a review" if row.pooled else row.group
    span = interval(row.low, row.high) or "not given"
    people = number(row.people) if row.people else "not given"
    figure = f"{row.measure} {number(row.value)}"
    return link, pooled, row.when or "not given", figure, span, people, _favoured(row, claim, library), row.note


def _table_row(heads: Iterable[str], cells: tuple[str, ...]) -> Markup:
    first = fill('<th scope="row" data-label="Source">{}</th>', cells[0])
    rest = (fill('<td data-label="{}">{}</td>', head, cell) for head, cell in list(zip(heads, cells, strict=True))[1:])
    return fill("<tr>{}</tr>", first + joined(rest))
