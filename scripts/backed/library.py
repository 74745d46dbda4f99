"""All records of one knowledge base, read from disk and linked. The only module that reads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from backed import bibtex, reference
from backed.certainty import people_counted
from backed.claim import Claim, Tombstone, question
from backed.problem import Problem
from backed.record import (
    ID_PATTERN,
    Id,
    Key,
    Line,
    Record,
    Text,
    describe,
    keys_of,
    model_at,
    optional,
    told,
)
from backed.reference import Reference
from backed.source import TOP, Fault, Faulty, Map, Path_, parse, read_text
from backed.statement import SourceDocument
from backed.topic import Topic
from backed.verdict import Appraisal, appraise
from backed.vocabulary import Condition, Entry, Factor, Intervention, Outcome, Term

R = TypeVar("R", bound=Record)
VOCABULARY: dict[str, type[Term]] = {
    "conditions": Condition, "interventions": Intervention, "outcomes": Outcome, "factors": Factor,
}  # fmt: skip
PARALLEL_FROM = 600  # below this many files, starting a second process costs more than it saves
_ID = TypeAdapter(Id)


class RedFlag(Record):
    """A warning sign and the references that name it."""

    text: Line = describe("the sign, in a lay reader's words")
    sources: tuple[Key, ...] = describe("references that name it", min_length=1)


class FlagList(Record):
    """One list of warning signs under a heading."""

    heading: Line = describe("heading of the list")
    lead: Line = describe("the words before the list")
    items: tuple[RedFlag, ...] = describe("the signs", min_length=1)


class Safety(Record):
    """The box of warning signs that stands on many pages."""

    title: Line = describe("title of the box")
    emergency: FlagList = describe("emergency care now")
    soon: FlagList = describe("get it checked soon")
    note: Text = describe("single signs are weak: the words that say so")
    sources_note: tuple[Key, ...] = optional("references behind the note", ())
    disclaimer: Text = describe("what this site is not, and that nobody should stop care because of it")

    def sources(self) -> Iterator[str]:
        """Keys of all references that the box leans on."""
        yield from self.sources_note
        for flag in (*self.emergency.items, *self.soon.items):
            yield from flag.sources


@dataclass(frozen=True)
class Library:
    """Every readable record, by id, and what links them. `names` holds the ids of unreadable files too."""

    root: Path
    conditions: dict[str, Condition] = field(default_factory=dict)
    interventions: dict[str, Intervention] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    factors: dict[str, Factor] = field(default_factory=dict)
    glossary: tuple[Entry, ...] = ()
    safety: Safety | None = None
    references: dict[str, Reference] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, SourceDocument] = field(default_factory=dict)
    retired: dict[str, Tombstone] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def appraisal(self, id_: str) -> Appraisal:
        """What follows from a claim's record."""
        return self._appraisals[id_]

    @cached_property
    def _appraisals(self) -> dict[str, Appraisal]:
        return {id_: appraise(claim, self.references) for id_, claim in self.claims.items()}

    def topic(self, id_: str) -> Topic:
        """A claim with the words of its terms, for sentences."""
        claim = self.claims[id_]
        about, (people, studies) = claim.about, people_counted(claim, self.references)
        return Topic(
            claim,
            self.appraisal(id_),
            self.conditions.get(about.condition or ""),
            self.interventions.get(about.intervention or ""),
            self.factors.get(about.factor or ""),
            self.outcomes.get(about.outcome or ""),
            self.references,
            people,
            studies,
        )

    def terms(self) -> Iterator[tuple[str, Term]]:
        """Every term with the name of its list."""
        for kind in VOCABULARY:
            for term in getattr(self, kind).values():
                yield kind, term

    def kin(self, one: str, other: str) -> bool:
        """Whether one of two conditions is broader than the other."""
        return other in self.ancestors(one) or one in self.ancestors(other)

    def ancestors(self, condition: str) -> set[str]:
        """Every condition broader than `condition`."""
        found: set[str] = set()
        queue = [condition]
        while queue:
            term = self.conditions.get(queue.pop())
            new = set(term.broader) - found if term else set()
            found |= new
            queue.extend(new)
        return found

    @cached_property
    def claims_by_reference(self) -> dict[str, list[str]]:
        """Ids of the claims that lean on each reference, in order."""
        found: dict[str, list[str]] = {}
        for id_, claim in self.claims.items():
            keys = [item.source for item in claim.evidence] + [note.source for note in claim.guidelines]
            for key in dict.fromkeys(keys):
                found.setdefault(key, []).append(id_)
        return found

    @cached_property
    def claims_by_question(self) -> dict[tuple[object, ...], list[str]]:
        """Ids of the claims that ask each question."""
        found: dict[tuple[object, ...], list[str]] = {}
        for id_, claim in self.claims.items():
            found.setdefault(question(claim), []).append(id_)
        return found

    @cached_property
    def claims_by_term(self) -> dict[tuple[str, str], list[str]]:
        """Ids of the claims that name each term, by (list, id)."""
        found: dict[tuple[str, str], list[str]] = {}
        for id_, claim in self.claims.items():
            for kind in VOCABULARY:
                if term := getattr(claim.about, kind.removesuffix("s")):
                    found.setdefault((kind, term), []).append(id_)
        return found

    @cached_property
    def natural_course(self) -> list[str]:
        """Ids of the claims on how sciatica or back pain goes on without special treatment: a baseline for effects."""
        return [
            id_ for id_, claim in self.claims.items()
            if claim.kind == "prognosis" and claim.about.event and not claim.about.factor and claim.finding == "as-claimed"
        ]  # fmt: skip

    @cached_property
    def documents_by_reference(self) -> dict[str, list[str]]:
        """Ids of the source documents that cite each reference."""
        found: dict[str, list[str]] = {}
        for id_, document in self.documents.items():
            for key in dict.fromkeys([*document.cites, *(key for line in document.statements for key in line.cites)]):
                found.setdefault(key, []).append(id_)
        return found

    @cached_property
    def references_by_trial(self) -> dict[str, list[str]]:
        """Keys of the references on the same people, by trial id."""
        found: dict[str, list[str]] = {}
        for key, source in self.references.items():
            if source.trial:
                found.setdefault(source.trial, []).append(key)
        return found

    @cached_property
    def references_by_content(self) -> dict[str, list[str]]:
        """Keys of the reviews that contain each reference."""
        found: dict[str, list[str]] = {}
        for key, source in self.references.items():
            for inner in source.contains:
                found.setdefault(inner, []).append(key)
        return found

    @cached_property
    def claims_by_pair(self) -> dict[tuple[str | None, str | None], list[str]]:
        """Ids of the claims on each intervention and outcome."""
        found: dict[tuple[str | None, str | None], list[str]] = {}
        for id_, claim in self.claims.items():
            found.setdefault((claim.about.intervention, claim.about.outcome), []).append(id_)
        return found

    @cached_property
    def terms_by_alias(self) -> dict[str, list[str]]:
        """Ids of the terms that each alias (lower case) names."""
        found: dict[str, list[str]] = {}
        for _, term in self.terms():
            for alias in term.aliases:
                found.setdefault(alias.lower(), []).append(term.id)
        return found

    @cached_property
    def used_references(self) -> frozenset[str]:
        """Keys of the references that any record uses."""
        used = set(self.claims_by_reference)
        for document in self.documents.values():
            used.update(document.cites)
            used.update(key for line in document.statements for key in (*line.cites, *line.references))
        for term in self.interventions.values():
            used.update(key for avoid in term.avoid for key in avoid.sources)
        used.update(term.thresholds.source for term in self.outcomes.values() if term.thresholds)
        used.update(key for claim in self.claims.values() for other in claim.others_rated for key in (other.source,))
        used.update(self.safety.sources() if self.safety else ())
        return frozenset(used)

    @cached_property
    def statements_by_claim(self) -> dict[str, list[tuple[str, int]]]:
        """(document, number) of the statements that each claim answers."""
        found: dict[str, list[tuple[str, int]]] = {}
        for id_, document in self.documents.items():
            for statement in document.statements:
                ids = [*statement.claims, *(claim for part in statement.parts for claim in part.claims)]
                for claim in dict.fromkeys(ids):
                    found.setdefault(claim, []).append((id_, statement.n))
        return found


