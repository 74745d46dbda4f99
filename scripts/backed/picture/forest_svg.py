"""Draws forest plots: one picture per axis, its words, and its figures in a table."""

from __future__ import annotations

import math
from itertools import groupby

from markupsafe import Markup

from backed.library import Library
from backed.picture import plot
from backed.picture.fill import fill, joined
from backed.picture.forest import Panel, Row, panels
from backed.picture.forest_words import described, sides, table
from backed.record.claim import Claim

LINE, GAP = 15, 26  # height of a line of text, and of what is drawn under it
CHARACTERS = 50  # of text beside each other in 350 pixels
SIDE = 25  # characters of the words on either side of no effect
UNKNOWN = "Direction as printed: the record does not say which side favours what."
NEITHER = "Neither side counts as better."
# The minimal important difference: limit, source and for whom. In a picture of differences between groups, a limit for
# one person says so.
BETWEEN_GROUPS = "Shaded: under {}, less than the difference between groups that counts as important by {} (for {})."
IN_A_PERSON = (
    "Shaded: under {}, less than the change that one person counts as important ({}, for {}). "
    "An average difference between groups may be smaller and still matter to some of them."
)


def forest(claim: Claim, library: Library, up: str) -> Markup:
    """The forest plots of a claim, or nothing; those of other outcomes are folded away."""
    drawn = panels(claim, library)
    if not drawn:
        return Markup("")
    made = [(panel, _figure(order, panel, claim, library, up)) for order, panel in enumerate(drawn, 1)]
    own = joined(figure for panel, figure in made if panel.own)
    other = joined(figure for panel, figure in made if not panel.own)
    folded = Markup('<details class="bk-plot__more"><summary>Other outcomes in the same sources</summary>{}</details>')
    key = fill('<p class="bk-plot__key">{}</p>', _key([row for panel in drawn for row in panel.rows]))
    return own + (folded.format(other) if other else Markup("")) + key


def _key(rows: list[Row]) -> str:
    """How to read the shapes that were drawn."""
    parts = []
    if any(not row.pooled for row in rows):
        parts.append("Squares are single studies, larger with more people.")
    if any(not row.pooled and not row.people for row in rows):
        parts.append("Hollow: the number of people is not recorded.")
    if any(row.pooled for row in rows):
        parts.append("Diamonds were pooled by the review that is named; nothing is pooled here.")
    return " ".join([*parts, "Lines and widths are 95% intervals; the dashed line is no effect."])


def _figure(order: int, panel: Panel, claim: Claim, library: Library, up: str) -> Markup:
    notes = _notes(panel, library, up)
    return fill(
        '<figure class="bk-plot"><figcaption class="bk-plot__title">{}</figcaption>{}{}{}</figure>',
        panel.title,
        _svg(order, panel, claim, library),
        fill('<p class="bk-plot__key">{}</p>', notes) if notes else "",
        table(order, panel, claim, library, up),
    )


def _notes(panel: Panel, library: Library, up: str) -> Markup:
    """What must be known about this axis."""
    parts = [UNKNOWN] if panel.sides == "unknown" else [NEITHER] if panel.sides == "none" else []
    if panel.threshold is not None:
        parts.append(_threshold_words(panel, library, up))
    if panel.first.null:
        parts.append("Logarithmic scale.")
    return Markup(" ").join(parts)


def _threshold_words(panel: Panel, library: Library, up: str) -> str | Markup:
    known = panel.important
    if panel.first.measure == "SMD":
        return f"Shaded: less than {panel.threshold} of a standard deviation, by convention too small to matter."
    if known is None:
        return f"Shaded: less than {panel.threshold} {panel.first.unit}, too small to matter."
    words = BETWEEN_GROUPS if known.of == "groups" else IN_A_PERSON
    name = library.references[known.source].short if known.source in library.references else known.source
    source = fill('<a href="{}references/{}/">{}</a>', up, known.source, name)
    return Markup(words).format(f"{known.value} {panel.first.unit}", source, known.people)


# The picture


def _svg(order: int, panel: Panel, claim: Claim, library: Library) -> Markup:
    scale = _scale(panel)
    body, shapes, bottom = _rows(panel, scale)
    axis, height = _axis(scale, bottom, sides(panel, claim, library))
    words = fill(
        '<title id="forest-{0}-title">{1}</title><desc id="forest-{0}-desc">{2}</desc>',
        order,
        f"Forest plot. {panel.title}",
        " ".join(described(row, panel, claim, library) for row in panel.rows),
    )
    return fill(
        '<svg class="bk-forest" role="img" aria-labelledby="forest-{0}-title forest-{0}-desc" width="100%" height="{1}">{2}</svg>',
        order,
        height,
        words + _ground(panel, scale, shapes, bottom) + body + axis,
    )


