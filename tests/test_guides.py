"""What the guides say is true of the code: every command parses, every field and file is there, made parts are fresh."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

import build
from backed.editor.guide import PART
from backed.page.written_slots import FORMS
from backed.record.claim import Claim, Tombstone
from backed.record.model import models_in, words_of
from backed.record.reference_fields import FIELDS, SEEN
from backed.record.safety import Safety
from backed.record.statement import SourceDocument
from backed.record.vocabulary import ELSEWHERE, VOCABULARY, Example
from backed.rule import RULES
from cases import HOME

GUIDES = sorted((HOME / "docs/contribute").glob("*.md"))
PAGES = [*GUIDES, HOME / "README.md", HOME / ".github/PULL_REQUEST_TEMPLATE.md"]
sys.path.insert(0, str(HOME / "scripts"))

import guides  # noqa: E402


def written(path: Path) -> str:
    """What people wrote in a page: without the parts that are made."""
    return PART.sub("", path.read_text("utf-8"))


def fences(text: str, *languages: str) -> list[str]:
    """The code blocks in these languages; "" for those that name none."""
    blocks = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [body for language, body in blocks if language in languages]


def inline(text: str) -> list[str]:
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL))


def commands() -> Iterator[tuple[str, str]]:
    for path in PAGES:
        text = written(path)
        lines = [line.strip() for block in fences(text, "sh", "") for line in block.splitlines()]
        for line in [*lines, *inline(text)]:
            if re.match(r"(uv run|make) ", line):
                yield path.name, re.sub(r"\s{3,}.*|\s+#.*", "", line)


COMMANDS = sorted(set(commands()))


def test_there_are_commands_to_check() -> None:
    verbs = {line.split()[3] for _, line in COMMANDS if line.startswith("uv run scripts/build.py ")}
    assert verbs >= {"build", "serve", "validate", "fix", "new", "diff", "check", "verify", "notices"}


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_commands_are_understood(page: str, line: str) -> None:
    match shlex.split(re.sub(r"\[([A-Za-z ./0-9-]+)\]", r"\1", line).replace("...", "")):
        case ["uv", "run", "scripts/build.py", *words]:
            for choice in words[1].split("|") if len(words) > 1 else [""]:
                given = [words[0], *([choice] if choice else []), *words[2:]]
                if given[0] == "new" and choice == "reference" and len(given) == 2:
                    given.append("10.1/x")
                build._parser(given).parse_args(given)  # ends the test where it does not understand
        case ["uv", "run", script, *_]:
            assert (HOME / script).is_file()
        case ["make", target, *_]:
            assert re.search(rf"^{target}:", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE)
        case other:
            pytest.fail(f"no test knows {other}")


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            yield from models(inner)


MODELS = [
    each for top in (Claim, SourceDocument, Tombstone, Safety, Example, *VOCABULARY.values()) for each in models(top)
]
KEYS = {field.alias or name for model in MODELS for name, field in model.model_fields.items()} | set(FIELDS)
WORDS = {word for model in MODELS for field in model.model_fields.values() for word in words_of(field.annotation)}


def keys_in(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from keys_in(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys_in(value)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_fields_are_fields(path: Path) -> None:
    for block in fences(path.read_text("utf-8"), "yaml") if path.stem != "style" else []:
        assert set(keys_in(yaml.load(block, yaml.BaseLoader))) <= KEYS
    for text in inline(written(path)):
        if found := re.fullmatch(r"([a-z][a-z-]+): ([a-z-]+)", text):
            assert found[1] in KEYS
            assert found[2] in WORDS


# Single words in code that are neither fields nor their words.
OTHERS = {"uv", "pyproject.toml", "CITATION.cff", "v2", "KEY", ELSEWHERE}


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_words_in_code_are_known(path: Path) -> None:
    verbs = {"new", "fix", "validate", "diff", "verify", "serve", "build", "check"}
    for text in inline(written(path)):
        if re.fullmatch(r"[a-z][a-z-]*", text):
            assert text in KEYS | WORDS | set(SEEN) | verbs | OTHERS, text
        if re.fullmatch(r"[\w.-]+/[\w./-]*", text):
            places = (HOME, HOME / "scripts/backed")
            assert text == "/api/v1/" or any((place / text).exists() for place in places), text
        if re.fullmatch(r"--[a-z-]+", text):
            assert text in " ".join(line for _, line in COMMANDS), text


def test_made_parts_are_those_of_the_code() -> None:
    for path, text in guides.guides().items():
        assert path.read_text("utf-8") == text, "run `uv run scripts/guides.py`"


def test_every_rule_and_every_key_is_explained() -> None:
    style = (HOME / "docs/contribute/style.md").read_text("utf-8")
    assert [name for name in RULES if f"{{#{name}}}" not in style] == []
    assert style.count("Not recommended:") > 2 * len(RULES) / 3
    fields = (HOME / "docs/contribute/fields.md").read_text("utf-8")
    shown = KEYS - {field.alias or name for model in models(Safety) for name, field in model.model_fields.items()}
    assert [key for key in shown if not re.search(rf"^`{key}`( \(needed\))?$", fields, re.MULTILINE)] == []


def test_each_guide_is_in_the_navigation_and_linked() -> None:
    nav = (HOME / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    index = (HOME / "docs/contribute/index.md").read_text("utf-8")
    for path in GUIDES:
        assert f"contribute/{path.name}\n" in nav
        assert path.name == "index.md" or f"({path.name})" in index


def test_forms_are_offered_as_they_are_called() -> None:
    folder = HOME / ".github/ISSUE_TEMPLATE"
    names = {
        path.stem: yaml.safe_load(path.read_text("utf-8"))["name"]
        for path in folder.glob("*.yml")
        if path.stem != "config"
    }
    assert names == {name: title for name, (title, _) in FORMS.items()}


def test_the_readme_points_at_what_is_there() -> None:
    text = (HOME / "README.md").read_text("utf-8")
    for target in re.findall(r"\[[^\]]*\]\(([^)#:]+)\)", text):
        assert (HOME / target).exists(), target


def test_review_is_an_ordered_list_that_asks_for_two_people() -> None:
    steps = re.findall(r"^(\d+)\. (.*)$", (HOME / "docs/contribute/review.md").read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    assert any("two people" in step and "verdict" in step for _, step in steps)
