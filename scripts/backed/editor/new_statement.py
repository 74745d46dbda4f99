"""`new statement`: a line for a source document, or a new document with its first line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import get_args

from backed.editor.asking import Interview, Question, Refused
from backed.editor.draft import COMMAND, Draft, faults_of
from backed.editor.duplicate import statements_like
from backed.editor.new_claim import SLOTS, question_of, slug
from backed.editor.repair import repaired
from backed.editor.template import mapping, record, told
from backed.library import Library
from backed.record.model import words_of
from backed.record.source_map import Map
from backed.record.statement import Asserts, SourceDocument, Statement
from backed.record.vocabulary import TERM_SLOTS

CLOSEST = 5


def new_statement(interview: Interview, library: Library, today: date) -> Draft:
    """Ask for a statement and, where it is new, for its document; the document's text. Raises Refused."""
    text, known_ids = "id of the source document, new or known", tuple(library.documents)
    id_ = interview.ask(Question("document", text, known_ids, unfit=partial(_unfit, library)))
    known = library.documents.get(id_)
    values = _line(interview, library, max(line.n for line in known.statements) + 1 if known else 1)
    like = tuple(statements_like(str(values["says"]), id_, library))
    text = _added(id_, values, library) if known else _document(interview, values, today)
    text = repaired(text, SourceDocument, library)
    document, faults = faults_of(id_, text, SourceDocument, library)
    if document is None or faults:
        closest = _answering(values["asserts"], library)[:CLOSEST]
        hint = [f"Claims on the same: {', '.join(closest)} (--claims)."] if closest and "claims" not in values else []
        raise Refused("\n".join(["This would not be a valid statement. Nothing was written.", *faults, *hint]))
    return Draft(f"statements/{id_}.yml", text, like, _next(id_, document.statements[-1]))


def _unfit(library: Library, id_: str) -> str:
    if id_ != slug(id_):
        return f"{id_} is no id: write it as {slug(id_) or 'some-words-with-hyphens'}."
    if id_ in library.retired or id_ in library.claims or id_ in library.unread:
        return f"{id_} is taken, or its file cannot be read."
    return ""


def _line(interview: Interview, library: Library, n: int) -> dict[str, object]:
    fields = Statement.model_fields
    values: dict[str, object] = {"n": str(n)}
    values["says"] = interview.ask(Question("says", told(fields["says"])))
    values["find"] = interview.ask(Question("find", told(fields["find"]), needed=False))
    values["asserts"] = {slot: answer for slot, answer in _asserts(interview, library) if answer}
    closest = ", ".join(_answering(values["asserts"], library)[:CLOSEST])
    text = f"{told(fields['claims'])}{f'; closest here: {closest}' if closest else ''}"
    values["claims"] = _split(interview.ask(Question("claims", text, tuple(library.claims), needed=False)))
    values["because"] = interview.ask(Question("because", told(fields["because"])))
    return {key: value for key, value in values.items() if value}


def _asserts(interview: Interview, library: Library) -> Iterator[tuple[str, str]]:
    kind = interview.ask(_closed("kind"))
    yield "kind", kind
    wanted = [name.rstrip("?") for name in SLOTS[kind]]
    for slot in dict.fromkeys([*wanted, *interview.given]):
        if slot in TERM_SLOTS:
            yield slot, interview.ask(question_of(slot, library, needed=False))
    yield "direction", interview.ask(_closed("direction"))
    yield "strength", interview.ask(_closed("strength"))
    mode = interview.ask(replace(_closed("mode"), default="fact"))
    yield "mode", "" if mode == "fact" else mode


def _closed(name: str) -> Question:
    field = Asserts.model_fields[name]
    return Question(name, told(field, words=False), words_of(field.annotation), closed=True)


def _answering(asserts: object, library: Library) -> list[str]:
    """Claims on the same treatment or factor and outcome, those of the same kind first."""
    assert isinstance(asserts, dict)
    wanted = {slot: asserts.get(slot) for slot in ("intervention", "factor", "outcome")}
    if not any(wanted.values()):
        return []
    fitting = [
        (claim.kind != asserts["kind"], claim.about.condition != asserts.get("condition"), id_)
        for id_, claim in library.claims.items()
        if all(getattr(claim.about, slot) == value for slot, value in wanted.items())
    ]
    return [id_ for _, _, id_ in sorted(fitting)]


def _split(answer: str) -> list[str]:
    return [each.strip() for each in answer.split(",") if each.strip()]


def _document(interview: Interview, line: dict[str, object], today: date) -> str:
    fields = SourceDocument.model_fields
    kinds = get_args(fields["kind"].annotation)
    values = {
        "title": interview.ask(Question("title", told(fields["title"]))),
        "kind": interview.ask(Question("document-kind", told(fields["kind"], words=False), kinds, closed=True)),
        "about": interview.ask(Question("about", told(fields["about"]))),
        "seen": interview.ask(Question("seen", told(fields["seen"]), default=today.isoformat())),
        "story": interview.ask(Question("story", told(fields["story"]))),
    }
    return record(SourceDocument, values | {"matter-most": ["1"], "statements": [line]}, "statement")


def _added(id_: str, values: dict[str, object], library: Library) -> str:
    """The document's text with one more statement behind its last one."""
    text = (library.root / "statements" / f"{id_}.yml").read_text("utf-8").rstrip("\n") + "\n"
    count = len(library.documents[id_].statements)
    start, end = Map(text).span(("statements", count - 1))
    indent = " " * (start - text.rfind("\n", 0, start) - 3)
    first, *rest = mapping(Statement, values)
    lines = [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
    at = text.find("\n", max(end - 1, 0)) + 1
    return text[:at] + "\n".join(lines) + "\n" + text[at:]


def _next(id_: str, line: Statement) -> tuple[str, ...]:
    judged = f"{line.verdict} ({line.ground})" if line.verdict else "open"
    return (
        f"Open statements/{id_}.yml: statement {line.n} comes out as {judged}. Does `because` say why?",
        "Add what it lacks: `cites`, `quantifier`, `differences`, in the examples behind #.",
        f"See what is missing: {COMMAND} validate statements/{id_}.yml",
        f"Let the verdict be written and the help be deleted: {COMMAND} fix --drop-help statements/{id_}.yml",
    )
