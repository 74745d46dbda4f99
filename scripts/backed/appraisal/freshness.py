"""What evidence a rating was made on, and whether it is still that evidence. Pure functions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from backed.appraisal.certainty import counting
from backed.record.claim import Claim, Evidence
from backed.record.reference import Reference

_LETTERS = 6  # one chance in 16 million that a changed figure goes unseen
# What an editor may say better at any time without the evidence becoming other evidence.
_WORDING = {"note", "own_calculation"}


def rests_on(claim: Claim, references: Mapping[str, Reference]) -> tuple[str, ...]:
    """`Key fingerprint` of every source that counts, in the order of the record: what `rating.rests-on` remembers."""
    return tuple(f"{item.source} {fingerprint(item, references)}" for item in counting(claim, references))


def fingerprint(item: Evidence, references: Mapping[str, Reference]) -> str:
    """A short hash over what of a source bears on a rating: its side, design, size, figures and notices."""
    rows = [row.model_dump(mode="json", exclude=_WORDING, exclude_defaults=True) for row in item.results]
    source = references.get(item.source)
    facts = (source.design, source.participants, source.studies, source.notice and source.notice.kind) if source else ()
    text = json.dumps([item.bears, item.as_, rows, facts], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LETTERS]


def stale(claim: Claim, references: Mapping[str, Reference]) -> list[str]:
    """What changed since the rating was made, source by source, in words; empty where it is fresh or does not say."""
    if claim.rating is None or not claim.rating.rests_on:
        return []
    return list(_changes(dict(map(_parted, claim.rating.rests_on)), claim, references))


def _changes(then: dict[str, str], claim: Claim, references: Mapping[str, Reference]) -> Iterator[str]:
    now = dict(map(_parted, rests_on(claim, references)))
    for key, mark in then.items():
        source = references.get(key)
        if key not in now:
            yield f"{key} was retracted" if source and source.retracted else f"{key} no longer counts"
        elif now[key] != mark:
            yield f"what is recorded of {key} changed"
    yield from (f"{key} was added" for key in now if key not in then)


def _parted(remembered: str) -> tuple[str, str]:
    key, _, mark = remembered.partition(" ")
    return key, mark
