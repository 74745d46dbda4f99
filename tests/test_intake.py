"""References as others write them become entries of ours; catalogues are asked politely and answered from disk."""

from __future__ import annotations

import http.server
import json
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from backed.editor import intake, lookup, web
from backed.editor.entry import inserted, key_for, written
from backed.editor.lines import nbib
from backed.editor.web import Catalogue, Unavailable
from backed.record import bibtex
from backed.record.bibtex import RawEntry
from backed.record.reference_fields import references_of
from local import served

# Invented sources. One work in the four forms in which people hand it over.
BIBTEX = """@article{any, author = {Ødegård, Kari and {Heel Study Group}}, title = {Cups for the {Heel}: a trial},
  journaltitle = {Foot Studies}, date = {2022-03-01}, volume = 7, number = 2, pages = {123-129},
  doi = {https://doi.org/10.5555/cups.1}, abstract = {not taken over} }"""
RIS = """TY  - JOUR
AU  - Ødegård, Kari
AU  - Heel Study Group
TI  - Cups for the Heel: a trial
JO  - Foot Studies
PY  - 2022/03/01
VL  - 7
IS  - 2
SP  - 123
EP  - 129
DO  - 10.5555/cups.1
AB  - not taken over
ER  -
"""
NBIB = """PMID- 91234567
TI  - Cups for the Heel:
      a trial.
FAU - Ødegård, Kari
CN  - Heel Study Group
PT  - Journal Article
PT  - Randomized Controlled Trial
JT  - Foot Studies
DP  - 2022 Mar
VI  - 7
IP  - 2
PG  - 123-9
LID - 10.5555/cups.1 [doi]
AB  - not taken over
"""
CSL = json.dumps(
    [
        {
            "id": "any", "type": "article-journal", "title": "Cups for the Heel: a trial", "container-title": "Foot Studies",
            "author": [{"family": "Ødegård", "given": "Kari"}, {"literal": "Heel Study Group"}],
            "issued": {"date-parts": [[2022, 3]]}, "volume": "7", "issue": "2", "page": "123-129", "DOI": "10.5555/cups.1",
            "abstract": "not taken over",
        }
    ]
)  # fmt: skip
SAME = {
    "author": "Ødegård, Kari and {Heel Study Group}", "title": "Cups for the Heel: a trial", "journal": "Foot Studies",
    "year": "2022", "volume": "7", "number": "2", "pages": "123--129", "doi": "10.5555/cups.1",
}  # fmt: skip
CROSSREF = {
    "message": {
        "type": "journal-article", "DOI": "10.5555/cups.1", "title": ["Cups for the <i>Heel</i>: a trial"],
        "container-title": ["Foot Studies"], "issued": {"date-parts": [[2022, 3, 1]]}, "volume": "7", "issue": "2",
        "page": "123-129", "author": [{"family": "Ødegård", "given": "Kari"}, {"name": "Heel Study Group"}],
        "updated-by": [
            {"type": "correction", "updated": {"date-parts": [[2023, 1, 5]]}},
            {"type": "retraction", "updated": {"date-parts": [[2024, 5, 1]]}},
        ],
    }
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BIBTEX, "a.bib"),
        (RIS, "a.ris"),
        (NBIB, "a.nbib"),
        (CSL, "a.json"),
        (BIBTEX, ""),
        (RIS, ""),
        (NBIB, ""),
        (CSL, ""),
    ],
)
def test_one_work_is_the_same_entry_in_every_form(text: str, name: str) -> None:
    (entry,) = intake.read(text, name)
    assert entry.type == "article"
    assert {key: value for key, value in entry.fields.items() if key in SAME} == SAME
    assert "not taken over" not in " ".join(entry.fields.values())


def test_pubmed_adds_its_id_and_a_likely_design() -> None:
    (entry,) = intake.read(NBIB)
    assert (entry.fields["pmid"], entry.fields["design"]) == ("91234567", "randomized-trial")


def test_several_at_once() -> None:
    assert [entry.type for entry in intake.read(RIS + RIS.replace("JOUR", "BOOK"), "two.ris")] == ["article", "book"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "a.ris"), ("hello", "a.txt"), ("[1, 2", "a.json"), ("@article{x, title = {open", "a.bib"), ("[3]", "a.json")],
)
def test_what_cannot_be_read_says_so(text: str, name: str) -> None:
    with pytest.raises(intake.Unreadable, match="a\\."):
        intake.read(text, name)


def test_a_long_pubmed_value_goes_on() -> None:
    assert next(iter(nbib(NBIB))).fields["title"] == "Cups for the Heel: a trial"


class Network:
    """Recorded answers by a piece of the address; counts how often it was asked."""

    def __init__(self, **answers: str) -> None:
        self.answers, self.asked = answers, list[str]()

    def __call__(self, url: str, agent: str) -> bytes:
        self.asked.append(f"{agent} {url}")
        for piece, answer in self.answers.items():
            if piece in url:
                return answer.encode()
        raise Unavailable("nothing under that name")


def asking(folder: Path, **answers: str) -> tuple[Catalogue, Network]:
    network = Network(**answers)
    return Catalogue(folder, "Backed/1.0 (+https://backed.example.org/)", network), network


