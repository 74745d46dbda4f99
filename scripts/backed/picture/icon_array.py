"""Shares as a hundred dots with their words, so that nobody has to picture a per cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from backed.appraisal.figures import estimate_of, number
from backed.library import Library
from backed.picture.fill import fill, joined
from backed.record.claim import Amount, Claim, Count
from backed.record.vocabulary import Term
from backed.sentence.wording import capital

FEW = 50  # with fewer people than this, a hundred dots promise more than is known


@dataclass(frozen=True)
class Share:
    """`of_hundred` people among those that `who` names; `counted` is how it was counted."""

    who: str
    of_hundred: Decimal
    counted: str
    people: int | None


def icons(claim: Claim, library: Library) -> Markup:
    """Dots per 100 for the result that the sentence rests on, if it is a count or a share; else nothing."""
    found = estimate_of(claim)
    if found is None or not isinstance(found[1], Count | Amount):
        return Markup("")
    row = found[1]
    shares = _counted(row, claim, library) if isinstance(row, Count) else _stated(row, claim, library)
    if not shares:
        return Markup("")
    return fill(
        '<figure class="bk-icons"><figcaption class="bk-plot__title">{}</figcaption>{}{}</figure>',
        _title(row, claim, library),
        joined(_group(share) for share in shares),
        _note(shares),
    )


def _title(row: Count | Amount, claim: Claim, library: Library) -> str:
    if claim.about.event and claim.kind in ("frequency", "prognosis"):
        when = f" by {claim.about.when}" if claim.about.when else ""
        return f"Of 100 {_first(claim, library)}: how many {claim.about.event}{when}"
    outcome = library.outcomes.get(row.outcome or claim.about.outcome or "")
    when = f", {row.when}" if row.when else ""
    return f"Of 100 people: {outcome.label if outcome else 'people counted'}{when}"


def _counted(row: Count, claim: Claim, library: Library) -> list[Share]:
    shares = [_share(_first(claim, library), row.events, row.total)]
    if row.comparator_events is not None and row.comparator_total is not None:
        shares.append(_share(_second(claim), row.comparator_events, row.comparator_total))
    return shares if all(share.of_hundred <= 100 for share in shares) else []


def _share(who: str, events: int, total: int) -> Share:
    counted = f"{number(events)} of {number(total)} were counted"
    return Share(who, Decimal(100 * events) / total, counted, total)


def _stated(row: Amount, claim: Claim, library: Library) -> list[Share]:
    if row.measure != "percent" or not 0 <= row.value <= 100:
        return []
    ends = (row.low, row.high) if row.low is not None else (row.range_low, row.range_high)
    kind = "95% interval" if row.low is not None else "range"
    span = f"{kind} {number(ends[0])} to {number(ends[1])}" if ends[0] is not None and ends[1] is not None else ""
    return [Share(_first(claim, library), row.value, span, row.people)]


def _first(claim: Claim, library: Library) -> str:
    about = claim.about
    term: Term | None = library.interventions.get(about.intervention or "")
    if term and claim.kind in ("effect", "harm"):
        return f"with {term.label}"
    condition = library.conditions.get(about.condition or "")
    return about.population or (f"people with {condition.label}" if condition else "people")


def _second(claim: Claim) -> str:
    return f"with {claim.about.comparator}" if claim.about.comparator else "in the other group"


def _group(share: Share) -> Markup:
    filled = round(share.of_hundred)
    about = "" if share.of_hundred == filled else "about "
    said = f"{about}{filled} of 100 {share.who}"
    note = fill('<span class="bk-soft">({})</span>', share.counted) if share.counted else Markup("")
    return fill(
        '<div class="bk-icons__group"><svg class="bk-dots" role="img" aria-label="{0}" width="150" height="150" '
        'viewBox="0 0 100 100">{1}</svg><p><strong>{2}</strong> {3}</p></div>',
        said,
        _dots(filled),
        capital(said),
        note,
    )


def _dots(filled: int) -> Markup:
    """A hundred dots in rows of ten, the first `filled` solid and the others rings."""
    rest = _path(filled, 100)
    rings = fill('<path class="bk-dots__rest" d="{0}"/><path class="bk-dots__hole" d="{0}"/>', rest) if rest else ""
    return (fill('<path class="bk-dots__hit" d="{}"/>', _path(0, filled)) if filled else Markup("")) + rings


def _path(start: int, end: int) -> str:
    """Points without length; round line ends make dots of them."""
    return "".join(f"M{5 + 10 * (dot % 10)} {5 + 10 * (dot // 10)}h0" for dot in range(start, end))


def _note(shares: list[Share]) -> Markup:
    few = [share.people for share in shares if share.people and share.people < FEW]
    if not few:
        return Markup("")
    return Markup('<p class="bk-plot__key">So few people were counted that the true shares may be very different.</p>')
