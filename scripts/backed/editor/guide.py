"""The parts of the guides that come from the code: every rule with an example, and every field with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from backed.record.claim import Claim, Tombstone
from backed.record.model import fields_of, models_in, words_of
from backed.record.reference_fields import FIELDS, REQUIRED
from backed.record.statement import SourceDocument
from backed.record.vocabulary import TERM_SLOTS, VOCABULARY
from backed.record.vocabulary import Example as Spoken
from backed.rule.registry import KINDS, RULES, Rule

PART = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_ON = {
    "claim": "On claims", "document": "On source documents and their statements", "term": "On the vocabulary",
    "reference": "On references", "retired": "On retired records", "safety": "On the safety texts",
    "example": "On examples of how people speak",
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """Lines of one file as they should be, and as the rule does not want them; either may be empty."""

    path: str
    good: str
    bad: str


def rules_part(examples: Mapping[str, Example]) -> str:
    """Every rule under its own heading, by what it looks at."""
    parts: list[str] = []
    for on in KINDS:
        found = sorted((rule for rule in RULES.values() if rule.on == on), key=lambda rule: rule.name)
        parts += [f"### {_ON[on]}", *(_rule(rule, examples.get(rule.name)) for rule in found)] if found else []
    return "\n\n".join(parts)


def _rule(rule: Rule, example: Example | None) -> str:
    severity = "Nothing is published while this is broken." if rule.severity == "error" else "A warning."
    parts = [f"#### {rule.name.replace('-', ' ').capitalize()} {{#{rule.name}}}", f"{_prose(rule.text)} {severity}"]
    if example:
        parts += _shown("Recommended", example.path, example.good) + _shown(
            "Not recommended", example.path, example.bad
        )
    return "\n\n".join(parts)


def _shown(title: str, path: str, lines: str) -> list[str]:
    if not lines.strip():
        return [f"{title}: without it."]
    language = "bibtex" if path.endswith(".bib") else "yaml"
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
    return [f"{title}:", f"{fence}{language}\n{_dedented(lines)}\n{fence}"]


def _dedented(lines: str) -> str:
    rows = lines.rstrip("\n").split("\n")
    least = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return "\n".join(row[least:] for row in rows)


def _prose(text: str) -> str:
    """A docstring as Markdown: code stays, and nothing of it is HTML or a link."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).replace("<", "&lt;").replace("[", "\\[")


def fields_part() -> str:
    """Every record, and every part of one, as a list of its keys."""
    parts: list[str] = []
    for title, where, model in _records():
        parts += [f"## {title}", f"{_sentence(model)} In {where}.", _list(model)]
        for key, inner in _below(model):
            parts += [f"### {title}: `{key}` {{#{_anchor(title, key)}}}", _sentence(inner), _list(inner)]
    return "\n\n".join([*parts, *_reference()])


def _records() -> Iterator[tuple[str, str, type[BaseModel]]]:
    yield "Claim", "`claims/<id>.yml`", Claim
    yield "Source document", "`statements/<id>.yml`", SourceDocument
    for slot, kind in TERM_SLOTS.items():
        yield slot.capitalize(), f"`vocabulary/{kind}.yml`", VOCABULARY[kind]
    yield "Examples of how people speak", "`vocabulary/examples/*.yml`", Spoken
    yield "Retired record", "the file of the record that it was", Tombstone


def _below(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """(path of keys, model) of every part of a record; the five steps of a rating are one."""
    seen: set[type[BaseModel]] = set()
    for key, field in fields_of(model):
        for inner in models_in(field.annotation):
            if inner in seen:
                continue
            seen.add(inner)
            name = f"{path}{key}"
            rows = words_of(inner.model_fields["measure"].annotation) if "measure" in inner.model_fields else ()
            yield (f"{name}: {', '.join(rows)}" if rows else name), inner
            yield from _below(inner, f"{name}.")


def _anchor(title: str, key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{title} {key}".lower()).strip("-")


def _sentence(model: type[BaseModel]) -> str:
    return _prose((model.__doc__ or "").strip())


def _list(model: type[BaseModel]) -> str:
    """The keys of a model as a definition list, which reads well on a phone too."""
    return "\n\n".join(_entry(key, field) for key, field in fields_of(model))


def _entry(key: str, field: FieldInfo) -> str:
    words = ", ".join(f"`{word}`" for word in words_of(field.annotation))
    told = [_prose(field.description or "").rstrip("."), f"One of: {words}." if words else ""]
    needed = " (needed)" if field.is_required() else ""
    return f"`{key}`{needed}\n:   {'. '.join(filter(None, told)).rstrip('.')}."


def _reference() -> list[str]:
    types = [
        f"- `@{kind}` needs {', '.join(f'`{name}`' for name in (*needs, 'design', 'verified'))}"
        for kind, needs in REQUIRED.items()
    ]
    entries = "\n\n".join(f"`{name}`\n:   {_prose(text).rstrip('.')}." for name, text in FIELDS.items())
    intro = "One source. In `references.bib`, in BibTeX; the key is a name, a year and a word."
    return ["## Reference", intro, "\n".join(types), entries]


def filled(page: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """A guide's Markdown with its made parts made anew."""
    return PART.sub(lambda found: f"{found[1]}\n{parts[found[2]]()}\n\n{found[3]}", page)


def example_of(edits: Sequence[tuple[str, str, str]], path: str) -> Example | None:
    """The example in a case's edits: those of the file in which the rule is broken, else of the first file."""
    path = path if any(where == path for where, _, _ in edits) else next((where for where, _, _ in edits), "")
    mine = [(old, new) for where, old, new in edits if where == path]
    return Example(path, "".join(old for old, _ in mine), "".join(new for _, new in mine)) if mine else None
