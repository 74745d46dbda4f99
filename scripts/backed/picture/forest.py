"""What a claim has for a forest plot: its recorded differences and ratios, by axis. Nothing is pooled here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from backed.appraisal.figures import MEASURES, important_in, interval, number, smallest_that_counts
from backed.appraisal.recompute import Table, risk_ratio
from backed.library import Library
from backed.record.claim import Claim, Count, Difference, Evidence, Result
from backed.record.reference import SYNTHESES, Reference
from backed.record.vocabulary import Important, Outcome
from backed.sentence.wording import capital
from backed.words import human

RATIOS = ("RR", "OR", "HR")
# Which side of no effect speaks for the intervention. It is taken from `favours`, never from the sign alone.
Sides = Literal["lower", "higher", "none", "unknown"]
GROUPS = {
    "randomized": "Randomized",
    "assessed": "Controlled, not randomized, bias assessed",
    "controlled": "Controlled, not randomized",
    "between-trials": "Compared between trials",
    "one-group": "One group",
    "within-person": "Same person, before and after",
}
SHORT = 30  # characters of a note that can stand in a label


@dataclass(frozen=True)
class Row:
    """One figure to draw; `people` is None where nobody said how many."""

    source: Reference | None
    key: str
    group: str
    pooled: bool
    outcome: str | None
    when: str
    measure: str
    unit: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    people: int | None
    favours: str | None
    context: bool
    note: str

    @property
    def null(self) -> int:
        """No effect."""
        return 1 if self.measure in RATIOS else 0

    @property
    def sides(self) -> Sides:
        """Which side favours the intervention, as far as the record says."""
        if self.favours in ("intervention", "comparator") and self.value != self.null:
            return "lower" if (self.favours == "intervention") == (self.value < self.null) else "higher"
        return "none" if self.favours == "not-applicable" else "unknown"

    @property
    def label(self) -> str:
        """Source and time."""
        name = self.source.short if self.source else self.key
        parts = [name, self.when, "context" if self.context else ""]
        return ", ".join(filter(None, parts))

    @property
    def figure(self) -> str:
        """The number and its interval as printed."""
        span = interval(self.low, self.high)
        return f"{number(self.value)} ({span})" if span else f"{number(self.value)} (no interval)"


def rows_of(claim: Claim, library: Library) -> Iterator[Row]:
    """What a claim's evidence has to draw, in the order of the record."""
    for item in claim.evidence:
        source = library.references.get(item.source)
        for result in item.results:
            made = _row(item, result, source)
            if made:
                yield made


def _row(item: Evidence, result: Result, source: Reference | None) -> Row | None:
    if isinstance(result, Difference):
        named: str = result.measure
        figures, note = (result.value, result.low, result.high), result.note
    elif isinstance(result, Count):
        counted = _counted(result)
        if counted is None:
            return None
        named, figures, note = counted
    else:
        return None
    value, low, high = figures
    if named in RATIOS and value <= 0:
        return None
    people = result.people or (source.participants if source and source.design not in SYNTHESES else None)
    return Row(
        source=source,
        key=item.source,
        group=_group(item, source),
        pooled=bool(source and source.design in SYNTHESES and result.studies != 1),
        outcome=result.outcome,
        when=result.when or "",
        measure=named,
        unit=_unit(result, named),
        value=value,
        low=low,
        high=high,
        people=people,
        favours=result.favours,
        context=item.bears == "context",
        note=note or "",
    )


def _counted(row: Count) -> tuple[str, tuple[Decimal, Decimal | None, Decimal | None], str | None] | None:
    """(measure, figures, note) of a two-group count: as recorded, or else the risk ratio that the counts give."""
    if row.value is not None and row.ratio:
        return row.ratio, (row.value, row.low, row.high), row.note
    if row.comparator_events is None or row.comparator_total is None:
        return None
    figure = risk_ratio(Table(row.events, row.total, row.comparator_events, row.comparator_total))
    if figure is None:
        return None
    parts = [Decimal(f"{part:.2f}") for part in (figure.value, figure.low, figure.high)]
    note = "; ".join(filter(None, ("risk ratio calculated by us from the counts", row.note)))
    return "RR", (parts[0], parts[1], parts[2]), note