@dataclass(frozen=True)
class Loaded:
    """A Library and everything wrong with its files."""

    library: Library
    problems: list[Problem]


@dataclass(frozen=True)
class _File:
    id: str
    record: Any
    problems: tuple[Problem, ...]


def load(root: Path) -> Loaded:
    """Read every record under `root`. Never raises for what a file holds: each fault is a Problem."""
    problems: list[Problem] = []
    terms: dict[str, dict[str, Any]] = {kind: {} for kind in VOCABULARY}
    for kind, model in VOCABULARY.items():
        for term in _list_file(root, f"vocabulary/{kind}.yml", model, problems):
            _add_once(terms[kind], term.id, term, f"vocabulary/{kind}.yml", problems)
    glossary = tuple(_list_file(root, "vocabulary/glossary.yml", Entry, problems, required=False))
    references = _references(root, problems)
    claims = _folder(root, "claims", Claim, problems)
    documents = _folder(root, "statements", SourceDocument, problems)
    records = [*claims, *documents]
    library = Library(
        root=root,
        safety=_safety(root, problems),
        **terms,
        glossary=glossary,
        references=references,
        claims={file.id: file.record for file in claims if isinstance(file.record, Claim)},
        documents={file.id: file.record for file in documents if isinstance(file.record, SourceDocument)},
        retired={file.id: file.record for file in records if isinstance(file.record, Tombstone)},
        names=frozenset(file.id for file in records),
    )
    return Loaded(library, problems)


