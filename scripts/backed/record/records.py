"""All record files of one knowledge base, read from disk. The only module that reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from backed.problem import Problem
from backed.record import reference
from backed.record.claim import Claim, Tombstone
from backed.record.folder import RecordFile, read_folder
from backed.record.memory import Memory, remembered
from backed.record.reading import ListFile, read_list, read_one
from backed.record.reference import Reference
from backed.record.safety import Safety
from backed.record.source import TOP, Fault, Faulty, read_text
from backed.record.statement import SourceDocument
from backed.record.vocabulary import VOCABULARY, Condition, Entry, Example, Factor, Intervention, Outcome, Term

# References grow with the field; the limit on the bytes of a record is not theirs.
MAX_BIBTEX = 64 * 1024 * 1024


@dataclass(frozen=True)
class Records:
    """Every readable record, by id; `unread` has the ids of what is there and cannot be read.

    Of the `retired`, `retired_documents` were source documents, the others claims.
    """

    root: Path
    conditions: dict[str, Condition] = field(default_factory=dict)
    interventions: dict[str, Intervention] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    factors: dict[str, Factor] = field(default_factory=dict)
    glossary: tuple[Entry, ...] = ()
    examples: dict[str, tuple[Example, ...]] = field(default_factory=dict)  # by path of their file
    safety: Safety | None = None
    references: dict[str, Reference] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, SourceDocument] = field(default_factory=dict)
    retired: dict[str, Tombstone] = field(default_factory=dict)
    retired_documents: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


def read(root: Path, memory: Memory | None = None) -> tuple[Records, list[Problem]]:
    """Every record under `root`, and everything wrong with its files. Never raises for what a file holds.

    With a `memory`, files that were read before are not parsed again.
    """
    kept = partial(remembered, root, memory)
    lists: dict[str, ListFile[Any]] = {}
    models: dict[str, type[Any]] = {**VOCABULARY, "glossary": Entry}
    for kind, model in models.items():
        path = f"vocabulary/{kind}.yml"
        lists[kind] = kept(path, partial(_list, root, path, model, memory, required=kind != "glossary"))
    spoken = {path: kept(path, partial(_list, root, path, Example, memory)) for path in _examples(root)}
    references, lost, wrong = kept("references.bib", partial(_references, root, memory))
    safety, unsafe = read_one(root, "safety.yml", Safety)
    claims, no_claims = read_folder(root, "claims", Claim, memory)
    documents, no_documents = read_folder(root, "statements", SourceDocument, memory)
    files = [*claims, *documents]
    unread = {file.id for file in files if file.record is None} | lost | ({"safety.yml"} if unsafe else set())
    records = Records(
        root=root,
        safety=safety,
        **{kind: _by_id(lists[kind].records) for kind in VOCABULARY},
        glossary=lists["glossary"].records,
        examples={path: file.records for path, file in spoken.items()},
        references=references,
        claims=_of(claims, Claim),
        documents=_of(documents, SourceDocument),
        retired=_of(files, Tombstone),
        retired_documents=frozenset(_of(documents, Tombstone)),
        unread=frozenset(unread).union(*(each.unread for each in lists.values())),
    )
    listed = [problem for each in (*lists.values(), *spoken.values()) for problem in each.problems]
    return records, [*listed, *wrong, *unsafe, *no_claims, *no_documents]


def _examples(root: Path) -> list[str]:
    """The files of examples, by name: how they are shared out among files is the editors' choice."""
    return sorted(file.relative_to(root).as_posix() for file in (root / "vocabulary/examples").glob("*.yml"))


def _by_id(terms: Iterable[Term]) -> dict[str, Any]:
    found: dict[str, Term] = {}
    for term in terms:
        found.setdefault(term.id, term)
    return found


def _of(files: list[RecordFile], model: type[Any]) -> dict[str, Any]:
    return {file.id: file.record for file in files if isinstance(file.record, model)}


def _list(root: Path, path: str, model: type[Any], memory: Memory | None, *, required: bool = True) -> ListFile[Any]:
    if not (root / path).exists():
        return ListFile(unread=frozenset([path]), problems=(_missing(path),)) if required else ListFile()
    many: TypeAdapter[Any] = TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]
    if memory and (noted := memory.text(path)):
        return ListFile(many.validate_json(noted))
    found = read_list(root, path, model)
    if memory and not found.problems:
        memory.note(path, many.dump_json(found.records, by_alias=True, exclude_unset=True).decode())
    return found


def _missing(path: str) -> Problem:
    return Fault(TOP, "missing-file", f"{path} is missing", "Add it.").at(path)


def _references(root: Path, memory: Memory | None) -> tuple[dict[str, Reference], set[str], list[Problem]]:
    """References by key, the keys of those that are there and faulty, and what is wrong."""
    path = "references.bib"
    if not (root / path).exists():
        return {}, {path}, [_missing(path)]
    if memory and (noted := memory.text(path)):
        return reference.unpacked(noted), set(), []
    from backed.record import bibtex, reference_fields  # here, as its parsers are no small ones to wait for

    try:
        text = read_text(root / path, root, MAX_BIBTEX)
    except Faulty as error:
        return {}, {path}, [fault.at(path) for fault in error.faults]
    entries, lost, faults = bibtex.parse(text)
    references, more = reference_fields.references_of(entries)
    lost |= {entry.key for entry in entries} - references.keys()
    if memory and not (lost or faults or more):
        memory.note(path, reference.packed(references.values()))
    return references, lost, [fault.at(path) for fault in (*faults, *more)]
