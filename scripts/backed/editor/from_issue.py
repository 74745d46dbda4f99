"""`new --from-issue`: what somebody wrote into an issue form becomes answers, and is treated as a stranger's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from backed.editor.asking import Refused
from backed.record.source import one_line

FORMS = ".github/ISSUE_TEMPLATE"
SORTS = {"claim": "claim", "paper": "reference", "retraction": "notice"}
MOST_LETTERS = 200_000
_NOTHING = ("_No response_", "None", "")
_SOURCE = re.compile(r"10\.\d{4,9}/[^\s<>\"')\]]+|\b[1-9]\d{6,8}\b")


@dataclass(frozen=True)
class Issue:
    """What an issue asks for: `claim`, `reference` or `notice`, and what was written in each field, by its id."""

    sort: str
    given: dict[str, str]

    @property
    def sources(self) -> list[str]:
        """DOIs and PubMed ids that the issue names."""
        text = " ".join(self.given.get(name, "") for name in ("sources", "source"))
        return list(dict.fromkeys(found.rstrip(".,;") for found in _SOURCE.findall(text)))


def read(file: Path, root: Path) -> Issue:
    """The issue in a file: its text, or what `gh issue view --json body` prints. Raises Refused."""
    try:
        text = file.read_bytes()[:MOST_LETTERS].decode("utf-8", "replace")
    except OSError as error:
        raise Refused(f"{file} cannot be opened: {error.strerror}") from None
    if text.lstrip().startswith("{"):
        try:
            text = str(json.loads(text)["body"])
        except (ValueError, KeyError, TypeError):
            raise Refused(f"{file} is JSON without a `body`") from None
    sections = dict(_sections(text))
    forms = {path.stem: _labels(path) for path in sorted((root / FORMS).glob("*.yml")) if path.stem in SORTS}
    found = {name: [label for label in labels if label in sections] for name, labels in forms.items()}
    best = max(found, key=lambda name: len(found[name]) / len(forms[name]), default="")
    if not best or not found[best]:
        raise Refused(f"{file} has none of the headings of our forms ({', '.join(SORTS)})")
    return Issue(SORTS[best], {forms[best][label]: sections[label] for label in found[best] if sections[label]})


def _labels(form: Path) -> dict[str, str]:
    """The id of each field by its label, which is its heading in an issue."""
    body: list[dict[str, Any]] = yaml.safe_load(form.read_text("utf-8"))["body"]
    return {each["attributes"]["label"]: each["id"] for each in body if "id" in each}


def _sections(text: str) -> Iterator[tuple[str, str]]:
    parts = re.split(r"^### (.+)$", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    for label, value in zip(parts[1::2], parts[2::2], strict=True):
        line = one_line(value)
        yield label.strip(), "" if line in _NOTHING else line


def word(answer: str) -> str:
    """The word of a choice that explains itself: `effect: a treatment does something` is `effect`."""
    return answer.partition(":")[0].strip()


def answers(issue: Issue) -> dict[str, str]:
    """What the issue says, as options of `new`; the sources are dealt with on their own."""
    choices = ("kind", "direction", "seen", "notice")
    given = {name: word(text) if name in choices else text for name, text in issue.given.items()}
    return {name: text for name, text in given.items() if name not in ("sources", "source", "page", "found")}
