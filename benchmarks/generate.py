"""A knowledge base of N claims for measuring: this repository's own records, again and again, each time for others.

Real records have real lengths, real links and real figures, which made-up ones do not. Each copy asks about conditions
of its own, so that its questions are new. Treatments, exposures and references are fewer than claims: several copies
share a shelf of them, as claims of a large base do, and their pages grow. Outcomes are the same for all copies.

    uv run benchmarks/generate.py FOLDER NUMBER
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLAIMS_PER_REFERENCE = 4
_ENTRY = re.compile(r"^(?=- id: |@\w+\{)", re.MULTILINE)  # where an item of a list, or a reference, begins
_KEY = re.compile(r"[A-Za-z]+(?:\d{4}|ND)[a-z0-9]*")
_PMID = re.compile(r"^\s*pmid\s*=.*\n", re.MULTILINE)  # digits only, so a copy cannot have one of its own
_OF_ONE_SOURCE = re.compile(r"^(\s*(?:doi|trial)\s*=\s*\{[^}]*)\}", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The lines of a record that name claims, and the list of a claim's relations.
_NAMES_CLAIMS = re.compile(r"^.*(?:\{id: |- id: |claims: \[|counterexample: ).*\n", re.MULTILINE)
_RELATED = re.compile(r"^related:\n((?:[- ].*\n)*)", re.MULTILINE)
_CONDITION = re.compile(r"^( +condition: [a-z0-9-]+)$", re.MULTILINE)
_TREATMENT = re.compile(r"^( +(?:intervention|factor): [a-z0-9-]+)$", re.MULTILINE)
_ALIASES = re.compile(r"^  aliases: \[[^\]]*\]\n", re.MULTILINE)
_LAST_LETTER = re.compile(r"(\w)(?=[^\w,]*[,\]])")
_POPULATION = re.compile(r"^(  population: .*)$", re.MULTILINE)
_DOCS_LINK = re.compile(r"\[([^\]]*)\]\((?:claim|statement):([^)#]*)[^)]*\)")


@dataclass(frozen=True)
class _Copy:
    """One copy of the records: its number, the claims to copy, the ids of all claims that are made, and all keys."""

    number: int
    claims: dict[str, str]
    made: frozenset[str]
    keys: frozenset[str]
    shelf: int  # which copy of the references and treatments it leans on

    def id(self, original: str) -> str:
        """The id of a record in this copy."""
        return f"{original}-{self.number}" if self.number else original

    def links(self, text: str) -> str:
        """A text that names claims, with the names that they have in this copy."""
        return _ID.sub(lambda word: self.id(word[0]) if word[0] in self.claims else word[0], text)

    def sources(self, text: str) -> str:
        """A text with the keys of the references that this copy leans on."""
        mark = f"v{self.shelf}"
        return _KEY.sub(lambda key: key[0] + mark * (key[0] in self.keys), text) if self.shelf else text

    def terms(self, text: str) -> str:
        """A text with the terms that are this copy's own, and those of its shelf."""
        own = _CONDITION.sub(rf"\1-{self.number}", text) if self.number else text
        return _TREATMENT.sub(rf"\1-{self.shelf}", own) if self.shelf else own

    def is_missing(self, line: str) -> bool:
        """Whether a line names a claim that this copy should have and, being the last, has not."""
        return any(self.id(word) not in self.made for word in _ID.findall(line) if word in self.claims)


