"""Links of references: the register is asked for DOIs, and a site that refuses programs is not called gone."""

from __future__ import annotations

import json

import pytest

from backed.editor.outside import HANDLES, Answer, Link, checked, links, state, table
from backed.library import load
from cases import BASE

PAGE = Link("A2020b", "https://example.org/a", "https://example.org/a")
DOI = Link("A2020b", "https://doi.org/10.5555/a", f"{HANDLES}10.5555/a")


def code(number: int) -> Answer:
    return Answer(404 if number == 100 else 200, json.dumps({"responseCode": number}).encode())


@pytest.mark.parametrize(
    ("link", "answer", "expected"),
    [
        (PAGE, Answer(200), "fine"), (PAGE, Answer(404), "gone"), (PAGE, Answer(410), "gone"), (PAGE, Answer(403), "refused"),
        (PAGE, Answer(429), "refused"), (PAGE, Answer(503), "silent"), (PAGE, Answer(0), "silent"),
        (DOI, code(1), "fine"), (DOI, code(100), "gone"), (DOI, code(2), "silent"), (DOI, Answer(200, b"<html>"), "silent"),
        (DOI, Answer(200, b"[]"), "silent"),
    ],
)  # fmt: skip
def test_what_an_answer_means(link: Link, answer: Answer, expected: str) -> None:
    assert state(link, answer) == expected


def test_every_reference_with_an_address_is_asked_once() -> None:
    references = load(BASE).library.references
    asked = [link.asked for link in links(references)]
    assert len(asked) == len(set(asked)) == sum(bool(source.doi or source.url) for source in references.values()) > 3
    found = checked(references, lambda url: Answer(404))
    assert {link.shown for link in found["gone"]} == {
        link.shown for link in links(references) if not link.asked.startswith(HANDLES)
    }
    told = table(found)
    assert all(link.key in told for link in found["gone"])
    assert "| fine |" not in told
