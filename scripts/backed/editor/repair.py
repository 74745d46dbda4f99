"""What `fix` repairs: stated certainty, verdict and ground, key order, spacing, what a new rating rests on. By splicing, so comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backed.appraisal.certainty import certainty
from backed.appraisal.freshness import rests_on
from backed.editor.draft import write_whole
from backed.editor.template import without_help
from backed.library import Library
from backed.record.claim import Claim, Rating
from backed.record.model import Record, keys_of, model_at
from backed.record.reading import misordered, read_record
from backed.record.source import Faulty
from backed.record.source_map import Map, Path_
from backed.record.statement import SourceDocument, Statement
from backed.record.yaml_text import parse
from backed.rule.statements import judged

# What `fix` repairs, by folder.
MODELS: dict[str, type[Record]] = {"claims": Claim, "statements": SourceDocument}


@dataclass(frozen=True)
class Splice:
    """Replace the text between two offsets."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: list[Splice]) -> str:
    """The text with every splice applied; those of one place in their order."""
    pieces, at = [], 0
    for each in sorted(splices, key=lambda each: (each.start, each.end)):
        pieces += [text[at : each.start], each.text]
        at = each.end
    return "".join(pieces) + text[at:]


def tidy(text: str) -> str:
    """Line feeds only, no byte order mark, no trailing blanks, one final line feed."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def repaired(text: str, model: type[Record], library: Library) -> str:
    """The record's text with all that is mechanical repaired; what cannot be read is returned tidied only."""
    text = tidy(text)
    try:
        text = in_order(text, model)
        record, faults = read_record(text, model)
    except Faulty:
        return text
    if record is None or any(fault.severity == "error" for fault in faults):
        return text
    if isinstance(record, Claim):
        return spliced(text, list(_claim_splices(record, text, library)))
    if isinstance(record, SourceDocument):
        return spliced(text, list(_document_splices(record, text, library)))
    return text


def _claim_splices(claim: Claim, text: str, library: Library) -> Iterator[Splice]:
    derived = certainty(claim)
    if claim.certainty != derived:
        yield _set(text, (), "certainty", derived, Claim)
    # Only the first time: that a rating was looked at again is for an editor to say, with `fix --rated`.
    if claim.rating and not claim.rating.rests_on and library.body_is_known(claim):
        yield from _remembered(claim, text, library)


def _remembered(claim: Claim, text: str, library: Library) -> Iterator[Splice]:
    in_block = claim.rating and text[Map(text).span(("rating",))[0]] != "{"
    if in_block and (marks := rests_on(claim, library.references)):
        yield _set(text, ("rating",), "rests-on", f"[{', '.join(marks)}]", Rating)


def rated(root: Path, library: Library, id_: str) -> bool:
    """Write into a claim that its rating was made on the evidence as it stands; whether the file changed."""
    path, claim = root / "claims" / f"{id_}.yml", library.claims[id_]
    before = path.read_bytes().decode("utf-8")
    after = spliced(before, list(_remembered(claim, before, library)))
    if after != before:
        write_whole(path, after)
    return after != before


def _document_splices(document: SourceDocument, text: str, library: Library) -> Iterator[Splice]:
    for number, line in enumerate(document.statements):
        if line.overruled:
            continue
        derived = judged(line, library)
        for name, value in (("verdict", derived.verdict), ("ground", derived.ground)):
            if getattr(line, name) != value:
                yield _set(text, ("statements", number), name, value, Statement)


