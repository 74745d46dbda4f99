"""A knowledge base in which every text field carries an attack: markup, script, addresses, slots and templates.

It is the good base with a payload behind every value that the models accept with it: whatever is free text is found by
asking the models, so a new text field is attacked from the day it exists.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from backed.audit import READINGS, Reading
from backed.record.claim import Claim, Tombstone
from backed.record.safety import Safety
from backed.record.statement import SourceDocument
from backed.record.vocabulary import VOCABULARY, Entry
from cases import BASE, HOME
from gitbase import commit, git

MARK = "hostiletext"  # stands in every payload, so that a test can see that it was shown
# The longest that a field takes is used; each ends every context that a value may stand in and starts a script.
PAYLOADS = (
    f" {MARK}\"'></title></textarea></script></style><script>window.hit=1</script><img src=x onerror='window.hit=2'>"
    " <!-- slot:evidence --> @@title@@ {{ 7*7 }} ${window.hit=3} [x](javascript:window.hit=4)",
    f" {MARK}\"'></script><script>window.hit=1</script><svg onload=window.hit=2>",
    f"{MARK}<img src=x onerror=window.hit=1>",
    "<img src=x onerror=hit=1>",
)
# Fields of references that hold text; braces would unbalance BibTeX itself.
BIB_TEXT = ("title", "journal", "publisher", "institution", "volume", "number", "edition", "quality", "funding", "conflicts", "caution")  # fmt: skip
_BIB_LINE = re.compile(rf"^(\s*(?:{'|'.join(BIB_TEXT)})\s*= \{{)(.*)(\}},?)$", re.MULTILINE)
_BIB_AUTHOR = re.compile(r"^(\s*author\s*= \{)([^{},]+)", re.MULTILINE)
READING = {
    "title": "A random tenth",
    "after": "Mended.",
    "on": "2024-01-12",
    "by": "a second reader",
    "seed": "1",
    "share": "0.1",
    "of": "1",
    "items": [
        {
            "claim": "heel-cup-pain",
            "source": "Okafor2021cups",
            "outcome": "wording",
            "seen": "abstract",
            "note": "Mended.",
        }
    ],
}
_OUR_LINK = re.compile(r"\]\((?:claim|ref|term|statement):[^)]*\)")


def make(folder: Path) -> Path:
    """The hostile knowledge base, with written pages and settings of its own."""
    root = Path(shutil.copytree(BASE, folder / "hostile"))
    git(root, "init", "-q", "-b", "main")
    commit(root, "Add the records")
    for file in sorted((root / "claims").glob("*.yml")):
        _rewrite(file, lambda data: attacked(data, Tombstone if "moved" in data else Claim))
    for file in sorted((root / "statements").glob("*.yml")):
        _rewrite(file, lambda data: attacked(data, SourceDocument))
    lists: dict[str, type[BaseModel]] = {**VOCABULARY, "glossary": Entry}
    for name, model in lists.items():
        _rewrite(root / f"vocabulary/{name}.yml", lambda data, model=model: [attacked(item, model) for item in data])  # type: ignore[misc]
    _rewrite(root / "safety.yml", lambda data: attacked(data, Safety))
    _references(root / "references.bib")
    _written_pages(root)
    (root / READINGS).mkdir(parents=True)
    (root / READINGS / "1.yml").write_text(_yaml(attacked(READING, Reading)), "utf-8")
    # What changed is told with the message of the commit.
    commit(root, f"Add{PAYLOADS[1]}", day="2024-02-01")
    return root


def attacked(data: Any, model: type[BaseModel]) -> Any:
    """The record with a payload behind each text that still reads as such."""
    for path in list(_leaves(data)):
        for payload in PAYLOADS:
            other = _replaced(data, path, payload)
            if _reads(other, model):
                data = other
                break
    return data


def _leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, str):
        yield path
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(value, (*path, key))


def _replaced(data: Any, path: tuple[Any, ...], payload: str) -> Any:
    if not path:
        return f"{data}{payload}"
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _replaced(data[path[0]], path[1:], payload)
    return copy


def _reads(data: Any, model: type[BaseModel]) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def _rewrite(file: Path, change: Callable[[Any], Any]) -> None:
    data = change(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
    file.write_text(_yaml(data), "utf-8")


def _yaml(data: Any) -> str:
    return str(yaml.dump(data, sort_keys=False, allow_unicode=True, width=10_000, default_style='"'))


def _references(file: Path) -> None:
    payload = PAYLOADS[1]
    text = _BIB_LINE.sub(lambda line: f"{line[1]}{line[2]}{payload}{line[3]}", file.read_text("utf-8"))
    file.write_text(_BIB_AUTHOR.sub(lambda line: f"{line[1]}{line[2]}<img src=x onerror=window.hit=1>", text), "utf-8")


def _written_pages(root: Path) -> None:
    """Front matter and headings of a written page, and the title that the navigation takes from it."""
    for name in ("docs", "theme"):
        shutil.copytree(HOME / name, root / name)
    settings = (HOME / "mkdocs.yml").read_text("utf-8")
    shown = "- Money and interests: about/money.md"
    assert settings.count(shown) == 1
    (root / "mkdocs.yml").write_text(settings.replace(shown, "- about/money.md"), "utf-8")
    for file in (root / "docs").rglob("*.md"):
        # Our own pages point at records of ours, which this base has not.
        file.write_text(_OUR_LINK.sub("](https://example.org/)", file.read_text("utf-8")), "utf-8")
    quoted = PAYLOADS[1].replace('"', '\\"')
    page = root / "docs/about/money.md"
    rest = page.read_text("utf-8").split("\n---\n", 1)[1]
    page.write_text(f'---\ntitle: "Money{quoted}"\ndescription: "Money{quoted}"\n---\n{rest}', "utf-8")
