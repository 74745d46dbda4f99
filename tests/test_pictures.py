"""Forest plots, dots per hundred, the map and the matrix: what they show is what the records say, and is said in words."""

from __future__ import annotations

import itertools
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from backed.library import Library
from backed.outline import outline
from backed.picture import evidence_map, forest_svg, icon_array, map_page, mark, matrix, plot
from backed.picture.forest import panels
from backed.words import CLAIM_VERDICTS, claim_sign
from cases import BASE, copy_of_base, edit, sound
from stretching import stretched

RESULT = (
    '  - {outcome: first-step-pain, when: 1 year, measure: p-only, p: "0.6", favours: neither}\n',
    "  - {outcome: first-step-pain, when: 12 weeks, measure: MD, value: 0.9, low: 0.2, high: 1.6, unit: points of 10, favours: intervention}\n"
    "  - {outcome: first-step-pain, when: 1 year, measure: MD, value: 0.1, low: -0.6, high: 0.8, unit: points of 10, favours: neither}\n",
)


SUGGEST = "https://example.org/new?template=claim.yml"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = copy_of_base(tmp_path)
    edit(root, "claims/heel-cup-pain.yml", *RESULT)
    return sound(root)


def svg(library: Library) -> str:
    return str(forest_svg.forest(library.claims["heel-cup-pain"], library, "../../"))


def test_figures_on_one_scale_share_an_axis_also_where_one_favours_neither(library: Library) -> None:
    drawn = panels(library.claims["heel-cup-pain"], library)
    assert [(panel.first.measure, len(panel.rows), panel.sides) for panel in drawn] == [
        ("SMD", 1, "lower"),
        ("MD", 2, "higher"),
    ]


def test_a_figure_of_another_source_is_not_read_like_its_neighbours(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, "claims/heel-cup-pain.yml", RESULT[0], RESULT[1].splitlines(keepends=True)[1].replace("MD", "SMD"))
    library = sound(root)
    drawn = panels(library.claims["heel-cup-pain"], library)
    assert [panel.sides for panel in drawn] == ["lower", "unknown"]
    assert forest_svg.UNKNOWN in svg(library)


def test_pooled_figures_are_diamonds_and_single_studies_squares(library: Library) -> None:
    shapes = re.findall(r'bk-forest__(pooled|point|hollow|ci|threshold|null)"', svg(library))
    assert [shapes.count(name) for name in ("pooled", "point", "ci", "threshold", "null")] == [1, 2, 2, 2, 2]


def test_the_difference_that_counts_is_shaded_where_it_is_recorded(library: Library) -> None:
    html = svg(library)
    assert "Shaded: less than 0.5 points of 10, too small to matter." in html
    assert "Shaded: less than 0.2 of a standard deviation, by convention too small to matter." in html


def limits(tmp_path: Path, *important: str) -> str:
    """The plots where the outcome has these minimal important differences and no thresholds."""
    root = copy_of_base(tmp_path)
    edit(root, "claims/heel-cup-pain.yml", *RESULT)
    old = "  thresholds: {small: 0.5, medium: 1, large: 2, unit: points of 10, source: Okafor2021cups}\n"
    rest = "people: runners, source: Okafor2021cups, at: abstract, checked: 2026-11-01"
    new = "".join(f"  - {{{each}, {rest}}}\n" for each in important)
    edit(root, "vocabulary/outcomes.yml", old, f"  important:\n{new}")
    return svg(sound(root))


def test_a_minimal_important_difference_is_shaded_with_its_source(tmp_path: Path) -> None:
    html = limits(
        tmp_path, "value: 2, units: [points of 10], of: person", "value: 1.5, units: [points of 10], of: groups"
    )
    source = '<a href="../../references/Okafor2021cups/">Okafor et al. 2021</a>'
    assert (
        f"Shaded: under 1.5 points of 10, less than the difference between groups that counts as important by {source} (for runners)."
        in html
    )
    assert html.count('bk-forest__threshold"') == 2  # the other one is that of the standardized difference


def test_a_change_that_one_person_notices_is_not_shown_as_a_difference_between_groups(tmp_path: Path) -> None:
    html = limits(tmp_path, "value: 2, units: [points of 10], of: person")
    assert "Shaded: under 2 points of 10, less than the change that one person counts as important" in html
    assert "An average difference between groups may be smaller" in html


