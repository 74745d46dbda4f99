"""The page of the evidence map: one table per condition, and the form that narrows them down."""

from __future__ import annotations

from markupsafe import Markup

from backed.library import Library
from backed.outline import outline
from backed.picture.evidence_map import Grid, grid, table
from backed.picture.fill import fill, joined
from backed.picture.mark import SURE, legend
from backed.sentence.wording import capital
from backed.trace import once
from backed.words import CERTAINTIES, CLAIM_VERDICTS

UP = "../"  # the page lies one folder deep
NO_CONDITION = "no-one-condition"
KINDS = {"effect": "does it help?", "harm": "can it hurt?", "other": "how it works, what goes with what"}


def map_page(library: Library, suggest: str) -> Markup:
    """The whole slot. Every condition is there without scripts; a form to choose appears with them.

    `suggest` is the address of the form for a claim that is missing, which empty cells lead to.
    """
    made = _grids(library)
    if not made:
        return Markup('<p class="bk-none">No claim has a place on the map yet.</p>')
    sections = joined(Markup(_remembered(id_, each, library, suggest)) for id_, each in made.items())
    script = fill('<script src="{}assets/js/map.js" defer></script>', UP)
    return _form(made, library) + legend() + sections + script


def _remembered(condition: str, made: Grid, library: Library, suggest: str) -> str:
    key = ("piece", "map", condition)
    return once(library, key, lambda: str(_section(condition, made, library, suggest)), f"{made} {suggest}")


def _grids(library: Library) -> dict[str, Grid]:
    """Condition id -> its grid, the fullest first; claims that name no condition come last."""
    by_condition: dict[str, list[str]] = {}
    for id_ in library.claims:
        by_condition.setdefault(outline(id_, library).condition or NO_CONDITION, []).append(id_)
    grids = {condition: grid(ids, library) for condition, ids in by_condition.items()}
    kept = [(condition, each) for condition, each in grids.items() if each.cells]
    return dict(sorted(kept, key=lambda pair: (pair[0] == NO_CONDITION, -_size(pair[1]), pair[0])))


def _size(made: Grid) -> int:
    return sum(map(len, made.cells.values()))


def _name(condition: str, library: Library) -> str:
    term = library.conditions.get(condition)
    return capital(term.label if term else "not tied to one condition")


def _section(condition: str, made: Grid, library: Library, suggest: str) -> Markup:
    name = _name(condition, library)
    near = _near(condition, library)
    return fill(
        '<section class="bk-map__section" data-choice="{0}" aria-labelledby="map-{0}"><h2 id="map-{0}">{1}</h2>'
        '<p class="bk-soft">{2}{3}</p>{4}</section>',
        condition,
        name,
        _counts(made, library),
        near,
        table(made, condition, library, UP, f"Evidence map: {name}", suggest),
    )


def _counts(made: Grid, library: Library) -> str:
    untested = sum(outline(id_, library).verdict == "untested" for found in made.cells.values() for id_ in found)
    empty = len(made.rows) * len(made.columns) - len(made.cells)
    return (
        f"{_size(made)} claims; {untested} of them searched, and nothing found. "
        f"{empty} pairs are not looked at yet{'; each leads to a form to suggest a claim' if empty else ''}. "
    )


def _near(condition: str, library: Library) -> Markup:
    """Links to the maps of wider and narrower conditions: a claim stands only where its record puts it."""
    term = library.conditions.get(condition)
    wider = list(term.broader) if term else []
    narrower = [other.id for other in library.conditions.values() if condition in other.broader]
    links = [
        fill('<a href="{}conditions/{}/">{}</a>', UP, other, library.conditions[other].label)
        for other in (*wider, *narrower)
        if other in library.conditions
    ]
    return fill("See also: {}.", Markup(", ").join(links)) if links else Markup("")


def _form(made: dict[str, Grid], library: Library) -> Markup:
    conditions = [(id_, f"{_name(id_, library)} ({_size(each)})") for id_, each in made.items()]
    verdicts = [(verdict, word) for verdict, (_, word, _) in CLAIM_VERDICTS.items()]
    levels = [(level, f"{CERTAINTIES[level][1]} or better" if level != "high" else "high") for level in SURE]
    return fill(
        '<form class="bk-filter" id="map-filter" hidden>{}<output></output></form>',
        _select("condition", "Condition", [("all", "All"), *conditions], chooses=True)
        + _select("kind", "Question", [("", "All"), *KINDS.items()])
        + _select("verdict", "Verdict", [("", "All"), *verdicts])
        + _select("sure", "How sure", [("", "All"), *levels])
        + Markup('<label>Treatment or factor<input name="text" type="search"></label>'),
    )


def _select(name: str, label: str, options: list[tuple[str, str]], *, chooses: bool = False) -> Markup:
    inner = joined(fill('<option value="{}">{}</option>', value, words) for value, words in options)
    return fill(
        '<label>{}<select name="{}"{}>{}</select></label>',
        label,
        name,
        Markup(" data-chooses") if chooses else "",
        inner,
    )
