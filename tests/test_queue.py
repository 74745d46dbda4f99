"""The page of work: every list is worked out from the records, and nothing on it depends on today."""

from __future__ import annotations

from pathlib import Path

from backed.library import Library, load
from backed.outline import lacks_numbers
from backed.page.queue import due, unanswered, weakest, work
from backed.page.view import Views, environment
from backed.page.written_slots import slots
from cases import CUPS, change, copy_of_base


def made(tmp_path: Path, *edits: tuple[str, str, str]) -> Library:
    root = copy_of_base(tmp_path)
    change(root, edits)
    return load(root).library


def test_reviews_are_in_order_of_their_dates(tmp_path: Path) -> None:
    library = made(tmp_path, ("claims/heel-spur-cause.yml", "review-by: 2099-01-11", "review-by: 2025-01-11"))
    assert due(library)[0] == "heel-spur-cause"
    assert sorted(due(library)) == sorted(library.claims)


def test_ratings_on_older_evidence_and_sources_with_a_notice(tmp_path: Path) -> None:
    notice = "  design       = {cross-sectional},\n  notice       = {concern 2023-04-01},\n"
    found = work(made(tmp_path, ("references.bib", "  design       = {cross-sectional},\n", notice)))
    assert [source.key for source in found.noticed] == ["Lind2018standing"]
    reasons = dict(found.outdated)
    assert reasons.keys() == {"heel-pain-frequency", "heel-spur-cause", "standing-heel-pain"}
    assert reasons["heel-spur-cause"] == ["what is recorded of Lind2018standing changed"]


def test_the_weakest_that_statements_rest_on_come_first(tmp_path: Path) -> None:
    deep = ("imprecision: {down: 0, because: the interval stays on one side}", "imprecision: {down: 2, because: few, sources: [Okafor2021cups]}")  # fmt: skip
    library = made(tmp_path, (CUPS, *deep))
    assert library.appraisal("heel-cup-pain").certainty == "very-low"
    assert weakest(library)[0] == "heel-cup-pain"
    assert all(library.appraisal(id_).certainty == "very-low" for id_ in weakest(library))


def test_claims_without_numbers(tmp_path: Path) -> None:
    library = made(tmp_path)
    lacking = [id_ for id_, claim in library.claims.items() if lacks_numbers(claim, library)]
    assert "heel-cup-pain" not in lacking and "plantar-fascia" not in lacking
    row = "  - {outcome: first-step-pain, when: 12 weeks, measure: SMD, value: -0.35, low: -0.52, high: -0.21, favours: intervention, people: 540, studies: 6}\n"  # fmt: skip
    told = "  - {outcome: first-step-pain, measure: narrative, favours: intervention, note: less pain}\n"
    bare = made(tmp_path / "bare", (CUPS, row, told))
    assert lacks_numbers(bare.claims["heel-cup-pain"], bare)


def test_statements_without_claims_and_references_without_use(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        ("statements/heel-shop-page.yml", "    strength: plain\n  claims: [heel-cup-pain]\n  verdict: supported\n", "    strength: plain\n  verdict: supported\n"),
        ("references.bib", "", "\n@online{Idle2020page,\n  title = {Idle},\n  url = {https://example.org},\n  design = {web-page},\n  verified = {2024-01-10 web-page}\n}\n"),
    )  # fmt: skip
    assert [(id_, line.n) for id_, _, line in unanswered(library)] == [("heel-shop-page", 1)]
    assert work(library).uncited == ["Idle2020page"]


def test_the_page_has_every_section_and_no_date_of_today(tmp_path: Path) -> None:
    views = Views(made(tmp_path), "https://example.org/repo", "https://example.org/")
    html = "".join(slots(environment(views), views, "queue").values())
    assert html.count("data-review-by") == len(views.library.claims)
    assert "Every reference is used by some record." in html