def _scale(panel: Panel) -> plot.Scale:
    ends = [value for row in panel.rows for value in (row.value, row.low, row.high) if value is not None]
    if panel.threshold is not None:
        ends += [panel.threshold, -panel.threshold]
    return plot.scale_for([float(end) for end in ends], panel.first.null, bool(panel.first.null))


def _ground(panel: Panel, scale: plot.Scale, shapes: list[float], bottom: float) -> Markup:
    """What lies behind all rows: the band of differences too small to matter, and the line of no effect."""
    null = plot.at(scale.percent(panel.first.null))
    line = plot.dashed(null, [(top, top + GAP - 6) for top in shapes], bottom, "null")
    if panel.threshold is None:
        return line
    left, right = scale.percent(-float(panel.threshold)), scale.percent(float(panel.threshold))
    return plot.box(left, right - left, 4, bottom - 4, "threshold") + line


def _rows(panel: Panel, scale: plot.Scale) -> tuple[Markup, list[float], float]:
    """All rows under the names of their designs, where what is drawn under each begins, and where they end."""
    parts: list[Markup] = []
    shapes: list[float] = []
    y = 4.0
    for name, rows in groupby(panel.rows, key=lambda row: row.group):
        y += LINE + 3
        parts.append(plot.text("0", y, name, "group"))
        for row in rows:
            drawn, y = _row(row, panel.label(row), scale, y)
            parts.append(drawn)
            shapes.append(y - GAP + 8)
    return joined(parts), shapes, y + 8


def _row(row: Row, label: str, scale: plot.Scale, y: float) -> tuple[Markup, float]:
    """One row: its words, and under them its interval."""
    lines = plot.wrap(label, CHARACTERS)
    beside = len(lines) == 1 and len(label) + len(row.figure) <= CHARACTERS
    parts = []
    for words in lines:
        y += LINE
        parts.append(plot.text("0", y, words))
    y += 0 if beside else LINE
    parts.append(plot.text("100%", y, row.figure, "figure", "end"))
    return joined([*parts, _mark(row, scale, y + GAP / 2)]), y + GAP - 4


def _mark(row: Row, scale: plot.Scale, y: float) -> Markup:
    value = float(row.value)
    whisker = _whisker(row, scale, y)
    if row.pooled and row.low is not None and row.high is not None:
        ends = scale.percent(float(row.low)), scale.percent(value), scale.percent(float(row.high))
        return plot.diamond(*ends, y, "pooled") + _arrows(row, scale, y)
    if not scale.holds(value):
        return whisker
    side = min(6 + math.sqrt(row.people or 0) / 3, 16)
    return whisker + plot.square(scale.percent(value), y, side, "point" if row.people else "hollow")


def _whisker(row: Row, scale: plot.Scale, y: float) -> Markup:
    if row.low is None or row.high is None:
        return Markup("")
    low, high = scale.percent(float(row.low)), scale.percent(float(row.high))
    return plot.line(plot.at(low), y, plot.at(high), y, "ci") + _arrows(row, scale, y)


def _arrows(row: Row, scale: plot.Scale, y: float) -> Markup:
    ends = ((row.low, plot.LEFT, False), (row.high, plot.RIGHT, True))
    return joined(
        plot.arrow(place, y, rightwards)
        for end, place, rightwards in ends
        if end is not None and not scale.holds(float(end))
    )


def _axis(scale: plot.Scale, y: float, sides: tuple[str, str]) -> tuple[Markup, int]:
    """The axis with its numbers and the words on either side of no effect, and how high the picture is."""
    parts = [plot.line(plot.at(plot.LEFT), y, plot.at(plot.RIGHT), y, "axis")]
    for tick in scale.ticks():
        place = plot.at(scale.percent(tick))
        parts += [
            plot.line(place, y, place, y + 4, "axis"),
            plot.text(place, y + 17, plot.told(tick), "tick", "middle"),
        ]
    left, right = (plot.wrap(words, SIDE) if words else [] for words in sides)
    for row, words in enumerate(left):
        parts.append(plot.text("0", y + 36 + row * LINE, words, "side"))
    for row, words in enumerate(right):
        parts.append(plot.text("100%", y + 36 + row * LINE, words, "side", "end"))
    lines = max(len(left), len(right))
    return joined(parts), round(y + 24 + lines * LINE)
