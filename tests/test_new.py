"""`new` and `fix`: a valid record from a few answers, nothing written unseen, and repairs that keep what people wrote."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

import build
from backed.editor import new_reference
from backed.editor.asking import AtTerminal, Interview, Refused
from backed.editor.draft import put
from backed.editor.new_claim import SLOTS, new_claim
from backed.editor.template import told, without_help
from backed.editor.web import Catalogue, Unavailable
from backed.library import load
from backed.problem import has_errors
from backed.record.claim import Claim
from backed.record.model import models_in
from backed.record.statement import SourceDocument
from backed.validation import validate
from cases import copy_of_base, edit
from test_intake import BIBTEX, CROSSREF, NBIB, RIS

TODAY = date(2026, 11, 21)
# What claims of each kind need beyond their sentence, in the invented knowledge base.
ANSWERS = {
    "condition": "heel-pain", "population": "runners", "intervention": "heel-cup", "factor": "heel-spur",
    "via": "a higher arch", "comparator": "tape", "outcome": "first-step-pain", "event": "recover", "when": "6 weeks",
    "direction": "improves",
}  # fmt: skip
CLAIM = shlex.split("--kind effect --intervention heel-cup --outcome arch-height --direction increases")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path)


def run(root: Path, *arguments: str) -> int:
    verb, *rest = arguments
    return build.main([verb, *rest, "--root", str(root)])


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def problems(root: Path) -> list[str]:
    return [problem.message for problem in validate(root).problems if problem.severity == "error"]


@pytest.mark.parametrize("kind", SLOTS)
def test_a_claim_of_every_kind_begins_valid(root: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    slots = [slot.rstrip("?") for slot in SLOTS[kind]]
    options = [text for slot in slots if slot != "comparator" for text in (f"--{slot}", ANSWERS[slot])]
    sentence = "Heel cups help runners with heel spurs stand up without first-step pain"
    assert run(root, "new", "claim", "--kind", kind, "--claim", sentence, "--id", "new-one", "--yes", *options) == 0
    assert problems(root) == []
    assert "uv run scripts/build.py validate claims/new-one.yml" in capsys.readouterr().out
    text = (root / "claims/new-one.yml").read_text("utf-8")
    assert yaml.safe_load(text)["about"].keys() == {*slots, "direction"} - {"comparator"}
    assert run(root, "fix", "claims/new-one.yml", "--drop-help") == 0
    assert yaml.safe_load((root / "claims/new-one.yml").read_text("utf-8")) == yaml.safe_load(text)
    assert "#" not in (root / "claims/new-one.yml").read_text("utf-8").partition("\n")[2]


def test_any_part_of_the_question_can_be_given(root: Path) -> None:
    more = {"form": "a soft heel cup", "contrast": "better-than", "comparator": "tape", "dose": "all day"}
    options = [text for slot, answer in more.items() for text in (f"--{slot}", answer)]
    sentence = "Soft heel cups make calf arches higher than tape does"
    assert run(root, "new", "claim", "--claim", sentence, "--id", "new-one", "--yes", *CLAIM, *options) == 0
    assert more.items() <= yaml.safe_load((root / "claims/new-one.yml").read_text("utf-8"))["about"].items()


def test_examples_become_a_claim_when_they_are_filled_in(root: Path) -> None:
    about = "--kind effect --condition heel-pain --intervention calf-stretching --outcome first-step-pain --direction improves"
    run(
        root,
        "new",
        "claim",
        "--claim",
        "Calf stretching eases morning pain",
        "--sources",
        "Rivera2019cup",
        *about.split(),
    )
    path = root / "claims/calf-stretching-first-step-pain.yml"
    text = re.sub(r"^# (?=rating|  |evidence|- source|size|estimate)", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    assert problems(root) != []  # what nobody has filled in is never taken for an answer
    values = {"when": "12 weeks", "value": "-0.4", "low": "-0.8", "high": "-0.1"}
    for name, value in values.items():
        text = text.replace(f'{name}: "..."', f"{name}: {value}")
    text = text.replace('unit: "...", ', "").replace("found: ...", "found: 120 people, less pain.")
    text = text.replace(
        "imprecision: {down: 0", "imprecision: {down: 1, because: one trial, sources: [Rivera2019cup]"
    ).replace("size: large", "size: small")
    path.write_text(re.sub("^finding: .*", "finding: as-claimed", text, flags=re.MULTILINE), "utf-8")
    edit(root, f"claims/{path.name}", "certainty: none", "certainty: very-low")
    assert run(root, "fix", f"claims/{path.name}", "--drop-help") == 0
    assert problems(root) == []
    assert yaml.safe_load(path.read_text("utf-8"))["certainty"] == "moderate"


def test_nothing_is_asked_where_nobody_can_answer(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    assert run(root, "new", "claim", *CLAIM) == build.WRONG_USE
    assert "--claim is missing" in capsys.readouterr().err
    assert run(root, "new", "claim", "--claim", "Heel cups help", *CLAIM, "--condition", "heelpain") == build.WRONG_USE
    assert "Did you mean heel-pain?" in capsys.readouterr().err
    assert tree(root) == before


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Gel pads under the heel calm it", "heel-cup-pain asks the same of others"),
        ("Heel cups ease the first-step pain", "heel-cup-pain asks the same of others"),
    ],
)
def test_claims_like_it_are_shown_before_anything_is_written(
    root: Path, claim: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = shlex.split(
        "--kind effect --intervention heel-cup --outcome first-step-pain --direction improves --id again"
    )
    before = tree(root)
    assert run(root, "new", "claim", "--claim", claim, *options) == build.WRONG_USE
    assert why in capsys.readouterr().out
    assert tree(root) == before
    assert run(root, "new", "claim", "--claim", claim, *options, "--yes") == 0


def test_near_same_wording_is_shown_whatever_it_is_about(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = shlex.split("--kind effect --intervention calf-stretching --outcome skin-blisters --direction improves")
    assert run(root, "new", "claim", "--claim", "Heel cups eased first-step pains", *options) == build.WRONG_USE
    assert "heel-cup-pain is worded nearly the same" in capsys.readouterr().out


@pytest.mark.parametrize("id_", ["heel-cup-pain", "heel-gel", "heel-shop-page"])
def test_an_address_is_never_given_twice(root: Path, id_: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    assert run(root, "new", "claim", "--claim", "Heel cups help", *CLAIM, "--id", id_, "--yes") == build.WRONG_USE
    assert tree(root) == before


@pytest.mark.parametrize("id_", ["../evil", "Upper", "a b", "x/y"])
def test_an_id_cannot_leave_its_folder(root: Path, id_: str) -> None:
    before = tree(root.parent)
    assert run(root, "new", "claim", "--claim", "Heel cups help", *CLAIM, "--id", id_, "--yes") == build.WRONG_USE
    assert run(root, "new", "statement", "--document", id_, "--yes") == build.WRONG_USE
    assert tree(root.parent) == before


class Typing:
    """Somebody at a terminal who types these lines."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.shown = iter(lines), list[str]()

    def __call__(self, prompt: str) -> str:
        self.shown.append(prompt)
        try:
            return next(self.lines)
        except StopIteration:
            raise EOFError from None