def _group(item: Evidence, source: Reference | None) -> str:
    name = GROUPS.get(item.as_, human(item.as_).capitalize())
    return f"{name}: reviews" if source and source.design in SYNTHESES else name


def _unit(row: Difference | Count, measure: str) -> str:
    """The unit without the remarks after it; figures without a unit share a scale anyway."""
    if measure not in ("MD", "RD"):
        return ""
    return (row.unit or "").split(",")[0].strip() or row.scale or ""


@dataclass(frozen=True)
class Panel:
    """Rows that may stand over one axis: same outcome, measure, unit and sides."""

    rows: tuple[Row, ...]
    sides: Sides
    outcome: Outcome | None
    own: bool
    apart: str = ""  # what tells its title from that of another panel

    @property
    def first(self) -> Row:
        """Any row; all agree in what belongs to the axis."""
        return self.rows[0]

    @property
    def title(self) -> str:
        """Outcome and measure in words."""
        name = self.outcome.label if self.outcome else "result"
        unit = f", in {self.first.unit}" if self.first.unit else ""
        return f"{capital(name)}: {MEASURES[self.first.measure]}{unit}{self.apart}"

    @property
    def sources(self) -> str:
        """Who is drawn, each once."""
        names = dict.fromkeys(row.source.short if row.source else row.key for row in self.rows)
        return ", ".join(names)

    def label(self, row: Row) -> str:
        """A row's label, with its note where another row has the same label and the note is short."""
        twins = sum(other.label == row.label for other in self.rows)
        return f"{row.label}, {row.note}" if twins > 1 and 0 < len(row.note) <= SHORT else row.label

    @property
    def threshold(self) -> Decimal | None:
        """From here on a difference counts, where the record or the method says so for this measure and unit."""
        return smallest_that_counts(self.first.measure, self.first.unit, self.outcome)

    @property
    def important(self) -> Important | None:
        """The minimal important difference behind the threshold, where that is what it rests on."""
        if self.outcome is None or self.outcome.thresholds or self.first.measure != "MD":
            return None
        return important_in(self.first.unit, self.outcome)


def panels(claim: Claim, library: Library) -> list[Panel]:
    """All panels with at least one interval; the claim's own outcome first."""
    rows = list(rows_of(claim, library))
    known = {_axis(row): row.sides for row in rows if row.sides in ("lower", "higher")}
    keyed: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        keyed.setdefault((row.outcome, row.measure, row.unit, _sides(row, known)), []).append(row)
    made = []
    for found in keyed.values():
        if any(row.low is not None and row.high is not None for row in found):
            outcome = library.outcomes.get(found[0].outcome or claim.about.outcome or "")
            ordered = sorted(found, key=lambda row: (not row.pooled, row.context, row.group))
            made.append(Panel(tuple(ordered), _sides(found[0], known), outcome, _own(claim, found[0], outcome)))
    return sorted(_told_apart(made), key=lambda panel: not panel.own)


def _told_apart(drawn: list[Panel]) -> list[Panel]:
    """The panels, those of the same title with their sources in it."""
    titles = Counter(panel.title for panel in drawn)
    return [replace(panel, apart=f" ({panel.sources})") if titles[panel.title] > 1 else panel for panel in drawn]


def _axis(row: Row) -> tuple[object, ...]:
    """What one source counts in one way: its figures share their sign."""
    return row.key, row.outcome, row.measure, row.unit


def _sides(row: Row, known: Mapping[tuple[object, ...], Sides]) -> Sides:
    """A row that favours neither side reads like the others of its source on the same scale."""
    return known.get(_axis(row), row.sides) if row.sides == "unknown" else row.sides


def _own(claim: Claim, row: Row, outcome: Outcome | None) -> bool:
    asked = claim.about.outcome
    return asked is None or row.outcome is None or row.outcome == asked or bool(outcome and asked in outcome.broader)
