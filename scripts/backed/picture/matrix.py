"""Studies by claims: who leans on what, one table per treatment. Pure functions returning safe HTML."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from backed.library import Library
from backed.outline import outline
from backed.picture.fill import fill, joined
from backed.sentence.wording import capital
from backed.trace import once
from backed.words import BEARS, human

UP = "../"  # the page lies one folder deep


def matrix_page(library: Library) -> Markup:
    """The whole slot: a form that appears with scripts, the legend, and a table per treatment."""
    made = [(id_, claims) for id_ in library.interventions if (claims := _claims(id_, library))]
    if not made:
        return Markup('<p class="bk-none">No treatment has a claim with evidence yet.</p>')
    sections = joined(Markup(_remembered(id_, claims, library)) for id_, claims in made)
    return _form(made, library) + _legend() + sections + fill('<script src="{}assets/js/map.js" defer></script>', UP)


def _remembered(intervention: str, ids: list[str], library: Library) -> str:
    key = ("piece", "matrix", intervention)
    return once(library, key, lambda: str(_section(intervention, ids, library)), repr(ids))


def _claims(intervention: str, library: Library) -> list[str]:
    """Claims of a treatment that rest on any source, by outcome in the order of the list."""
    order = list(library.outcomes)
    found = [
        id_ for id_ in library.claims_by_term.get(("interventions", intervention), ()) if outline(id_, library).sources
    ]

    def place(id_: str) -> tuple[int, str]:
        outcome = outline(id_, library).outcome
        return (order.index(outcome) if outcome in order else len(order)), id_

    return sorted(found, key=place)


def _sources(ids: Iterable[str], library: Library) -> list[str]:
    """Keys of the sources, those that most claims lean on first."""
    counts: dict[str, int] = {}
    for id_ in ids:
        for key, bears, _ in outline(id_, library).sources:
            counts[key] = counts.get(key, 0) + (bears != "context") * 100 + 1
    return sorted(counts, key=lambda key: (-counts[key], key.lower()))


def _section(intervention: str, ids: list[str], library: Library) -> Markup:
    name = capital(library.interventions[intervention].label)
    keys = _sources(ids, library)
    bears: list[dict[str, str]] = [{key: bears for key, bears, _ in outline(id_, library).sources} for id_ in ids]
    heads = joined(_head(number, id_, library) for number, id_ in enumerate(ids, 1))
    body = joined(_row(key, bears, library) for key in keys)
    listed = joined(fill('<li><a href="{}claims/{}/">{}</a></li>', UP, id_, outline(id_, library).claim) for id_ in ids)
    return fill(
        '<section class="bk-map__section" data-choice="{0}" aria-labelledby="matrix-{0}"><h2 id="matrix-{0}">'
        '<a href="{1}interventions/{0}/">{2}</a></h2><p class="bk-soft">{3} sources, {4} claims</p>'
        '<div class="bk-scroll" role="region" aria-label="Sources and claims: {2}" tabindex="0">'
        '<table class="bk-table bk-map bk-matrix"><caption class="bk-hidden">Sources and claims: {2}</caption>'
        '<thead><tr><th scope="col"><span>Source</span></th>{5}</tr></thead><tbody>{6}</tbody></table></div>'
        '<details class="bk-notes"><summary>The claims by number</summary><ol>{7}</ol></details></section>',
        intervention,
        UP,
        name,
        len(keys),
        len(ids),
        heads,
        body,
        listed,
    )


def _head(number: int, id_: str, library: Library) -> Markup:
    """A column's number and outcome; claims on one outcome differ in what is written out for those who do not see."""
    each = outline(id_, library)
    outcome = library.outcomes.get(each.outcome or "")
    shown = outcome.label if outcome else human(each.kind)
    return fill(
        '<th scope="col"><span><a href="{}claims/{}/" title="{}">{} {}<span class="bk-hidden">: {}</span></a></span></th>',
        UP,
        id_,
        each.claim,
        number,
        shown,
        each.claim,
    )


def _row(key: str, bears: list[dict[str, str]], library: Library) -> Markup:
    source = library.references.get(key)
    name = source.short if source else key
    design = human(source.design) if source else ""
    cells = joined(_cell(each.get(key)) for each in bears)
    return fill(
        '<tr><th scope="row"><a href="{0}references/{1}/">{2}</a> <span class="bk-soft bk-small">{3}</span></th>{4}</tr>',
        UP,
        key,
        name,
        design,
        cells,
    )


def _cell(bears: str | None) -> Markup:
    if bears is None:
        return Markup("<td></td>")
    sign, word = BEARS[bears]
    return fill(
        '<td><span class="bk-bears bk-bears--{0}"><span aria-hidden="true">{1}</span><span class="bk-hidden">{2}</span></span></td>',
        bears,
        sign,
        word,
    )


def _legend() -> Markup:
    signs = Markup("; ").join(
        fill('<span class="bk-bears bk-bears--{}"><span aria-hidden="true">{}</span> {}</span>', bears, sign, word)
        for bears, (sign, word) in BEARS.items()
    )
    return fill(
        "<p>What each source says of each claim as worded: {}. Context tells of the matter and counts neither way. "
        "An empty cell: the claim does not lean on the source.</p>",
        signs,
    )


def _form(made: list[tuple[str, list[str]]], library: Library) -> Markup:
    options = joined(
        fill('<option value="{}">{} ({})</option>', id_, library.interventions[id_].label, len(claims))
        for id_, claims in made
    )
    return fill(
        '<form class="bk-filter" id="map-filter" hidden><label>Treatment <select name="treatment" data-chooses>'
        '<option value="all">All</option>{}</select></label>'
        '<label>Source or design <input name="text" type="search"></label><output></output></form>',
        options,
    )