def test_questions_come_again_until_the_answer_fits(root: Path) -> None:
    about = ["", "", "gel cup", "", "Flat foot", "increases"]
    typing = Typing("efect", "effect", "Cups raise the arch", *about[:5], "", about[5], "", "", "", "")
    said: list[str] = []
    draft = new_claim(Interview(AtTerminal(typing, said.append), {}), load(root).library, TODAY)
    assert "Did you mean effect?" in said[0]
    record = yaml.safe_load(draft.text)
    assert record["about"] | {"direction": 0} == {
        "intervention": "heel-cup",
        "outcome": "arch-height",
        "direction": 0,
    }
    assert draft.path == "claims/heel-cup-arch-height.yml"


def test_an_id_or_a_source_that_will_not_do_is_asked_for_again(root: Path) -> None:
    about = ["", "", "gel cup", "", "arch-height", "", "increases"]
    ids = ["Raises Arch", "heel-cup-pain", "cups-raise-arch"]
    typing = Typing("effect", "Cups raise the arch", *about, "", "", *ids, "Rivera", "")
    said: list[str] = []
    draft = new_claim(Interview(AtTerminal(typing, said.append), {}), load(root).library, TODAY)
    assert draft.path == "claims/cups-raise-arch.yml"
    assert "write it as raises-arch" in said[0]
    assert "is there already" in said[1]
    assert "Rivera is not in references.bib" in said[2]


def test_an_end_of_input_writes_nothing(root: Path) -> None:
    with pytest.raises(Refused, match="Nothing was written"):
        new_claim(Interview(AtTerminal(Typing("effect"), str), {}), load(root).library, TODAY)


def test_at_a_real_terminal(root: Path) -> None:
    """The command itself, in a pseudo-terminal, as a person meets it."""
    lines = ["effect", "Heel cups raise the arch", "", "", "heel-c\t", "", "arch-height", "", "increases"]
    told = "".join(typed_at_a_terminal([*lines, "", "", "", "", ""], ["new", "claim", "--root", str(root)]))
    assert "wrote claims/heel-cup-arch-height.yml" in told
    assert problems(root) == []


