"""The data says what the pages say, is what its schemas say, and goes into reference managers and back without loss."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from backed import words
from backed.data import api, export
from backed.editor import intake
from backed.library import Library
from backed.page import record_pages as page
from backed.page.view import Views, environment
from backed.part import bytes_of
from backed.record import bibtex
from backed.record.bibtex import RawEntry
from backed.record.reference import Author, Reference
from cases import BASE, BOTH, records

SITE = "https://backed.example.org/"
# The fields that the contract names; more may stand beside them.
CONTRACT = {
    "claims": "id claim kind about finding size certainty verdict sentence plain_sentence rating evidence guidelines "
    "searched would_change related reviewed review_by url",
    "statements": "id title cites statements",
    "references": "key type title authors year container doi pmid url design participants trial notice verified claims",
    "vocabulary": "id label definition aliases broader",
    "retired": "id moved withdrawn because",
}
ABOUT = "condition population intervention factor comparator outcome direction when dose"
STATEMENT = "id says find cites asserts claims references verdict ground because differences"


@cache
def files(root: Path) -> dict[str, bytes]:
    return bytes_of(export.parts(records(root), Views(records(root), "https://example.org/repository", SITE)))


def items(root: Path, name: str) -> list[dict[str, Any]]:
    data = json.loads(files(root)[f"api/v1/{name}.json"])
    assert list(data) == ["schema_version", name]
    assert data["schema_version"] == "1.0"
    found: list[dict[str, Any]] = data[name]
    return found


@BOTH
@pytest.mark.parametrize("name", api.LISTS)
def test_every_file_fits_its_schema(root: Path, name: str) -> None:
    schema = json.loads(files(root)[f"api/v1/schema/{name}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    data = json.loads(files(root)[f"api/v1/{name}.json"])
    assert [error.json_path for error in check.iter_errors(data)] == []


@BOTH
@pytest.mark.parametrize("name", api.LISTS)
def test_no_field_is_left_out_and_none_is_undescribed(root: Path, name: str) -> None:
    described = {api.plain_name(field) for field, info in api.LISTS[name].model_fields.items() if not info.exclude}
    for item in items(root, name):
        assert set(item) == described
        assert set(CONTRACT[name].split()) <= set(item)


@BOTH
def test_inner_fields_of_the_contract(root: Path) -> None:
    for claim in items(root, "claims"):
        assert set(ABOUT.split()) <= set(claim["about"])
        for item in claim["evidence"]:
            assert {"source", "bears", "found", "results", "at"} <= set(item)
    for document in items(root, "statements"):
        for line in document["statements"]:
            assert set(STATEMENT.split()) <= set(line)


def test_every_published_field_is_described() -> None:
    for name in api.LISTS:
        shapes = api.schema(name, SITE)["$defs"]
        own = shapes[api.LISTS[name].__name__]["properties"]
        assert [field for field, shape in own.items() if not shape.get("description")] == []


@BOTH
def test_claims_say_what_their_pages_say(root: Path) -> None:
    views = Views(records(root), "https://example.org/repository", SITE)
    env = environment(views)
    for item in items(root, "claims"):
        shown = page.claim_page(env, views, item["id"])
        assert item["url"] == f"/{shown.path}"
        hero = shown.slots["sentence"]
        assert escape(item["plain_sentence"], quote=False) in hero.replace("&#39;", "'").replace("&#34;", '"')
        assert f"bk-verdict--{item['verdict']}" in hero
        assert f"bk-certainty--{item['certainty']}" in hero
        assert item["claim"] == shown.title


@BOTH
def test_statements_say_what_their_pages_say(root: Path) -> None:
    views = Views(records(root), "https://example.org/repository", SITE)
    env = environment(views)
    for item in items(root, "statements"):
        html = page.document_page(env, views, item["id"]).slots["statements"]
        for line in item["statements"]:
            assert line["id"] == f"{item['id']}#{line['n']}"
            own = html.split(f'id="s{line["n"]}"', 1)[1].split('id="s', 1)[0]
            assert f"bk-stamp--{line['verdict']}" in own
            assert words.GROUNDS[line["ground"]][1] or own


@BOTH
def test_references_name_their_claims(root: Path) -> None:
    for item in items(root, "references"):
        assert item["claims"] == records(root).claims_by_reference.get(item["key"], [])


def test_numbers_are_numbers_and_absent_is_null() -> None:
    claim = next(item for item in items(BASE, "claims") if item["id"] == "heel-cup-pain")
    row = claim["evidence"][0]["results"][0]
    assert (row["value"], row["low"], row["people"], row["p"]) == (-0.35, -0.52, 540, None)
    assert claim["about"]["population"] is None
    assert claim["reviewed"] == "2024-01-11"
    assert claim["rating"]["risk_of_bias"]["down"] == 1


def test_a_data_file_has_a_line_for_each_item() -> None:
    lines = files(BASE)["api/v1/claims.json"].decode().splitlines()
    assert len(lines) == len(items(BASE, "claims")) + 2


# References -----------------------------------------------------------------------------------------------------

ODD = Reference(
    key="Odd2020name", type="techreport", line=1, title=r"50% & more: {braces}, “quotes”, a\b and a_b",
    authors=(Author(family="van der Meer", given="Jan-Willem"), Author(family="A trust, of sorts", given="")),
    and_others=True, year=2020, container="Institute of Odd", volume="1", number="2", pages="e1–e9", edition="3",
    doi="10.1000/a_b(c)", pmid="1234567", url="https://example.org/?a=1&b=2", design="guideline", participants=None,
    studies=None, trial=None, contains=(), quality=None, funding=None, conflicts=None, notice=None, caution=None,
    verified=None,
)  # fmt: skip


def bibliography(source: Reference) -> dict[str, Any]:
    """What a reference manager has to keep; a misc or online entry's container has one name there."""
    kept = (
        "key",
        "type",
        "title",
        "and_others",
        "year",
        "container",
        "volume",
        "number",
        "edition",
        "doi",
        "pmid",
        "url",
    )
    pages = source.pages.replace("–", "-") if source.pages else None
    people = [(author.family, author.given) for author in source.authors]
    return {name: getattr(source, name) for name in kept} | {"pages": pages, "authors": people}


