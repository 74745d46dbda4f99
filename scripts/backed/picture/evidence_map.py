"""The evidence map: treatments and factors by outcome, one mark per claim, never blended into one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from markupsafe import Markup

from backed.library import Library
from backed.outline import Outline, outline
from backed.picture.fill import fill, joined
from backed.picture.mark import HARMS, NONE_YET, SURE, legend, marks
from backed.record.vocabulary import Term

MAPPED = ("effect", "harm", "precaution", "mechanism", "association", "cause", "prognosis", "diagnosis", "frequency")
# Claims that a factor causes or goes with the condition have no outcome: they stand in a column of their own.
ITSELF = ""
FEW_COLUMNS = 4  # up to here the names of columns lie flat
Cells = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Grid:
    """Ids of claims by subject (intervention or factor) and outcome; `columns` and `rows` in the order shown."""

    cells: Cells = field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()  # (list, id)
    columns: tuple[str, ...] = ()


def mapped(each: Outline) -> bool:
    """Whether a claim has a place on a map."""
    return each.kind in MAPPED and each.subject() is not None and bool(each.outcome or each.factor)


def grid(ids: Iterable[str], library: Library) -> Grid:
    """The claims that have a place, by subject and outcome; what people feel stands before what is measured."""
    cells: Cells = {}
    rows: dict[tuple[str, str], int] = {}
    columns: dict[str, int] = {}
    for id_ in ids:
        each = outline(id_, library)
        named = each.subject() if mapped(each) else None
        if named:
            column = each.outcome or ITSELF
            cells.setdefault((named[1], column), []).append(id_)
            rows[named] = rows.get(named, 0) + 1
            columns[column] = columns.get(column, 0) + 1

    def rank(column: str) -> tuple[bool, bool, int, str]:
        outcome = library.outcomes.get(column)
        return column == ITSELF, not (outcome and outcome.felt), -columns[column], column

    ordered = sorted(rows, key=lambda row: (row[0] != "interventions", -rows[row], row[1]))
    return Grid(
        {place: sorted(found, key=lambda id_: _rank(id_, library)) for place, found in cells.items()},
        tuple(ordered),
        tuple(sorted(columns, key=rank)),
    )


def _rank(id_: str, library: Library) -> tuple[bool, int, str]:
    each = outline(id_, library)
    return each.kind in HARMS, SURE.index(each.certainty) if each.certainty in SURE else len(SURE), id_


def table(made: Grid, condition: str, library: Library, up: str, caption: str, suggest: str) -> Markup:
    """A grid as a table: every cell says what is known, or that nobody has looked and where to ask for it.

    `condition` is what it is about, if anything; `suggest` the address of the form for a claim that is missing.
    """
    heads = joined(_head(column, library, up) for column in made.columns)
    asked = suggest + _said("condition", condition, library.conditions)
    body = joined(_row(row, made, library, up, asked) for row in made.rows)
    return fill(
        '<div class="bk-scroll" role="region" aria-label="{0}" tabindex="0">'
        '<table class="bk-table bk-map{3}"><caption class="bk-hidden">{0}. Each mark is one claim.</caption>'
        '<thead><tr><th scope="col"><span>What</span></th>{1}</tr></thead><tbody>{2}</tbody></table></div>',
        caption,
        heads,
        body,
        " bk-map--few" if len(made.columns) <= FEW_COLUMNS else "",
    )


def _said(field: str, id_: str, terms: Mapping[str, Term]) -> str:
    """A field of the form, filled in with the label of a term; nothing where there is no such term."""
    return f"&{field}={quote_plus(terms[id_].label)}" if id_ in terms else ""


def _head(column: str, library: Library, up: str) -> Markup:
    outcome = library.outcomes.get(column)
    if outcome is None:
        name: Markup | str = column or "the condition itself"
    else:
        name = fill('<a href="{}outcomes/{}/">{}</a>', up, outcome.id, outcome.label)
    kind = Markup("") if outcome is None or outcome.felt else Markup(' class="bk-map__measured"')
    return fill('<th scope="col"{}><span>{}</span></th>', kind, name)


def _row(row: tuple[str, str], made: Grid, library: Library, up: str, asked: str) -> Markup:
    kind, id_ = row
    asked += _said(kind.removesuffix("s"), id_, getattr(library, kind))
    cells = joined(_cell(made.cells.get((id_, column), []), column, library, up, asked) for column in made.columns)
    return fill('<tr><th scope="row"><a href="{0}{1}/{2}/">{3}</a></th>{4}</tr>',
        up, kind, id_, _label(kind, id_, library), cells
    )  # fmt: skip


def _cell(ids: list[str], column: str, library: Library, up: str, asked: str) -> Markup:
    if not ids:
        return fill(
            '<td class="bk-map__none"><a href="{}{}"><span class="bk-hidden">{}; suggest a claim</span></a></td>',
            asked, _said("outcome", column, library.outcomes), NONE_YET,
        )  # fmt: skip
    outcome = library.outcomes.get(column)
    return fill('<td data-label="{}">{}</td>', outcome.label if outcome else "itself", marks(ids, library, up))


def _label(kind: str, id_: str, library: Library) -> str:
    terms: dict[str, Term] = getattr(library, kind)
    return terms[id_].label if id_ in terms else id_


def small(ids: Iterable[str], kind: str, id_: str, library: Library, up: str, suggest: str) -> Markup:
    """The map of one term: a condition has the whole table; of anything else, one line per outcome or per subject."""
    made = grid(ids, library)
    if not made.cells:
        return Markup('<p class="bk-none">No claim of this kind has a place on the map yet.</p>')
    if kind == "conditions":
        return legend() + table(made, id_, library, up, "Evidence map", suggest)
    return legend() + _lines(made, kind, library, up)


def _lines(made: Grid, kind: str, library: Library, up: str) -> Markup:
    by_subject = kind == "outcomes"
    lines: list[tuple[Markup, list[str]]] = []
    if by_subject:
        for name, id_ in made.rows:
            found = [claim for column in made.columns for claim in made.cells.get((id_, column), [])]
            lines.append((fill('<a href="{}{}/{}/">{}</a>', up, name, id_, _label(name, id_, library)), found))
    else:
        for column in made.columns:
            found = [claim for _, id_ in made.rows for claim in made.cells.get((id_, column), [])]
            lines.append((_column_name(column, library, up), found))
    rows = joined(
        fill('<tr><th scope="row">{}</th><td>{}</td></tr>', name, marks(found, library, up)) for name, found in lines
    )
    return fill(
        '<table class="bk-table bk-map bk-map--lines"><caption class="bk-hidden">Each mark is one claim</caption>'
        '<thead><tr><th scope="col">{}</th><th scope="col">Claims</th></tr></thead><tbody>{}</tbody></table>',
        "What" if by_subject else "Outcome",
        rows,
    )


def _column_name(column: str, library: Library, up: str) -> Markup:
    outcome = library.outcomes.get(column)
    if outcome is None:
        return fill("{}", column or "the condition itself")
    return fill('<a href="{}outcomes/{}/">{}</a>', up, outcome.id, outcome.label)