def generate(target: Path, claims: int) -> None:
    """Write a knowledge base of `claims` claims into the empty or absent folder `target`."""
    originals = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "claims").glob("*.yml"))}
    references = _entries(ROOT / "references.bib")
    stems, shelves = list(originals), max(claims // CLAIMS_PER_REFERENCE // len(references), 1)
    copies, over = divmod(claims, len(stems))
    made = {f"{stem}-{copy}" if copy else stem for copy in range(copies) for stem in stems}
    made |= {f"{stem}-{copies}" if copies else stem for stem in stems[:over]}
    keys = frozenset(entry[entry.index("{") + 1 : entry.index(",")] for entry in references)
    all_copies = [_Copy(n, originals, frozenset(made), keys, n % shelves) for n in range(copies + (over > 0))]
    _fixed(target, all_copies)
    _terms(target / "vocabulary", all_copies, shelves)
    for copy in all_copies:
        _claims(target / "claims", copy)
        _documents(target / "statements", copy)
    shared = [_references("".join(references), copy) for copy in all_copies[:shelves]]
    (target / "references.bib").write_text("".join(shared), "utf-8")


def _entries(file: Path) -> list[str]:
    return [part for part in _ENTRY.split(file.read_text("utf-8")) if _ENTRY.match(part)]


def _fixed(target: Path, copies: list[_Copy]) -> None:
    """What does not grow, without links in pages to claims that a small base lacks."""
    for folder in ("docs", "theme", "vocabulary"):
        shutil.copytree(ROOT / folder, target / folder)
    for name in ("mkdocs.yml", "safety.yml"):
        shutil.copy(ROOT / name, target / name)
    for folder in ("claims", "statements"):
        (target / folder).mkdir()
    for page in (target / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(_DOCS_LINK.sub(lambda link: link[0] if link[2] in copies[0].made else link[1], text), "utf-8")
    for file in (target / "vocabulary/examples").glob("*.yml"):
        _examples(file, copies[0])


def _examples(file: Path, copy: _Copy) -> None:
    """Without the sentences of claims that a small base lacks."""
    kept = [entry for entry in _entries(file) if not copy.is_missing(entry.partition("\n")[0])]
    if kept:
        file.write_text("".join(kept), "utf-8")
    else:
        file.unlink()


def _terms(folder: Path, copies: list[_Copy], shelves: int) -> None:
    numbers = {"conditions": len(copies), "interventions": shelves, "factors": shelves}
    for name, number in numbers.items():
        entries = _entries(folder / f"{name}.yml")
        (folder / f"{name}.yml").write_text("".join(_term(one, n) for n in range(number) for one in entries), "utf-8")


def _term(entry: str, copy: int) -> str:
    """A term of a copy: its own id and its own aliases, since an alias names one term."""
    if not copy:
        return entry
    own = re.sub(r"^(- id: .*)$", rf"\1-{copy}", entry, flags=re.MULTILINE)
    own = re.sub(r"^  broader: \[.*\]$", lambda ids: _LAST_LETTER.sub(rf"\1-{copy}", ids[0]), own, flags=re.MULTILINE)
    return _ALIASES.sub(lambda names: _LAST_LETTER.sub(rf"\1v{copy}", names[0]), own)


def _references(entries: str, copy: _Copy) -> str:
    return copy.sources(_PMID.sub("", _OF_ONE_SOURCE.sub(rf"\1-{copy.shelf}}}", entries)) if copy.shelf else entries)


def _claims(folder: Path, copy: _Copy) -> None:
    for stem, text in copy.claims.items():
        if copy.id(stem) in copy.made:
            related = _RELATED.sub(lambda found: _related(found[1].splitlines(keepends=True), copy), text)
            (folder / f"{copy.id(stem)}.yml").write_text(
                copy.sources(copy.terms(_own_question(related, copy.number))), "utf-8"
            )


def _related(lines: Iterable[str], copy: _Copy) -> str:
    kept = [copy.links(line) for line in lines if not copy.is_missing(line)]
    return "".join(["related:\n", *kept]) if kept else ""


def _own_question(text: str, copy: int) -> str:
    if not copy:
        return text
    if _CONDITION.search(text):
        return text
    own, changed = _POPULATION.subn(rf"\1, group {copy}", text)
    return own if changed else text.replace("\nabout:\n", f"\nabout:\n  population: people of group {copy}\n", 1)


def _documents(folder: Path, copy: _Copy) -> None:
    """The source documents of a copy that has all of their claims."""
    for path in sorted((ROOT / "statements").glob("*.yml")):
        text = path.read_text("utf-8")
        if not any(map(copy.is_missing, _NAMES_CLAIMS.findall(text))):
            own = _NAMES_CLAIMS.sub(lambda line: copy.links(line[0]), text)
            (folder / f"{copy.id(path.stem)}.yml").write_text(copy.sources(copy.terms(own)), "utf-8")


def command(described: str | None) -> argparse.ArgumentParser:
    """The command line of a benchmark, described by its docstring."""
    return argparse.ArgumentParser(description=described, formatter_class=argparse.RawDescriptionHelpFormatter)


def asked_sizes(described: str | None, usual: str) -> list[int]:
    """The numbers of claims that a benchmark's command line names; none for the `usual` ones."""
    parser = command(described)
    parser.add_argument("sizes", type=int, nargs="*", metavar="NUMBER", help=f"of claims (default: {usual})")
    sizes: list[int] = parser.parse_args().sizes
    return sizes


if __name__ == "__main__":
    parser = command(__doc__)
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where to write it: a folder that is empty or not there yet"
    )
    parser.add_argument("number", type=int, metavar="NUMBER", help="of claims")
    options = parser.parse_args()
    generate(options.folder, options.number)
