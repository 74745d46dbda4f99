"""A new record's text: what is known is filled in, everything else stands there as a comment that explains itself."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from backed.record.model import PLACEHOLDER, fields_of, models_in, words_of

Values = Mapping[str, Any]  # keys as in a file; a value is a text, a list, or such a mapping
HELP = (
    "Lines that begin with #: are help. Lines that begin with # are examples: take the # away (VS Code: select them, "
    "then Ctrl+/) and fill them in."
)
HELP_GOES = "When you are done, `fix --drop-help` with this file deletes both."
MARK = "#:"
_HELP_LINE = re.compile(r"\s*#:")
_HELP_BEHIND = re.compile(r"\s+#: (?:[^\"']|(?<=\w)'(?=\w))*$")
_EXAMPLE_LINE = re.compile(r"\s*# +(- )?([a-z-]+:|\{)")
_EXAMPLE_BELOW = re.compile(r"#  +(- )?([a-z-]+:|\{)")
_HEAD = re.compile(r"[a-z-]+:\s*")
# Words of an example, where the type alone would not show what is meant.
_EXAMPLES = {
    "source": "Author2020word", "sources": "[Author2020word]", "in": "[PubMed]", "when": "6 months",
    "p": '"<0.05"', "claims": "[some-claim]",
    "cites": "[Author2020word]", "references": "[Author2020word]",
    "id": "some-claim", "counterexample": "some-claim", "result": "1", "n": "1",
}  # fmt: skip
SHORT = 3  # a part with so few fields is shown with all of them
_PLAIN = re.compile(r"[\w(“][^\n]*", re.UNICODE)
_NOT_PLAIN = re.compile(r": | #|:$|\s$|^(true|false|null|yes|no|on|off)$", re.IGNORECASE)


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as a YAML scalar that every reader takes as this text: plain where it can be, else quoted."""
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and not (flow and re.search(r"[\[\]{},]", text))
    return text if plain else json.dumps(text, ensure_ascii=False)


def record(
    model: type[BaseModel],
    values: Values,
    schema: str,
    examples: Mapping[str, Sequence[str]] | None = None,
    without: Collection[str] = (),
) -> str:
    """The text of a new record file. `schema` names its schema; `examples` are better ones than ours, by key.

    `without` has the keys (`severity`, or `about.event` one level down) that this record has no use for.
    """
    lines = [f"# yaml-language-server: $schema=../schemas/{schema}.json", f"{MARK} {HELP}", f"{MARK} {HELP_GOES}"]
    for key, field in fields_of(model):
        if key in values:
            lines += [f"{MARK} {told(field)}", *_entry(key, field, values[key], _below(key, without))]
        elif key not in without:
            lines += [f"{MARK} {told(field)}", *_commented((examples or {}).get(key) or example(key, field))]
    return "\n".join(lines) + "\n"


def without_help(text: str) -> str:
    """A record's text without the help that `record` wrote: help lines, help behind values, and untouched examples.

    Examples are the commented lines right under a line of help, and those that stood under a head which somebody has
    written anew; every other comment stays.
    """
    kept: list[str] = []
    example: re.Pattern[str] | None = None  # what an example looks like at this place
    for line in text.split("\n"):
        explained = MARK in line and _EXAMPLE_LINE.match(line)
        if _HELP_LINE.match(line) or explained:
            example = _EXAMPLE_LINE
            continue
        if example and example.match(line):
            continue
        example = _EXAMPLE_BELOW if example is _EXAMPLE_LINE and _HEAD.fullmatch(line) else None
        kept.append(_HELP_BEHIND.sub("", line))
    return "\n".join(kept)


def _below(key: str, without: Collection[str]) -> Collection[str]:
    return [name.removeprefix(f"{key}.") for name in without if name.startswith(f"{key}.")]


def told(field: FieldInfo, *, words: bool = True) -> str:
    """The description of a field, and its words where the list is closed."""
    listed = ", ".join(words_of(field.annotation)) if words else ""
    return f"{field.description} ({listed})" if listed else field.description or ""


def _entry(key: str, field: FieldInfo, value: Any, without: Collection[str] = ()) -> list[str]:
    """`key: value` on as many lines as it needs."""
    if isinstance(value, Mapping):
        inner = next(models_in(field.annotation))
        return [f"{key}:", *_indented(mapping(inner, value, without))]
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    if all(isinstance(item, str) for item in value):
        return [f"{key}: [{', '.join(scalar(item, flow=True) for item in value)}]"]
    inner = next(models_in(field.annotation))
    return [f"{key}:", *(line for item in value for line in _item(mapping(inner, item)))]


def mapping(model: type[BaseModel], values: Values, without: Collection[str] = ()) -> list[str]:
    """The lines of a part of a record: what is known, and the rest as comments behind it."""
    lines: list[str] = []
    for key, field in fields_of(model):
        if key in values:
            lines.extend(_entry(key, field, values[key]))
        elif key not in without:
            first, *rest = example(key, field)
            lines.extend(_commented([f"{first}  {MARK} {told(field)}", *rest]))
    return lines


def _item(lines: Sequence[str]) -> list[str]:
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _commented(lines: Sequence[str]) -> list[str]:
    return [f"# {line}" for line in lines]


def example(key: str, field: FieldInfo) -> list[str]:
    """The lines of a field as they could look."""
    inner, listed = list(models_in(field.annotation)), _is_list(field.annotation)
    if not inner:
        return [f"{key}: {_value(key, field)}"]
    if len(inner) > 1:  # one line for each sort of figures
        return [f"{key}:", *(f"- {_flow(model)}  {MARK} {model.__doc__}" for model in inner)]
    if _nested(inner[0]):
        lines = _explained(inner[0])
        return [f"{key}:", *(_item(lines) if listed else _indented(lines))]
    return [f"{key}:", f"- {_flow(inner[0])}"] if listed else [f"{key}: {_flow(inner[0])}"]


def _explained(model: type[BaseModel]) -> list[str]:
    """Every field of a model as an example, with its description behind it."""
    lines: list[str] = []
    for key, field in fields_of(model):
        first, *rest = example(key, field)
        lines += [f"{first}  {MARK} {told(field)}", *rest]
    return lines


def _nested(model: type[BaseModel]) -> bool:
    """Whether a part of a record is too deep for one line."""
    return any(True for field in model.model_fields.values() for _ in models_in(field.annotation))


def _flow(model: type[BaseModel]) -> str:
    """One line of a small part: what it must have, and all of it where that is short."""
    fields = list(fields_of(model))
    shown = fields if len(fields) <= SHORT else [pair for pair in fields if pair[1].is_required()]
    return "{" + ", ".join(f"{key}: {_value(key, field, flow=True)}" for key, field in shown) + "}"


def _value(key: str, field: FieldInfo, *, flow: bool = False) -> str:
    words, listed, kinds = words_of(field.annotation), _is_list(field.annotation), set(_kinds(field.annotation))
    if key in _EXAMPLES:
        return _EXAMPLES[key]
    if words:
        return f"[{words[0]}]" if listed else words[0]
    if date in kinds:
        return "2026-11-20"
    if bool in kinds:
        return "true"
    if {int, Decimal} & kinds:
        return "[1]" if listed else "1"
    return f"[{PLACEHOLDER}]" if listed else f'"{PLACEHOLDER}"' if flow else PLACEHOLDER


def _kinds(annotation: Any) -> Iterator[Any]:
    """Every type in an annotation, through optionals, tuples and Annotated."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for each in inner[:1] if get_origin(annotation) is Annotated else inner:
        yield from _kinds(each)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(get_origin(each) is tuple for each in get_args(annotation))