def test_crossref_and_pubmed_make_one_entry_and_its_retraction(tmp_path: Path) -> None:
    found = '{"esearchresult": {"idlist": ["91234567"]}}'
    catalogue, network = asking(tmp_path, crossref=json.dumps(CROSSREF), esearch=found, efetch=NBIB)
    entry = lookup.by_doi("10.5555/cups.1", catalogue)
    assert {key: value for key, value in entry.fields.items() if key in SAME} == SAME
    assert (entry.fields["pmid"], entry.fields["design"]) == ("91234567", "randomized-trial")
    assert entry.fields["notice"] == "retracted 2024-05-01"
    assert all(each.startswith("Backed/1.0 (+https://") for each in network.asked)
    offline, silent = asking(tmp_path)  # the second time the answers are on disk
    assert lookup.by_doi("10.5555/cups.1", offline) == entry
    assert silent.asked == []


def test_pubmed_may_be_silent(tmp_path: Path) -> None:
    catalogue, _ = asking(tmp_path, crossref=json.dumps(CROSSREF))
    assert "pmid" not in lookup.by_doi("10.5555/cups.1", catalogue).fields


@pytest.mark.parametrize("answer", ["", "<html>busy</html>", '{"message": []}', NBIB.replace("91234567", "91234568")])
def test_a_strange_answer_is_no_reference(tmp_path: Path, answer: str) -> None:
    catalogue, _ = asking(tmp_path, crossref=answer, efetch=answer)
    with pytest.raises(Unavailable):
        lookup.by_doi("10.5555/cups.1", catalogue)
    with pytest.raises(Unavailable, match="PubMed knows no"):
        lookup.by_pmid("91234567", catalogue)


def test_no_answer_is_kept_when_there_was_none(tmp_path: Path) -> None:
    catalogue, _ = asking(tmp_path)
    with pytest.raises(Unavailable):
        catalogue.ask("https://api.crossref.org/works/10.5555%2Fcups.1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url", ["https://example.org/", "http://api.crossref.org/", "https://api.crossref.org.evil.test/"]
)
def test_only_the_two_catalogues_are_asked(url: str) -> None:
    with pytest.raises(Unavailable, match="no catalogue"):
        web.fetch(url, "Backed")


class Shaky(http.server.BaseHTTPRequestHandler):
    """A catalogue with a bad day: busy at first, then fine; large or absent where asked so."""

    agents: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        busy = self.path == "/busy" and len(self.agents) < 3
        self.send_response(503 if busy else 404 if self.path == "/gone" else 200)
        if busy:
            self.send_header("Retry-After", "0")
        self.end_headers()
        if not busy:
            self.wfile.write(b"x" * (web.MOST_BYTES + 10 if self.path == "/large" else 4))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def shaky() -> Iterator[str]:
    Shaky.agents.clear()
    with served(Shaky) as address:
        yield address


def test_a_busy_catalogue_is_asked_again_under_our_own_name(shaky: str) -> None:
    assert web.body(f"{shaky}/busy", "Backed/1.0 (+https://backed.example.org/)") == b"xxxx"
    assert Shaky.agents == ["Backed/1.0 (+https://backed.example.org/)"] * 3


@pytest.mark.parametrize(("path", "why"), [("/gone", "knows nothing under that name"), ("/large", "larger than")])
def test_answers_have_limits(shaky: str, path: str, why: str) -> None:
    with pytest.raises(Unavailable, match=why):
        web.body(f"{shaky}{path}", "Backed")


def test_nobody_there_is_said_with_what_to_do() -> None:
    with pytest.raises(Unavailable, match="give the name of a file"):
        web.body("http://127.0.0.1:9/", "Backed")


@pytest.mark.parametrize(
    ("author", "year", "title", "key"),
    [
        ("Ødegård, Kari", "2022", "The cups for the heel", "Odegard2022cups"),
        ("van der Berg, A and Lee, B", "", "On heels", "vanderBergNDheels"),
        ("{Heel Guild}", "2020", "What is a heel?", "HeelGuild2020heel"),
        ("", "2021", "Walking", "Walking2021walking"),
    ],
)
def test_keys_are_made_of_name_year_and_word(author: str, year: str, title: str, key: str) -> None:
    fields = {"author": author, "year": year, "title": title}
    assert key_for(fields, ()) == key
    again = key_for(fields, [key])
    assert again != key
    entry = RawEntry("misc", again, 1, fields | {"design": "survey", "verified": "2024-01-01 abstract"})
    assert not any(fault.rule == "reference-key" for fault in references_of([entry])[1])


def test_an_entry_goes_to_its_place_and_everything_else_stays() -> None:
    before = "% ours\n@misc{Berg2001a,\n  title = {A}\n}\n\n% on C\n@misc{Cole2001c,\n  title = {C}\n}\n"
    (entry,) = intake.read(BIBTEX)
    new = RawEntry("article", "Boss2020x", 1, entry.fields)
    after = inserted(before, new)
    assert after.replace(written(new) + "\n", "") == before
    assert [each.key for each in bibtex.parse(after)[0]] == ["Berg2001a", "Boss2020x", "Cole2001c"]
    assert [each.key for each in bibtex.parse(inserted(before, RawEntry("misc", "Zett2020x", 1, {"title": "Z"})))[0]][
        -1
    ] == "Zett2020x"
    assert inserted("", new) == written(new)


@pytest.mark.parametrize("value", ["ends } here", "a { b", "}{", "x},\n  notice = {retracted 2020-01-01"])
def test_a_value_cannot_leave_its_field(value: str) -> None:
    entries, _, faults = bibtex.parse(written(RawEntry("misc", "A2020b", 1, {"title": value, "year": "2020"})))
    assert faults == []
    assert [list(each.fields) for each in entries] == [["title", "year"]]