def _add_once(terms: dict[str, Any], id_: str, term: Any, path: str, problems: list[Problem]) -> None:
    if id_ in terms:
        problems.append(Problem(path, 1, 1, "error", "duplicate-id", f"the term {id_} stands here twice", "Keep one."))
    terms.setdefault(id_, term)


def _references(root: Path, problems: list[Problem]) -> dict[str, Reference]:
    path = root / "references.bib"
    if not path.exists():
        problems.append(
            Problem("references.bib", 1, 1, "error", "missing-file", "references.bib is missing", "Add it.")
        )
        return {}
    try:
        # References grow with the field; a record's limit on bytes is not theirs.
        text = read_text(path, root, limit=64 * 1024 * 1024)
    except Faulty as error:
        problems.extend(fault.at("references.bib") for fault in error.faults)
        return {}
    entries, faults = bibtex.parse(text)
    references, more = reference.read(entries)
    problems.extend(fault.at("references.bib") for fault in (*faults, *more))
    return references


def _list_file(root: Path, path: str, model: type[R], problems: list[Problem], *, required: bool = True) -> list[R]:
    if not (root / path).exists():
        if required:
            problems.append(Problem(path, 1, 1, "error", "missing-file", f"{path} is missing", "Add it."))
        return []
    try:
        text = read_text(root / path, root)
        data = parse(text)
    except Faulty as error:
        problems.extend(fault.at(path) for fault in error.faults)
        return []
    if not isinstance(data, list):
        problems.append(Fault(TOP, "wrong-value", "a list is expected", "Begin each item with `- `.").at(path))
        return []
    found: list[R] = []
    for number, item in enumerate(data):
        record, faults = check(item, model, text, (number,))
        problems.extend(fault.at(path) for fault in faults)
        found.extend([record] if record else [])
    return found


