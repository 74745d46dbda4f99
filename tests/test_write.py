"""The form page writes the same record as the command, and a valid one with evidence; by keyboard, offline, to the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from py_mini_racer import MiniRacer

from backed.editor import form_page
from backed.editor.asking import Interview, Willing
from backed.editor.new_claim import SLOTS, new_claim
from backed.validation import validate
from cases import BASE, HOME, copy_of_base, records
from test_new import ANSWERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = date(2026, 11, 21)
CLAIM = "Heel cups: they help runners with heel spurs stand up without first-step pain"


@pytest.fixture(scope="module")
def script() -> Iterator[MiniRacer]:
    engine = MiniRacer()
    data = form_page.data(records(BASE), "https://example.org/kb/backed")
    engine.eval(f"var window = {{}}, data = {json.dumps(data)};")
    engine.eval((HOME / "docs/assets/write/record.js").read_text("utf-8"))
    yield engine


def asked(kind: str, **more: Any) -> dict[str, Any]:
    about = {slot.rstrip("?"): ANSWERS[slot.rstrip("?")] for slot in SLOTS[kind] if slot != "comparator?"}
    about.setdefault("direction", {"association": "associated", "cause": "causes"}.get(kind, "describes"))
    searched = {"searchedIn": ["PubMed", "PEDro"], "searchedFor": "heels & cups"}
    answers = {"today": TODAY.isoformat(), "kind": kind, "claim": CLAIM, "about": about, "evidence": [], "sources": []}
    return answers | searched | {"finding": "", "severity": "", "size": "", "rating": None} | more


def written(script: MiniRacer, answers: dict[str, Any], *, help_: bool) -> str:
    return str(script.eval(f"window.BackedWrite.record(data, {json.dumps(answers)}, {json.dumps(help_)})"))


def test_every_word_to_choose_from_is_told(script: MiniRacer) -> None:
    findings = json.loads(script.eval("JSON.stringify([data.words.finding, data.findings])"))
    assert [word for word in findings[0] if word != "untested"] == list(findings[1])
    assert script.eval("Object.values(data.kinds).every(function (kind) { return /[?]$/.test(kind.asks); })")


@pytest.mark.parametrize("sources", [[], ["Rivera2019cup", "Okafor2021cups"]], ids=["bare", "sources"])
@pytest.mark.parametrize("kind", SLOTS)
def test_the_form_writes_what_the_command_writes(script: MiniRacer, kind: str, sources: list[str]) -> None:
    answers = asked(kind, sources=sources)
    given = answers["about"] | {"kind": kind, "claim": CLAIM, "sources": ",".join(sources), "id": "new-one"}
    given |= {"searched-in": "PubMed, PEDro", "searched-for": "heels & cups"}
    draft = new_claim(Interview(Willing(), given), records(BASE), TODAY)
    assert written(script, answers, help_=True) == draft.text
    without = written(script, answers, help_=False)
    assert yaml.safe_load(without) == yaml.safe_load(draft.text)
    assert "\n#" not in without


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "# a",
        "yes",
        "No",
        "null",
        "- a",
        "it's",
        'a "b"',
        "{a}",
        "a, b",
        "über 5 %",
        "5",
        "a\\b",
        "“x”",
        "a #b",
        "*a",
        "!a",
        "ends:",
    ],
)
def test_texts_stay_texts(script: MiniRacer, text: str) -> None:
    made = script.eval(f"window.BackedWrite.scalar({json.dumps(text)}, true)")
    assert yaml.load(f"[{made}]", yaml.BaseLoader) == [text]


def test_a_claim_with_evidence_is_valid(script: MiniRacer, tmp_path: Path) -> None:
    found = {"source": "Rivera2019cup", "bears": "for", "as": "randomized", "found": "120 people: less pain.", "at": ""}
    steps = {domain: {"down": "0", "because": "", "sources": []} for domain in form_page.DOMAINS}
    steps["imprecision"] = {"down": "2", "because": "few people, and no figure", "sources": ["Rivera2019cup"]}
    answers = asked(
        "effect", evidence=[found], finding="as-claimed", size="unknown", rating={"start": "randomized", "steps": steps}
    )
    answers["about"] |= {"intervention": "calf-stretching", "when": "6 weeks"}
    root = copy_of_base(tmp_path)
    (root / "claims/made-here.yml").write_text(written(script, answers, help_=False), "utf-8")
    result = validate(root)
    assert [problem.message for problem in result.problems if problem.severity == "error"] == []
    assert "made-here" in result.library.claims


def test_claims_like_it_are_found(script: MiniRacer) -> None:
    answers = asked("effect")
    ids = [
        each[0]
        for each in json.loads(script.eval(f"JSON.stringify(window.BackedWrite.like(data, {json.dumps(answers)}))"))
    ]
    assert ids == ["heel-cup-pain"]


@pytest.mark.browser
def test_an_editor_writes_a_claim_in_the_browser(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 700}, accept_downloads=True, service_workers="block"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}contribute/write/", wait_until="networkidle")
    context.set_offline(True)
    assert page.get_by_text("Still open: the claim in one sentence.").is_visible()
    page.get_by_label("The claim in one sentence").fill("Gel cups raise the arch")
    page.get_by_label("Intervention", exact=True).fill("gel cup")
    page.get_by_label("Outcome", exact=True).fill("the height of the arch")
    page.get_by_label("Direction").select_option("increases")
    record = page.locator("#bk-write-record")
    assert yaml.safe_load(record.inner_text())["about"] == {
        "intervention": "heel-cup", "outcome": "arch-height", "direction": "increases",
    }  # fmt: skip
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename == "heel-cup-arch-height.yml"
    assert Path(download.value.path()).read_text("utf-8") == record.text_content()
    link = urlsplit(page.get_by_role("link", name="Open a pull request").get_attribute("href") or "")
    assert parse_qs(link.query) == {
        "filename": ["claims/heel-cup-arch-height.yml"], "value": [record.text_content()],
    }  # fmt: skip
    page.get_by_label("Intervention", exact=True).fill("magic")
    assert page.get_by_text("“magic” is no intervention we know").is_visible()
    page.get_by_label("Intervention", exact=True).fill("heel-cup")
    page.get_by_label("Outcome", exact=True).fill("first-step-pain")
    page.get_by_label("Direction").select_option("improves")
    assert page.get_by_role("link", name="Heel cups ease first-step pain").is_visible()
    page.get_by_label("What does the evidence say as a whole?").select_option("as-claimed")
    page.get_by_role("button", name="Add a source").click()
    page.get_by_label("Citation key").fill("Rivera2019cup")
    page.get_by_label("What it found").fill("120 people:\nless pain.")
    page.get_by_label("Its id").fill("my-claim")
    made = yaml.safe_load(record.inner_text())
    assert made["evidence"] == [
        {"source": "Rivera2019cup", "bears": "for", "as": "randomized", "found": "120 people: less pain."}
    ]
    assert set(made["rating"]) == {"start", *form_page.DOMAINS}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
    context.close()