def read_back(entry: RawEntry) -> dict[str, Any]:
    authors, others = bibtex.people(entry.fields.get("author", ""))
    get = entry.fields.get
    container = next(
        (
            get(name)
            for name in ("journal", "booktitle", "institution", "publisher", "school", "howpublished")
            if get(name)
        ),
        None,
    )
    return {
        "key": entry.key, "type": entry.type, "title": get("title"), "and_others": others,
        "year": int(get("year") or 0) or None, "container": container, "volume": get("volume"), "number": get("number"),
        "edition": get("edition"), "doi": get("doi"), "pmid": get("pmid"), "url": get("url"),
        "pages": (get("pages") or "").replace("--", "-").replace("–", "-") or None, "authors": authors,
    }  # fmt: skip


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
@BOTH
def test_references_come_back_without_loss(root: Path, ending: str) -> None:
    text = files(root)[f"api/v1/references.{ending}"].decode()
    found = {entry.key: read_back(entry) for entry in intake.read(text, f"references.{ending}")}
    assert found == {key: bibliography(source) for key, source in records(root).references.items()}


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_an_odd_reference_comes_back_without_loss(ending: str) -> None:
    odd = Library(root=BASE, references={ODD.key: ODD})
    text = bytes_of(export.parts(odd, Views(odd, "", SITE)))[f"api/v1/references.{ending}"].decode()
    assert [read_back(entry) for entry in intake.read(text, f"odd.{ending}")] == [bibliography(ODD)]


@BOTH
def test_the_table_has_a_row_for_each_reference(root: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(files(root)["api/v1/references.csv"].decode(), newline="")))
    by_key = {item["key"]: item for item in items(root, "references")}
    assert [row["key"] for row in rows] == sorted(by_key)
    assert all(set(row) == set(by_key[row["key"]]) for row in rows)
    assert all(row["title"].lstrip("'") == by_key[row["key"]]["title"] for row in rows)


def test_no_cell_of_the_table_is_a_formula() -> None:
    evil = ODD.model_copy(update={"title": "=1+1"})
    row = next(csv.DictReader(io.StringIO(export.table([evil], Library(root=BASE)))))
    assert row["title"] == "'=1+1"
