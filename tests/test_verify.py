"""`verify`: figures are found however they are printed, the missing ones are named, and no abstract is kept."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import build
from backed.editor import options, verify
from backed.editor.web import Catalogue, Unavailable
from backed.library import load
from cases import copy_of_base, edit

# Our own words, with some of the figures that the invented claims record.
ABSTRACT = "PMID- 90000002\nTI  - x\nAB  - Six trials with 540 people. SMD -0·35 (95% CI -0.52 to\n      -0.21); 1,234 steps, p<.05.\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.35", "0.35"), ("0·35", "0.35"), (".35", "0.35"), ("0.350", "0.35"), ("-0.35", "0.35"), ("−0.35", "0.35"),
        ("1,234", "1234"), ("1 234", "1234"), ("Twelve", "12"), ("n=540", "540"), ("(540)", "540"), ("10 to 20.5", "20.5"),
    ],
)  # fmt: skip
def test_numbers_are_found_however_they_are_printed(text: str, number: str) -> None:
    assert Decimal(number).normalize() in verify.numbers_in(text)


@pytest.mark.parametrize(("text", "number"), [("540", "54"), ("0.35", "35"), ("2019", "19"), ("1.5", "5")])
def test_a_part_of_a_number_is_not_the_number(text: str, number: str) -> None:
    assert Decimal(number) not in verify.numbers_in(text)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    base = copy_of_base(tmp_path)
    edit(base, "references.bib", "@article{Okafor2021cups,\n", "@article{Okafor2021cups,\n  pmid = {90000002},\n")
    monkeypatch.setattr(verify, "PAUSE", 0)
    return base


def answering(root: Path, text: str) -> Catalogue:
    return Catalogue(root / ".cache/catalogues", "Backed", lambda url, agent: text.encode())


def test_missing_figures_are_named_and_no_abstract_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "claims/heel-cup-pain.yml", "low: -0.52", "low: -0.57")
    monkeypatch.setattr(options, "catalogue", lambda _: answering(root, ABSTRACT))
    assert build.main(["verify", "Okafor2021cups", "--root", str(root)]) == 0
    told = capsys.readouterr().out
    assert "1 not in the abstract" in told
    assert "claims/heel-cup-pain.yml, row 1: low -0.57 (recorded as from: abstract, figure 2)" in told
    kept = [path for path in (root / ".cache").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["verified.json"]
    assert "trials" not in kept[0].read_text("utf-8")
    assert json.loads(kept[0].read_text("utf-8"))["Okafor2021cups"]["missing"][0]["number"] == "-0.57"


def test_own_calculations_stand_in_no_source(root: Path) -> None:
    edit(
        root,
        "claims/heel-cup-pain.yml",
        "measure: SMD, value: -0.35,",
        "measure: SMD, own-calculation: a minus b, value: -0.99,",
    )
    outcome = next(
        iter(verify.verify(["Okafor2021cups"], load(root).library, answering(root, ABSTRACT), date(2026, 1, 1)))
    )
    assert isinstance(outcome, verify.Outcome)
    assert outcome.missing == ()


@pytest.mark.parametrize("text", ["", "PMID- 5\nAB  - x\n", "PMID- 90000002\nTI  - no abstract\n"])
def test_what_cannot_be_fetched_is_said(root: Path, text: str) -> None:
    (told,) = verify.verify(["Okafor2021cups"], load(root).library, answering(root, text), date(2026, 1, 1))
    assert isinstance(told, str)
    assert "PubMed" in told


def test_without_network_nothing_is_verified(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(url: str, agent: str) -> bytes:
        raise Unavailable("no network")

    monkeypatch.setattr(options, "catalogue", lambda _: Catalogue(root, "Backed", offline))
    assert build.main(["verify", "Okafor2021cups", "--root", str(root)]) == build.WRONG_USE
    assert build.main(["verify", "Nobody2020x", "--root", str(root)]) == build.WRONG_USE
    assert not (root / ".cache").exists()
