"""What is taken along from a page: references in four formats, what Zotero sees, and sheets of paper."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import bibtexparser
import rispy
from bibtexparser.middlewares import SeparateCoAuthors

from backed.page.pocket import version
from backed.page.record_pages import claim_page
from backed.page.view import Views, environment
from backed.record import citation
from backed.record.reference import Author, Reference
from cases import BASE, BOTH, HOME, records

SITE = "https://backed.example.org/"


@cache
def pages(root: Path) -> dict[str, dict[str, str]]:
    """The slots of every fifth claim page: enough to meet every kind of source."""
    views = Views(records(root), "https://example.org/repository", SITE)
    env = environment(views)
    return {id_: claim_page(env, views, id_).slots for id_ in sorted(records(root).claims)[::5]}


def test_a_title_that_stands_for_a_source_is_cut_at_a_word() -> None:
    def short(title: str) -> str:
        bare = {"title": title, "authors": (), "container": None, "year": None}
        return records(BASE).references["Rivera2019cup"].model_copy(update=bare).short

    assert (
        short("[Pressure under the heel of runners on sand and on grass]") == "Pressure under the heel of runners on …"
    )
    assert short("Heels") == "Heels"


def taken(root: Path, form: str) -> Iterator[tuple[list[Reference], str]]:
    """(references, the text that the button saves) of each page that has any."""
    for id_, slots in pages(root).items():
        shown = re.findall(r'<li id="ref-(\w+)">', slots["references"])
        found = re.search(rf'<pre id="{form}-{id_}"[^>]*>(.*?)</pre>', slots["references"], re.DOTALL)
        assert bool(shown) == bool(found), id_
        if found:
            yield [records(root).references[key] for key in shown], unescape(found[1]).removeprefix("\n")


def people(source: Reference) -> list[str]:
    return [f"{author.family}, {author.given}" if author.given else author.family for author in source.authors]


# Four formats, each read by a program that is not ours ------------------------------------------------------------


@BOTH
def test_bibtex_is_read_by_bibtexparser(root: Path) -> None:
    for sources, text in taken(root, "bib"):
        read = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
        assert not read.failed_blocks
        for source, entry in zip(sources, read.entries, strict=True):
            fields = {name: field.value for name, field in entry.fields_dict.items()}
            assert (entry.key, entry.entry_type) == (source.key, source.type)
            assert _plain(fields["title"]) == source.title
            assert fields.get("doi") == source.doi
            assert fields.get("pmid") == source.pmid
            assert fields.get("year") == (str(source.year) if source.year else None)
            names = [*people(source), *(["others"] if source.and_others else [])]
            assert [_plain(name.strip("{}")) for name in fields.get("author", ())] == names


def _plain(value: str) -> str:
    return value.replace(r"\textbackslash{}", "\\").replace(r"\{", "{").replace(r"\}", "}")


@BOTH
def test_ris_is_read_by_rispy(root: Path) -> None:
    for sources, text in taken(root, "ris"):
        for source, entry in zip(sources, rispy.loads(text), strict=True):
            assert entry["id"] == source.key
            assert entry["title"] == source.title
            assert entry.get("doi") == source.doi
            assert entry.get("accession_number") == source.pmid
            assert entry.get("secondary_title") == source.container
            assert entry.get("volume") == source.volume
            assert entry.get("number") == source.number
            pages = "–".join(filter(None, (entry.get("start_page"), entry.get("end_page"))))
            assert pages == (source.pages or "")
            assert [name.replace(",,", ",") for name in entry.get("authors", [])] == people(source)


@BOTH
def test_csl_json_is_json(root: Path) -> None:
    for sources, text in taken(root, "csl"):
        assert json.loads(text) == [citation.csl(source) for source in sources]


@BOTH
def test_csv_has_a_row_for_each_reference(root: Path) -> None:
    for sources, text in taken(root, "csv"):
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["key"] for row in rows] == [source.key for source in sources]
        assert [row["title"].lstrip("'") for row in rows] == [source.title for source in sources]
        assert [row["authors"] for row in rows] == ["; ".join(people(source)) for source in sources]


# Zotero ----------------------------------------------------------------------------------------------------------

TITLES = {
    "article": "rft.atitle", "incollection": "rft.atitle", "book": "rft.btitle", "techreport": "rft.btitle",
    "phdthesis": "rft.title", "online": "rft.title", "misc": "rft.title",
}  # fmt: skip


@BOTH
def test_zotero_sees_every_reference_of_a_page(root: Path) -> None:
    """Zotero's connector reads spans of class Z3988; which field gives the title depends on the kind."""
    for slots in pages(root).values():
        spans = [
            dict(parse_qsl(unescape(title)))
            for title in re.findall(r'class="Z3988" title="([^"]*)"', slots["references"])
        ]
        keys = re.findall(r'<li id="ref-(\w+)">', slots["references"])
        for key, fields in zip(keys, spans, strict=True):
            source = records(root).references[key]
            assert fields["rft_val_fmt"].startswith("info:ofi/fmt:kev:mtx:")
            assert fields[TITLES[source.type]] == source.title


def test_a_context_object_tells_people_from_organisations() -> None:
    source = next(iter(records(HOME).references.values())).model_copy(
        update={
            "type": "techreport", "container": "Institute of Odd", "doi": "10.1000/a(b)", "url": "https://example.org/?a=1",
            "authors": (Author(family="van der Meer", given="Jan-Willem"), Author(family="A trust", given="")),
        }
    )  # fmt: skip
    pairs = parse_qsl(citation.coins(source))
    assert ("rft.genre", "report") in pairs
    assert ("rft.pub", "Institute of Odd") in pairs
    assert ("rft.au", "van der Meer, Jan-Willem") in pairs
    assert ("rft.aucorp", "A trust") in pairs
    assert {("rft_id", "info:doi/10.1000/a(b)"), ("rft_id", "https://example.org/?a=1")} <= set(pairs)


# Sheets of paper -------------------------------------------------------------------------------------------------


def sheet(root: Path, id_: str, kind: str) -> str:
    views = Views(records(root), "https://example.org/repository", SITE)
    html = claim_page(environment(views), views, id_).slots["cite"]
    found = re.search(rf'<section class="bk-sheet[^"]*" id="{kind}".*?</section>', html, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_a_card_says_what_the_page_says_with_its_version_and_address() -> None:
    views = Views(records(BASE), "", SITE)
    card = sheet(BASE, "heel-cup-pain", "card")
    for text in (
        views.sentence("heel-cup-pain"),
        "How sure: moderate",
        "Heel Guild: conditional for",
        "people who cannot feel their feet",
        "backed.example.org/claims/heel-cup-pain",
        version(records(BASE).claims["heel-cup-pain"]),
    ):
        assert text in card


def test_a_handout_is_in_the_plain_register() -> None:
    views = Views(records(BASE), "", SITE)
    handout = sheet(BASE, "heel-cup-pain", "handout")
    assert views.sentence("heel-cup-pain", "reader") in handout
    assert views.sentence("heel-cup-blisters", "reader") in handout
    assert records(BASE).safety.emergency.items[0].text in handout  # type: ignore[union-attr]
    assert "95% CI" not in handout


def test_a_version_changes_with_the_record_and_only_then() -> None:
    claim = records(BASE).claims["heel-cup-pain"]
    assert version(claim) == version(claim.model_copy())
    assert version(claim) != version(claim.model_copy(update={"would_change": "Another trial."}))