def _set(text: str, path: Path_, name: str, value: str, model: type[Record]) -> Splice:
    """The splice that writes `name: value` into the mapping at `path`, in its canonical place."""
    places = Map(text)
    present = places.keys(path)
    for key, offset in present:
        if key == name:  # from behind the colon, since a list may begin on a line of its own
            start, (_, end) = offset + len(name) + 1, places.span((*path, name))
            return Splice(start, start + len(text[start:end].rstrip()), f" {value}")
    order = keys_of(model)
    later = [offset for key, offset in present if order.index(key) > order.index(name)]
    column = present[0][1] - (text.rfind("\n", 0, present[0][1]) + 1)
    if later:
        at = _block_start(text, min(later))
        return Splice(at, at, f"{' ' * column}{name}: {value}\n")
    end = places.span((*path, present[-1][0]))[1]
    at = text.find("\n", max(end - 1, 0)) + 1
    return Splice(at, at, f"{' ' * column}{name}: {value}\n")


def in_order(text: str, model: type[Record]) -> str:
    """The text with the keys of every block mapping in canonical order; each key takes its comments along."""
    for _ in range(200):  # one mapping at a time, since each move shifts the offsets of the others
        path = next(iter(misordered(parse(text), model)), None)
        if path is None:
            return text
        moved = _reordered(text, path, keys_of(_model_of(parse(text), model, path)))
        if moved == text:
            return text  # a flow mapping or another layout that lines cannot be moved in
        text = moved
    return text


def _model_of(data: object, model: type[Record], path: Path_) -> type[Record]:
    for part in path:
        data = data[part]  # type: ignore[index]
        model = model_at(model, (part,)) if isinstance(part, str) else model  # type: ignore[assignment]
    return model


def _reordered(text: str, path: Path_, order: list[str]) -> str:
    keys = Map(text).keys(path)
    if "{" in text[text.rfind("\n", 0, keys[0][1]) + 1 : keys[0][1]]:
        return _flow_reordered(text, path, order)
    starts = [_block_start(text, offset) for _, offset in keys]
    end = _end_of(text, path, keys)
    blocks = [text[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    lead = re.match(r" *(- )?", blocks[0])
    if lead and lead[1]:  # the first key of a list item stands behind its hyphen: move the hyphen, not the key
        indent = lead[0].index("-")
        blocks[0] = " " * (indent + 2) + blocks[0][indent + 2 :]
    ranked = sorted(
        zip(keys, blocks, strict=True), key=lambda pair: order.index(pair[0][0]) if pair[0][0] in order else 99
    )
    whole = "".join(block for _, block in ranked)
    if lead and lead[1]:
        whole = " " * lead[0].index("-") + "- " + whole[lead[0].index("-") + 2 :]
    return text[: starts[0]] + whole + text[end:]


def _flow_reordered(text: str, path: Path_, order: list[str]) -> str:
    places = Map(text)
    pairs = []
    for key, offset in places.keys(path):
        pairs.append((key, text[offset : places.span((*path, key))[1]]))
    start, end = places.span(path)
    ranked = sorted(pairs, key=lambda pair: order.index(pair[0]) if pair[0] in order else 99)
    return text[:start] + "{" + ", ".join(part for _, part in ranked) + "}" + text[end:]


def _block_start(text: str, offset: int) -> int:
    """The start of the line of a key, and of the comment lines right above it."""
    start = text.rfind("\n", 0, offset) + 1
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith("#") or above == 0:
            break
        start = above
    return start


def _end_of(text: str, path: Path_, keys: list[tuple[str, int]]) -> int:
    end = Map(text).span((*path, keys[-1][0]))[1]
    line_end = text.find("\n", max(end - 1, 0))
    return len(text) if line_end < 0 else line_end + 1


def fix(root: Path, library: Library, chosen: list[str], *, drop_help: bool = False) -> Iterator[str]:
    """Repair every record file (or those of `chosen`) in place; yields the paths that changed."""
    for folder, model in MODELS.items():
        for path in sorted((root / folder).glob("*.yml")):
            shown = path.relative_to(root).as_posix()
            if path.is_symlink() or (chosen and not any(shown == one or shown.startswith(f"{one}/") for one in chosen)):
                continue
            try:
                before = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue  # `validate` reports it; nothing of it may be lost
            after = repaired(without_help(before) if drop_help else before, model, library)
            if after != before:
                write_whole(path, after)
                yield shown
