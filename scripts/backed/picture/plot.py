"""Scales, ticks and small SVG pieces for pictures that keep their text size at any width. Pure functions.

Pictures are as wide as their column: places along x are percentages, so that text is never scaled down on a phone.
Everything is said with presentation attributes and classes; a `style` attribute would break the security policy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from backed.picture.fill import fill

LEFT, RIGHT = 3.0, 97.0  # per cent of the width between which values lie
_COARSE = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_FINE = (0.25, 0.33, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 3.0, 4.0)
_ROOM = 0.18  # least share of the width on either side of no effect, for the words there
MOST_TICKS = 7
DASH = 3.0  # of a dashed line, and the room between dashes


@dataclass(frozen=True)
class Scale:
    """From a value to its place; `low` and `high` are the ends, as logarithms where `log`."""

    low: float
    high: float
    log: bool

    def inner(self, value: float) -> float:
        """The value on the scale's own line; nothing and less have no logarithm and lie far to the left."""
        if not self.log:
            return value
        return math.log(value) if value > 0 else -math.inf

    def percent(self, value: float) -> float:
        """The place of a value, kept within the picture."""
        share = (self.inner(value) - self.low) / (self.high - self.low)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def holds(self, value: float) -> bool:
        """Whether the value lies within the picture."""
        return self.low <= self.inner(value) <= self.high

    def ticks(self) -> list[float]:
        """Round values along the axis, no effect among them."""
        return self._log_ticks() if self.log else _linear_ticks(self.low, self.high)

    def _log_ticks(self) -> list[float]:
        coarse = [tick for tick in _COARSE if self.holds(tick)]
        fine = [tick for tick in _FINE if self.holds(tick)]
        ticks = coarse if len(coarse) >= 4 or len(fine) <= len(coarse) else fine
        while len(ticks) > MOST_TICKS:
            middle = ticks.index(1.0) if 1.0 in ticks else 0
            ticks = [tick for place, tick in enumerate(ticks) if (place - middle) % 2 == 0]
        return ticks


def scale_for(values: Sequence[float], null: float, log: bool) -> Scale:
    """A scale that holds all values and no effect, with room for words on both sides.

    Ratios stay within a fiftieth and fifty; what goes on beyond gets an arrow.
    """
    inner = [math.log(min(max(value, 0.02), 50.0)) for value in (*values, null)] if log else [*values, null]
    middle = math.log(null) if log else null
    low, high = min(inner), max(inner)
    span = (high - low) or (math.log(2) if log else 1.0)
    least = _ROOM * span
    return Scale(min(low - 0.05 * span, middle - least), max(high + 0.05 * span, middle + least), log)


def _linear_ticks(low: float, high: float) -> list[float]:
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first = math.ceil(low / step)
    return [round(number * step, 10) + 0.0 for number in range(first, math.floor(high / step) + 1)]


def told(value: float) -> str:
    """A tick's number, with a true minus sign."""
    return f"{value:g}".replace("-", "−")


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken at plain spaces where that is possible, never at unbreakable ones."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def at(percent: float) -> str:
    """A place along x."""
    return f"{percent:.2f}".rstrip("0").rstrip(".") + "%"


def text(x: str, y: float, words: str, kind: str = "", anchor: str = "") -> Markup:
    """A line of text."""
    more = fill(' class="bk-forest__{}"', kind) if kind else Markup("")
    more += fill(' text-anchor="{}"', anchor) if anchor else Markup("")
    return fill('<text x="{}" y="{}"{}>{}</text>', x, _px(y), more, words)


def line(x1: str, y1: float, x2: str, y2: float, kind: str) -> Markup:
    """A straight line."""
    return fill('<line class="bk-forest__{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', kind, x1, _px(y1), x2, _px(y2))


def dashed(x: str, pieces: Sequence[tuple[float, float]], bottom: float, kind: str) -> Markup:
    """An upright line, dashed within these pieces (from, to) and at last down to `bottom`: it crosses no words."""
    tops = [top for top, _ in pieces]
    ends = [*(end for _, end in pieces[:-1]), bottom]
    dashes: list[float] = []
    for top, end, after in zip(tops, ends, [*tops[1:], bottom], strict=True):
        pairs = int((end - top) // (2 * DASH))
        dashes += [DASH] * (2 * pairs - 1) + [after - top - (2 * pairs - 1) * DASH]
    return fill(
        '<line class="bk-forest__{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke-dasharray="{}"/>',
        kind,
        x,
        _px(tops[0]),
        x,
        _px(bottom),
        " ".join(map(_px, dashes)),
    )


def box(x: float, width: float, y: float, height: float, kind: str) -> Markup:
    """A rectangle; x and width in per cent."""
    return fill(
        '<rect class="bk-forest__{}" x="{}" y="{}" width="{}" height="{}"/>',
        kind,
        at(x),
        _px(y),
        at(width),
        _px(height),
    )


def square(x: float, y: float, side: float, kind: str) -> Markup:
    """A square in pixels around a place in per cent."""
    half = side / 2
    return _around(x, y, kind, f"M{_px(-half)} {_px(-half)}h{_px(side)}v{_px(side)}h{_px(-side)}z")


def diamond(low: float, middle: float, high: float, y: float, kind: str) -> Markup:
    """A diamond from `low` to `high`, widest at `middle`, all in per cent."""
    top = 100 * (middle - low) / ((high - low) or 1)
    return fill(
        '<svg x="{}" y="{}" width="{}" height="12" viewBox="0 0 100 12" preserveAspectRatio="none">'
        '<path class="bk-forest__{}" d="M0 6L{} 0L100 6L{} 12z"/></svg>',
        at(low),
        _px(y - 6),
        at(max(high - low, 0.4)),
        kind,
        _px(top),
        _px(top),
    )


def arrow(x: float, y: float, rightwards: bool) -> Markup:
    """The end of an interval that goes on outside the picture."""
    return _around(x, y, "arrow", "M0 -4L7 0L0 4z" if rightwards else "M0 -4L-7 0L0 4z")


def _around(x: float, y: float, kind: str, path: str) -> Markup:
    """A shape in pixels whose origin is a place in per cent."""
    inner = fill('<path class="bk-forest__{}" d="{}"/>', kind, path)
    return fill('<svg x="{}" y="{}" overflow="visible">{}</svg>', at(x), _px(y), inner)


def _px(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
