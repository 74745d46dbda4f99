"""What all record models share: field types read from plain text, and pydantic's errors told to an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from backed.problem import nearest

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


@dataclass(eq=False)
class InJson:
    """How a value stands in JSON. Only our own code writes that, of values that were found right when they were read.

    So there is nothing to check again, which spares a quarter of the time of taking them over.
    """

    held: CoreSchema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Checked as plain data, taken over as JSON."""
        return core_schema.json_or_python_schema(self.held, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """What is published is what is checked."""
        return handler(schema["python_schema"])


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("not a date; write it as 2026-11-20")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not in the calendar; write a date such as 2026-11-20") from None


def _integer(value: Any) -> Any:
    if not isinstance(value, str) or not _INTEGER.fullmatch(value):
        raise ValueError(f"{value!r} is not a whole number; write digits only, without leading zeros")
    return int(value)


def _number(value: Any) -> Any:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError(f"{value!r} is not a number; write it as 12.5, without leading zeros, signs or units")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number") from None


def _flag(value: Any) -> Any:
    if value not in ("true", "false"):
        raise ValueError(f"{value!r} is neither true nor false; write one of these words")
    return value == "true"


def _filled(value: str) -> str:
    if value == PLACEHOLDER:
        raise ValueError(f"`{PLACEHOLDER}` stands where a text belongs; write it, or delete the key")
    return value


PLACEHOLDER = "..."  # what the template of a new record has for a text
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
KEY_PATTERN = r"^[A-Za-z]+?(\d{4}|ND)[a-z0-9]*$"

LINE_PATTERN = r"^\S[^\n]*$"
REMEMBERED_PATTERN = KEY_PATTERN.removesuffix("$") + r" [0-9a-f]{6}$"
P_PATTERN = r"^[<>=≤≥]?\s?0?\.\d+$|^[<>=]?\s?1(\.0+)?$"
_FORMS = {
    ID_PATTERN: "an id: lower-case words joined by hyphens",
    KEY_PATTERN: "a citation key: a name, a year (or ND) and a word, such as Moustafa2013extension",
    REMEMBERED_PATTERN: "a citation key and a fingerprint, as `fix --rated` writes it",
    LINE_PATTERN: "one line of text",
    P_PATTERN: "a p value, such as 0.03 or <0.05",
}

_TEXT = InJson(core_schema.str_schema())
Day = Annotated[date, BeforeValidator(_day), InJson(core_schema.date_schema())]
Integer = Annotated[int, BeforeValidator(_integer), InJson(core_schema.int_schema())]
Number = Annotated[
    Decimal, BeforeValidator(_number), InJson(core_schema.decimal_schema()), WithJsonSchema({"type": "number"})
]
Flag = Annotated[bool, BeforeValidator(_flag), InJson(core_schema.bool_schema())]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=60)]
Line = Annotated[
    str,
    StringConstraints(pattern=LINE_PATTERN, max_length=240),
    AfterValidator(_filled),
    _TEXT,
    # `when: 2015` is text to the loader and a number to an editor, which must not complain.
    WithJsonSchema({"type": ["string", "number"], "pattern": LINE_PATTERN, "maxLength": 240}, mode="validation"),
]
Remembered = Annotated[str, StringConstraints(pattern=REMEMBERED_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=2, max_length=2500), AfterValidator(_filled), _TEXT]
Figure = Annotated[
    str,
    StringConstraints(pattern=P_PATTERN),
    # An editor reads 0.03 as a number, the loader and the published data as text.
    WithJsonSchema({"type": ["string", "number"]}, mode="validation"),
]


class Record(BaseModel):
    """Base of every model: frozen, unknown keys refused, keys written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields of a model in canonical order, each with its key as written in a file."""
    return ((field.alias or name, field) for name, field in model.model_fields.items())


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model as written in a file, in canonical order."""
    return [key for key, _ in fields_of(model)]


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model that a field's annotation may hold (through optionals, tuples and unions)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, list, Union, UnionType, Annotated):
        for inner in get_args(annotation):
            yield from models_in(inner)


def words_of(annotation: Any) -> tuple[str, ...]:
    """The closed list of words of a Literal field (through optionals and tuples), or nothing."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for inner in get_args(annotation) for word in words_of(inner))