def test_a_limit_on_another_scale_shades_nothing(tmp_path: Path) -> None:
    html = limits(tmp_path, "value: 15, units: [points of 100], of: groups")
    assert html.count('bk-forest__threshold"') == 1
    assert "15 points" not in html


def test_every_figure_drawn_stands_in_words_and_in_a_table(library: Library) -> None:
    html = svg(library)
    assert html.count("<desc ") == html.count('role="img"') == html.count("<table") == 2
    for words in ("−0.35 (−0.52 to −0.21)", "0.9 (0.2 to 1.6)", "0.1 (−0.6 to 0.8)"):
        assert html.count(words) == 2, words  # in the picture and in its description
    assert "favours heel cups" in html
    assert "favours neither" in html
    assert html.count("<tr>") == 2 + 3


def test_sides_are_named_on_their_side(library: Library) -> None:
    assert re.findall(r'bk-forest__side"(?: text-anchor="(\w+)")?>([^<]+)<', svg(library)) == [
        ("", "←\u00a0favours heel cups"),
        ("end", "favours flat insoles\u00a0→"),
        ("", "←\u00a0favours flat insoles"),
        ("end", "favours heel cups\u00a0→"),
    ]


def test_the_line_of_no_effect_crosses_no_words(library: Library) -> None:
    html = svg(library)
    dashed = re.findall(r'null" x1="[^"]+" y1="([\d.]+)" x2="[^"]+" y2="([\d.]+)" stroke-dasharray="([^"]+)"', html)
    assert len(dashed) == 2
    pictures = html.split("<svg class=")[1:]
    for (top, bottom, dashes), picture in zip(dashed, pictures, strict=True):
        ends = list(itertools.accumulate(map(float, dashes.split()), initial=float(top)))
        assert ends[-1] == pytest.approx(float(bottom), abs=0.5)
        lines = [float(y) for y in re.findall(r'<text x="(?:0|100%)" y="([\d.]+)"', picture) if float(y) < ends[-1]]
        for start, end in zip(ends[:-1:2], ends[1::2], strict=True):
            assert not any(start < y and end > y - 10 for y in lines), (start, end, lines)