def check(data: Any, model: type[R], text: str, prefix: tuple[str | int, ...] = ()) -> tuple[R | None, list[Fault]]:
    """A record from plain data, or a Fault for each thing wrong with it, at its place in `text`."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        places = Map(text)
        return None, [_fault(each, model, places, prefix) for each in error.errors(include_url=False)]


def _fault(error: Mapping[str, Any], model: type[Record], places: Map, prefix: tuple[str | int, ...]) -> Fault:
    loc = tuple(error["loc"])
    rule, message, fix = told(error, keys_of(model_at(model, loc[:-1])))
    at_key = rule in ("unknown-key",)
    return Fault(places.place((*prefix, *loc), key=at_key), rule, message, fix)


def _safety(root: Path, problems: list[Problem]) -> Safety | None:
    if not (root / "safety.yml").exists():
        return None
    try:
        text = read_text(root / "safety.yml", root)
        record, faults = check(parse(text), Safety, text)
    except Faulty as error:
        record, faults = None, list(error.faults)
    problems.extend(fault.at("safety.yml") for fault in faults)
    return record


def _folder(root: Path, name: str, model: type[R], problems: list[Problem]) -> list[_File]:
    folder = root / name
    paths = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith("."):
            continue
        if path.suffix == ".yml" and (path.is_file() or path.is_symlink()):
            paths.append(path)
        else:
            message = f"{path.name} is no record: records are files that end in .yml"
            problems.append(
                Problem(
                    f"{name}/{path.name}",
                    1,
                    1,
                    "error",
                    "file-ending",
                    message,
                    f"Rename it to {path.stem}.yml, or move it away.",
                )
            )
    files = list(_read_all(paths, root, model))
    problems.extend(problem for file in files for problem in file.problems)
    return files


def _read_all(paths: list[Path], root: Path, model: type[R]) -> Iterable[_File]:
    work: Callable[[Path], _File] = _Reader(root, model)
    if len(paths) < PARALLEL_FROM or (os.cpu_count() or 1) < 2:
        return map(work, paths)
    workers = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(work, paths, chunksize=max(len(paths) // (workers * 4), 1)))


@dataclass(frozen=True)
class _Reader:
    """Reads one record file; a class so that another process can be handed it."""

    root: Path
    model: type[Record]

    def __call__(self, path: Path) -> _File:
        shown = path.relative_to(self.root).as_posix()
        try:
            text = read_text(path, self.root)
            record, faults = read_record(text, self.model)
        except Faulty as error:
            record, faults = None, list(error.faults)
        faults += _name_faults(path.stem)
        return _File(path.stem, record, tuple(fault.at(shown) for fault in faults))


def _name_faults(stem: str) -> list[Fault]:
    try:
        _ID.validate_python(stem)
    except ValidationError:
        message = f"the file name “{stem[:60]}” is not an id in kebab-case ({ID_PATTERN})"
        return [Fault(TOP, "file-name", message, "Use lower-case words joined by hyphens, at most 80 characters.")]
    return []


def read_record(text: str, model: type[R]) -> tuple[R | Tombstone | None, list[Fault]]:
    """One record, or the tombstone of a retired one, from its text; raises Faulty for what is no YAML record."""
    data = parse(text)
    if not isinstance(data, dict):
        raise Faulty([Fault(TOP, "wrong-value", "a record is a mapping", "Write lines of `key: value`.")])
    if "moved" in data or "withdrawn" in data:
        return check(data, Tombstone, text)
    record, faults = check(data, model, text)
    return record, faults or list(_order_faults(data, model, text))


def misordered(data: Any, model: type[Record], path: Path_ = ()) -> Iterator[Path_]:
    """Where the keys of a record (or of a mapping inside it) do not stand in canonical order."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from misordered(item, model, (*path, number))
    elif isinstance(data, dict):
        order = keys_of(model)
        places = [order.index(key) for key in data if key in order]
        # A row of figures is one line of its own; in which order it names them is the editor's choice.
        if places != sorted(places) and "measure" not in data:
            yield path
        for key, value in data.items():
            if isinstance(value, dict | list) and (inner := model_at(model, (key,))) is not model:
                yield from misordered(value, inner, (*path, key))


def _order_faults(data: Any, model: type[Record], text: str) -> Iterator[Fault]:
    for path in misordered(data, model):
        where = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "the record"
        message = f"the keys of {where} are not in canonical order"
        yield Fault(
            Map(text).place(path),
            "key-order",
            message,
            "Run `fix`; it moves the lines and keeps the comments.",
            "warning",
        )