def told(error: Mapping[str, Any], known_keys: list[str]) -> tuple[str, str, str | None]:
    """(rule, message, fix) for one pydantic error; `known_keys` are the keys allowed where it stands."""
    kind, name = error["type"], _last_name(error["loc"])
    match kind:
        case "missing":
            return "missing-key", f"`{name}` is missing", f"Add `{name}:` here."
        case "extra_forbidden":
            close = nearest(str(name), known_keys)
            hint = f"Did you mean `{close}`?" if close else f"Known keys: {', '.join(known_keys)}."
            return "unknown-key", f"`{name}` is not a key of this part of the record", hint
        case "literal_error" | "union_tag_invalid":
            return _closed_word(name, error)
        case "union_tag_not_found":
            return "missing-key", "`measure` is missing", "Add `measure:`; it says which figures the row holds."
        case _:
            return "wrong-value", f"`{name}`: {_plain_words(error)}", _repair(kind)


def _last_name(loc: tuple[str | int, ...]) -> str | int:
    return next((part for part in reversed(loc) if isinstance(part, str)), "the record")


def _closed_word(name: str | int, error: Mapping[str, Any]) -> tuple[str, str, str]:
    context = error.get("ctx", {})
    allowed = re.findall(r"'([^']*)'", context.get("expected") or context.get("expected_tags") or "")
    typed = str(context.get("tag", error.get("input")))
    close = nearest(typed, allowed)
    expected = f"Write one of: {', '.join(allowed)}."
    word = "measure" if "tag" in context else name
    return (
        "unknown-word",
        f"`{word}`: “{typed[:60]}” is not one of its words",
        f"Did you mean `{close}`? {expected}" if close else expected,
    )


def _plain_words(error: Mapping[str, Any]) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    match error["type"]:
        case "string_type":
            return "a text is expected, not a list or a mapping"
        case "tuple_type":
            return "a list is expected (lines that begin with `- `)"
        case "model_type" | "model_attributes_type" | "dataclass_type":
            return "a mapping is expected (lines of `key: value`)"
        case "string_pattern_mismatch":
            typed = " ".join(str(error["input"]).split())[:60]
            return f"“{typed}” is not {_FORMS[error['ctx']['pattern']]}"
        case "string_too_long" | "string_too_short":
            return _bounds(error["ctx"], "characters")
        case "too_short" | "too_long":
            return _bounds(error["ctx"], "item(s)")
        case "greater_than_equal" | "less_than_equal":
            return _bounds(error["ctx"], "")
        case _:
            return message


def _bounds(context: Mapping[str, Any], unit: str) -> str:
    least = context.get("min_length", context.get("ge"))
    words = f"at least {least}" if least is not None else f"at most {context.get('max_length', context.get('le'))}"
    return f"{words} {unit} expected".replace("  ", " ")


def _repair(kind: str) -> str:
    return {
        "string_type": "Write the text on the same line, or after `>-` on indented lines.",
        "tuple_type": "Begin each item with `- ` on a line of its own.",
        "string_too_long": "Say it shorter.",
        "too_short": "Add at least one item, or delete the key.",
        "too_long": "Keep the ones that matter most.",
        "string_too_short": "Write the text, or delete the key.",
    }.get(kind, "Write it in that form.")


def describe(text: str, **more: Any) -> Any:
    """A required field with its one-line description (the schema, the template and the guide show it)."""
    return Field(description=text, **more)


def optional(text: str, default: Any = None, **more: Any) -> Any:
    """An optional field with its one-line description."""
    return Field(default=default, description=text, **more)


def model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that stands at pydantic's path `loc` below `model` (list positions and union tags are stepped over)."""
    for part in loc:
        field = next((f for name, f in model.model_fields.items() if (f.alias or name) == part), None)
        found = list(models_in(field.annotation)) if field else [
            inner for inner in _siblings(model) if part in words_of(inner.model_fields["measure"].annotation)
        ]  # fmt: skip
        model = found[0] if found else model
    return model


def _siblings(model: type[BaseModel]) -> list[type[BaseModel]]:
    base = model.__mro__[1]
    rows = base.__subclasses__() if issubclass(base, BaseModel) else []
    return [row for row in rows if "measure" in row.model_fields]
