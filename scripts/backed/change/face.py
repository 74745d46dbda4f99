"""What a reader sees of a claim: what a difference compares, beside the record itself."""

from __future__ import annotations

from dataclasses import dataclass

from backed.library import Library
from backed.sentence.generate import sentence
from backed.sentence.wording import Register

REGISTERS: tuple[Register, Register] = ("clinician", "reader")


@dataclass(frozen=True)
class Face:
    """What a reader sees of a claim."""

    claim: str
    certainty: str
    verdict: str
    finding: str
    sentence: str | None
    plain_sentence: str | None


class Faces:
    """A library and what readers see of its claims, worked out once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._faces: dict[str, Face] = {}

    def __getitem__(self, id_: str) -> Face:
        if id_ not in self._faces:
            self._faces[id_] = face(id_, self.library)
        return self._faces[id_]


def face(id_: str, library: Library) -> Face:
    """What a reader sees of a claim."""
    claim, appraisal = library.claims[id_], library.appraisal(id_)
    words = [_sentence(id_, library, register) for register in REGISTERS]
    return Face(claim.claim, appraisal.certainty, appraisal.verdict, appraisal.finding, *words)


def _sentence(id_: str, library: Library, register: Register) -> str | None:
    """The sentence, or None: a state that was never validated may hold what there are no words for, or no source."""
    if not library.body_is_known(library.claims[id_]):
        return None
    try:
        return sentence(library.topic(id_), register)
    except KeyError:
        return None