def test_plots_of_one_title_name_their_sources(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    unknown = (
        RESULT[1].splitlines(keepends=True)[1].replace("MD, value", "SMD, value").replace(", unit: points of 10", "")
    )
    edit(root, "claims/heel-cup-pain.yml", RESULT[0], unknown)
    drawn = panels(sound(root).claims["heel-cup-pain"], sound(root))
    name = "First-step pain: standardized mean difference"
    assert [panel.title for panel in drawn] == [f"{name} (Okafor et al. 2021)", f"{name} (Rivera and Holt 2019)"]


def test_rows_of_the_same_name_are_told_apart_by_their_notes(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    twins = (
        RESULT[1]
        .replace("when: 1 year", "when: 12 weeks")
        .replace("favours: neither", "favours: neither, note: in runners")
    )
    edit(root, "claims/heel-cup-pain.yml", RESULT[0], twins)
    drawn = panels(sound(root).claims["heel-cup-pain"], sound(root))[1]
    assert [drawn.label(row) for row in drawn.rows] == [
        "Rivera and Holt 2019, 12 weeks",
        "Rivera and Holt 2019, 12 weeks, in runners",
    ]


def test_a_claim_on_a_cause_favours_no_cause(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, "claims/heel-cup-pain.yml", "intervention: heel-cup", "factor: heel-spur")
    html = str(forest_svg.forest(sound(root).claims["heel-cup-pain"], sound(root), "../../"))
    assert "favours what was tried" in html
    assert "favours heel spur" not in html


def test_a_ratio_lies_on_a_logarithmic_axis_with_no_effect_in_it() -> None:
    scale = plot.scale_for([0.5, 4.0], 1.0, log=True)
    places = [scale.percent(value) for value in (0.5, 1.0, 2.0, 4.0)]
    steps = [after - before for before, after in itertools.pairwise(places)]
    assert max(steps) - min(steps) < 1e-9
    assert 1.0 in scale.ticks()


def test_an_arrow_stays_with_its_word() -> None:
    assert plot.wrap("favours heel cups\u00a0→", 12) == ["favours heel", "cups\u00a0→"]


def test_dots_per_hundred_are_as_many_as_were_counted() -> None:
    library = sound(BASE)
    html = str(icon_array.icons(library.claims["heel-pain-frequency"], library))
    hit, rest, hole = (re.search(rf'bk-dots__{name}" d="([^"]+)"', html) for name in ("hit", "rest", "hole"))
    assert hit and rest and hole
    assert [shape[1].count("M") for shape in (hit, rest, hole)] == [9, 91, 91]
    assert "About 9 of 100 adults" in html
    assert "73 of 812 were counted" in html


def test_two_groups_have_a_hundred_dots_each() -> None:
    library = sound(BASE)
    html = str(icon_array.icons(library.claims["heel-cup-blisters"], library))
    assert re.findall(r'aria-label="([^"]+)"', html) == ["15 of 100 with heel cups", "5 of 100 with flat insoles"]


# The map


def test_one_mark_per_claim_and_none_is_blended() -> None:
    library = sound(BASE)
    html = str(map_page.map_page(library, SUGGEST))
    mapped = [id_ for id_ in library.claims if evidence_map.mapped(outline(id_, library))]
    assert sorted(re.findall(r'class="bk-mark [^>]*href="\.\./claims/([^/]+)/"', html)) == sorted(mapped)


def test_a_harm_never_wears_the_colour_of_agreement() -> None:
    library = sound(BASE)
    for id_, claim in library.claims.items():
        if evidence_map.mapped(outline(id_, library)) and claim.kind in ("harm", "precaution"):
            assert "bk-verdict--harm" in mark.mark(id_, library, "../"), id_
    css = (Path(__file__).parents[1] / "docs/assets/css/records.css").read_text("utf-8")
    for verdict in CLAIM_VERDICTS:
        rules = re.findall(rf"\.bk-verdict--harm\.bk-verdict--{verdict} \{{([^}}]*)\}}", css)
        assert all("accent" not in rule for rule in rules)
        if verdict in ("backed", "leaning-for"):
            assert rules, verdict


def test_a_harm_that_happens_wears_no_tick() -> None:
    assert {claim_sign("harm", verdict) for verdict in CLAIM_VERDICTS}.isdisjoint("✓↗")
    assert claim_sign("precaution", "backed") != claim_sign("effect", "backed") == "✓"


def test_nobody_looked_is_told_apart_from_nothing_found(tmp_path: Path) -> None:
    root = stretched(copy_of_base(tmp_path))
    html = str(map_page.map_page(sound(root), SUGGEST))
    row = re.search(r'<tr><th scope="row"><a href="../interventions/calf-stretching/">.*?</tr>', html)
    assert row
    assert row[0].count("Searched, nothing found") == 2  # for a pointer, and for those who do not see it
    assert row[0].count("not looked at yet") == row[0].count("<td") - 2


def test_an_empty_cell_leads_to_the_form_with_what_it_stands_for() -> None:
    library = sound(BASE)
    html = str(map_page.map_page(library, SUGGEST))
    cells = re.findall(r'<td class="bk-map__none"><a href="([^"]+)">', html)
    assert len(cells) == html.count('<td class="bk-map__none">') > 0
    named = {"intervention": library.interventions, "factor": library.factors, "condition": library.conditions}
    for address in map(unescape, cells):
        given = dict(parse_qsl(address.removeprefix(f"{SUGGEST}&"), strict_parsing=True))
        outcome = given.pop("outcome", None)
        assert outcome is None or outcome in {term.label for term in library.outcomes.values()}
        assert {"intervention", "factor"} & given.keys()
        for field, label in given.items():
            assert label in {term.label for term in named[field].values()}
    assert f"{SUGGEST}&condition=heel+pain&factor=a+heel+spur&outcome=first-step+pain" in map(unescape, cells)


# Who leans on what


def test_every_source_of_every_claim_has_its_cell() -> None:
    library = sound(BASE)
    html = str(matrix.matrix_page(library))
    claims = [claim for claim in library.claims.values() if claim.about.intervention and claim.evidence]
    assert html.count('<td><span class="bk-bears') == sum(len(claim.evidence) for claim in claims)
    row = re.search(r'<tr><th scope="row"><a href="../references/Rivera2019cup/">.*?</tr>', html)
    assert row
    assert re.findall(r"bk-bears--(\w+)", row[0])[:2] == ["against", "for"]
