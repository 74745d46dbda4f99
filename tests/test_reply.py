"""The right of reply and open challenges: what is sent is printed as it came, beside what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backed.page.record_pages import pages
from backed.page.view import Views, environment
from backed.validation import validate
from cases import copy_of_base, edit

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "statements/heel-shop-page.yml"
CLAIM = "claims/heel-cup-pain.yml"
OPEN = "A reader says that the count of people is wrong"


def slots_of(root: Path, sought: str) -> dict[str, str]:
    """The slots of one page of records that have no fault."""
    found = validate(root)
    assert not found.problems
    views = Views(found.library, "https://example.org/")
    (page,) = (render() for path, render in pages(environment(views), views) if path == sought)
    return dict(page.slots)


def with_replies(root: Path, *replies: str) -> None:
    edit(root, DOCUMENT, "statements:\n", "replies:\n" + "".join(replies) + "statements:\n")


def reply(text: str, to: str = "") -> str:
    return f"- on: 2024-02-03\n  by: the seller\n{to}  text: {text}\n"


def test_a_reply_to_a_statement_stands_beside_it_as_it_came(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    with_replies(root, reply("Our cups prove themselves, and this is <b>false</b>.", "  to: [2]\n"))
    slots = slots_of(root, "statements/heel-shop-page/")
    first, second = slots["statements"].split('id="s1"')[1].split('id="s2"')
    assert "Our cups prove themselves" not in first
    assert "Our cups prove themselves, and this is &lt;b&gt;false&lt;/b&gt;." in second
    assert "the seller, 2024-02-03" in second


def test_a_reply_to_the_whole_document_stands_under_its_story(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    with_replies(root, reply("We have changed the page."))
    slots = slots_of(root, "statements/heel-shop-page/")
    assert "We have changed the page." in slots["story"]
    assert "We have changed the page." not in slots["statements"]


def test_an_open_challenge_is_told_on_the_page_of_the_claim(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, CLAIM, "reviewed:", f"under-review: {OPEN}\nreviewed:")
    assert OPEN in slots_of(root, "claims/heel-cup-pain/")["sentence"]


def test_an_open_challenge_is_told_beside_the_statement(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, DOCUMENT, "  because: This is an opinion.", f"  under-review: {OPEN}\n  because: This is an opinion.")
    assert OPEN in slots_of(root, "statements/heel-shop-page/")["statements"].split('id="s4"')[1]
