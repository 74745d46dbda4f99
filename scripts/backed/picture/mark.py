"""Marks of the evidence map: one claim each, as a sign and four circles, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from backed.library import Library
from backed.outline import Outline, outline
from backed.picture.fill import fill, joined
from backed.record.claim import Level
from backed.words import CERTAINTIES, CLAIM_VERDICTS, claim_sign, claim_word

HARMS = ("harm", "precaution")
SURE: tuple[Level, ...] = ("high", "moderate", "low", "very-low")
HARM = Markup('<span class="bk-mark__harm">harm</span>')
NONE_YET = "not looked at yet"


def mark(id_: str, library: Library, up: str) -> Markup:
    """One claim as a sign and four circles, with its words for a pointer and for those who do not see it."""
    each = outline(id_, library)
    sign = claim_sign(each.kind, each.verdict)
    harm = " bk-verdict--harm" if each.kind in HARMS else ""
    circles, level = CERTAINTIES[each.certainty]
    sure = circles if each.certainty in SURE else ""
    said = f"{each.claim}. {_verdict(each)}; how sure: {level}"
    return fill(
        '<a class="bk-mark bk-verdict--{0}{1}" href="{2}claims/{3}/" title="{4}" '
        'data-kind="{5}" data-verdict="{0}" data-sure="{6}">'
        '<span aria-hidden="true">{7}{8}<span class="bk-mark__sure">{9}</span></span>'
        '<span class="bk-hidden">{4}</span></a>',
        each.verdict, harm, up, id_, said, _group(each), each.certainty, sign, HARM if harm else "", sure
    )  # fmt: skip


def _verdict(each: Outline) -> str:
    return "Searched, nothing found" if each.verdict == "untested" else claim_word(each.kind, each.verdict)


def _group(each: Outline) -> str:
    return "harm" if each.kind in HARMS else "effect" if each.kind == "effect" else "other"


def marks(ids: Iterable[str], library: Library, up: str) -> Markup:
    """The marks of a cell, each by itself."""
    return Markup(" ").join(mark(id_, library, up) for id_ in ids)


def legend() -> Markup:
    """What signs, circles and empty cells mean."""
    signs = joined(
        fill(
            '<li><span class="bk-mark bk-verdict--{}" aria-hidden="true">{}</span> {}</li>',
            verdict,
            sign,
            "Searched, nothing found" if verdict == "untested" else word,
        )
        for verdict, (sign, word, _) in CLAIM_VERDICTS.items()
    )
    return fill(
        '<details class="bk-legend"><summary>What the marks mean</summary><ul class="bk-legend__list">{}'
        '<li><span class="bk-mark bk-verdict--backed bk-verdict--harm" aria-hidden="true"><span>{}{}</span></span> '
        "Backed, and it is a harm or a precaution</li>"
        '<li><span class="bk-map__none bk-legend__none" aria-hidden="true"></span> Empty: {}</li></ul>'
        "<p>The circles say how sure: ●●●● high, ●●●○ moderate, ●●○○ low, ●○○○ very low. "
        "Each mark is one claim and leads to it. Marks are never added up: "
        "claims differ in who was studied and in what it was compared with.</p></details>",
        signs,
        claim_sign("harm", "backed"),
        HARM,
        NONE_YET,
    )