def typed_at_a_terminal(lines: list[str], arguments: list[str]) -> Iterator[str]:
    """What the command says while somebody types a line at each prompt."""
    ours, theirs = pty.openpty()
    script = str(Path(build.__file__))
    process = subprocess.Popen([sys.executable, script, *arguments], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    waiting = iter(lines)
    shown = ""
    while select.select([ours], [], [], 20)[0] and len(shown) < 20_000:
        try:
            piece = os.read(ours, 4096).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            break
        yield piece
        shown += piece
        if re.search(r"(\n  [\w-]+|\[y/N\]): ?$", shown):
            os.write(ours, (next(waiting, "\4") + "\n").encode())  # ^D: the end of all answers
            shown = ""
    process.wait(20)
    os.close(ours)


SAID = [
    "--says",
    "Heel cups end heel pain in the morning",
    "--strength",
    "absolute",
    "--because",
    "They may ease it a little.",
]
ASSERTS = shlex.split("--kind effect --intervention heel-cup --outcome first-step-pain --direction improves")


def test_a_statement_joins_its_document(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "statements/heel-shop-page.yml").read_text("utf-8")
    assert run(root, "new", "statement", "--document", "heel-shop-page", *SAID, *ASSERTS) == build.WRONG_USE
    assert "Claims on the same: heel-cup-pain" in capsys.readouterr().err
    options = ["--document", "heel-shop-page", *SAID, *ASSERTS, "--claims", "heel-cup-pain"]
    assert run(root, "new", "statement", *options) == 0
    after = (root / "statements/heel-shop-page.yml").read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    added = yaml.safe_load(after)["statements"][-1]
    assert (added["n"], added["verdict"], added["ground"]) == (5, "overstated", "too-sure")
    assert not has_errors(validate(root).problems)
    assert run(root, "new", "statement", *options) == build.WRONG_USE
    assert "worded nearly the same" in capsys.readouterr().out


def test_a_statement_brings_its_document(root: Path) -> None:
    document = ["--document", "a-post", "--title", "A post", "--document-kind", "blog-post", "--about", "On cups."]
    options = [*document, "--story", "It praises cups.", *SAID, *ASSERTS, "--claims", "heel-cup-pain"]
    assert run(root, "new", "statement", *options) == 0
    assert problems(root) == []
    assert run(root, "fix", "statements/a-post.yml", "--drop-help") == 0
    assert "#" not in (root / "statements/a-post.yml").read_text("utf-8").partition("\n")[2]


def given(root: Path, name: str, text: str) -> str:
    path = root.parent / name
    path.write_text(text, "utf-8")
    return str(path)


SEEN = ["--seen", "abstract", "--design", "randomized-trial"]


def test_references_come_from_files_several_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = RIS.replace("10.5555/cups.1", "10.5555/other").replace("Cups for the Heel", "Stretching calves")
    files = [given(root, "a.ris", RIS), given(root, "b.ris", other)]
    before = tree(root)
    assert run(root, "new", "reference", *files, *SEEN) == build.WRONG_USE
    shown = capsys.readouterr().out
    assert "@article{Odegard2022cups," in shown
    assert "Nothing was written" in shown
    assert tree(root) == before
    assert run(root, "new", "reference", *files, *SEEN, "--yes") == 0
    assert problems(root) == []
    added = load(root).library.references
    assert (added["Odegard2022cups"].doi, added["Odegard2022stretching"].doi) == ("10.5555/cups.1", "10.5555/other")


def test_a_source_has_one_entry(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = [given(root, "a.ris", RIS), given(root, "a.bib", BIBTEX)]
    assert run(root, "new", "reference", *both, *SEEN, "--yes") == build.FINE
    assert "is there already: Odegard2022cups" in capsys.readouterr().out
    assert (root / "references.bib").read_text("utf-8").count("10.5555/cups.1") == 1


def test_what_a_source_lacks_is_asked_or_set(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = given(root, "a.ris", RIS.replace("JO  - Foot Studies\n", ""))
    assert run(root, "new", "reference", file, *SEEN, "--yes") == build.WRONG_USE
    assert "--journal is missing" in capsys.readouterr().out
    assert run(root, "new", "reference", file, *SEEN, "--yes", "--set", "journal=Foot Studies") == 0
    assert load(root).library.references["Odegard2022cups"].container == "Foot Studies"


def test_a_doi_is_looked_up_shown_and_agreed_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(url: str, agent: str) -> bytes:
        if "crossref" in url:
            return json.dumps(CROSSREF).encode()
        return (b'{"idlist": ["91234567"]}') if "esearch" in url else NBIB.encode()

    said: list[str] = []
    typing = Typing("randomized-trial", "abstract", "no")
    interview = Interview(AtTerminal(typing, said.append), {})
    catalogue = Catalogue(root / ".cache", "Backed", answer)
    library, before = load(root).library, (root / "references.bib").read_bytes()
    asked = ["https://doi.org/10.5555/cups.1"]
    assert new_reference.new_references(asked, interview, library, catalogue, TODAY, say=said.append) == 1
    assert (root / "references.bib").read_bytes() == before
    shown = "\n".join(said)
    assert "Check every line against the paper" in shown
    assert "notice       = {retracted 2024-05-01}" in shown
    interview = Interview(AtTerminal(Typing("", "abstract", "yes"), said.append), {})

    def offline(url: str, agent: str) -> bytes:
        raise Unavailable("no network")

    catalogue = Catalogue(root / ".cache", "Backed", offline)
    assert new_reference.new_references(asked, interview, library, catalogue, TODAY, say=said.append) == 0
    assert load(root).library.references["Odegard2022cups"].retracted


def models_below(model: type[BaseModel]) -> set[type[BaseModel]]:
    inner = {each for field in model.model_fields.values() for each in models_in(field.annotation)}
    return {model}.union(*map(models_below, inner))


def test_dropping_help_finds_all_of_it() -> None:
    helped = [
        told(field)
        for model in (Claim, SourceDocument)
        for each in models_below(model)
        for field in each.model_fields.values()
    ]
    assert len(helped) > 80
    assert {without_help(f"a: b  #: {text}") for text in helped} == {"a: b"}


def test_dropping_help_keeps_what_an_editor_wrote() -> None:
    text = (
        "#: help\n# size: large\n# I doubt this one\nkind: effect  #: what sort\n\n# see: the letter\nsays: 'a #: b'\n"
    )
    assert without_help(text) == "# I doubt this one\nkind: effect\n\n# see: the letter\nsays: 'a #: b'\n"


def test_dropping_help_takes_what_is_left_under_an_example_replaced_by_hand() -> None:
    text = "#: help\nrating:\n#   start: randomized\n  start: controlled\n  # why: I asked\n"
    assert without_help(text) == "rating:\n  start: controlled\n  # why: I asked\n"


MESSY = """kind: effect   # why this kind
# what people say
claim:   Heel cups ease first-step pain\t
"""


def test_fix_repairs_and_keeps_comments_and_layout(root: Path) -> None:
    path = root / "claims/heel-cup-pain.yml"
    text = path.read_text("utf-8")
    head, _, rest = text.partition("claim: Heel cups ease first-step pain\nkind: effect\n")
    assert rest
    rest = rest.replace("certainty: moderate\n", "certainty: high  # as we thought\n")
    path.write_text(f"{head}{MESSY}{rest}".replace("\n", "\r\n"), "utf-8", newline="")
    assert run(root, "fix", "claims/heel-cup-pain.yml") == 0
    after = path.read_text("utf-8")
    assert "\r" not in after
    assert "# what people say\nclaim:   Heel cups ease first-step pain\nkind: effect   # why this kind\n" in after
    assert "certainty: moderate  # as we thought\n" in after
    once = path.read_bytes()
    assert run(root, "fix", "claims/heel-cup-pain.yml") == 0
    assert path.read_bytes() == once


def test_fix_writes_verdict_and_ground_in_their_order(root: Path) -> None:
    path = root / "statements/heel-shop-page.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^  (verdict|ground): .*\n", "", text, flags=re.MULTILINE), "utf-8")
    assert run(root, "fix") == 0
    assert path.read_text("utf-8") == text


def test_a_key_is_renamed_everywhere(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uses = sum(text.count(b"Rivera2019cup") for text in tree(root).values())
    assert run(root, "fix", "--rename-key", "Rivera2019cup", "Rivera2019trial") == 0
    files = tree(root).values()
    assert sum(text.count(b"Rivera2019trial") for text in files) == uses > 5
    assert not any(b"Rivera2019cup" in text for text in files)
    assert problems(root) == []
    assert run(root, "fix", "--rename-key", "Rivera2019trial", "Okafor2021cups") == build.WRONG_USE
    assert "there already" in capsys.readouterr().err


def test_drop_help_needs_a_name(root: Path) -> None:
    before = tree(root)
    assert run(root, "fix", "--drop-help") == build.WRONG_USE
    assert tree(root) == before


def test_new_writes_no_half_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"id": "a-fact", "claim": "Heels are bones", "kind": "anatomy", "sources": "", "searched-for": "heels"}
    interview = Interview(AtTerminal(Typing(""), str), given | {"searched-in": "PubMed"})
    draft = new_claim(interview, load(root).library, TODAY)
    before = tree(root)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        put(draft, root, interview.person, say=str)
    monkeypatch.undo()
    assert tree(root) == before
