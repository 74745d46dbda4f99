"""What examples teach the statement check: which words tell of which treatment or finding, and of which outcome.

Every claim, recorded statement and example (vocabulary/examples/) is a sentence whose claim is known. What is shipped
are counts: in how many sentences on a term a part of a word was seen. From them the browser asks for which term the
words of a sentence speak (naive Bayes by its complement: Rennie, Shih, Teevan, Karger, Tackling the Poor Assumptions of
Naive Bayes Text Classifiers, 2003). Counted and not fitted, the same records give the same numbers anywhere, and each
answer can be traced to the words that led to it. Pairs of words that stand side by side were tried: they took up half
as many bytes again, and told no more of the sentences of others right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from string import ascii_letters
from typing import Any, Literal

from backed.library import Library
from backed.outline import Outline, outline
from backed.record.memory import digest
from backed.record.vocabulary import ELSEWHERE, Example

Slot = Literal["subject", "outcome"]
SLOTS: tuple[Slot, ...] = ("subject", "outcome")
FACT = "="  # before the id of a claim that has no outcome: what it tells is a matter of its own
LEAST = 2  # what was seen in one sentence only tells more of its writer than of its term

_LETTERS = ascii_letters.swapcase()  # A to Z, a to z
_WORD = re.compile(r"[a-z]+")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|e)$")
_PLAIN = re.compile(
    r"an?|the|of|to|in|and|or|is|are|was|be|it|that|this|for|on|with|as|by|from|at|your?|their|they|we|our|i|my"
)


def taught(library: Library) -> dict[str, Any]:
    """{parts: every part, packed by `shortened`, slot: {terms, told}}.

    `terms` are [id, parts in their sentences], the one with most parts first; `told` has a line for each of the
    parts, packed by `stepped`. Both are unpacked, and the parts cut in the same way, in docs/assets/check/10-taught.js.
    """
    sentences = [(parts(text), id_) for text, id_ in _sentences(library)]
    seen = Counter(part for found, _ in sentences for part in found)
    kept = sorted(part for part, count in seen.items() if count >= LEAST)
    return {"parts": shortened(kept)} | {slot: _counts(sentences, _terms(library, slot), kept) for slot in SLOTS}


def teaching(library: Library) -> str:
    """A hash of all that `taught` reads: the sentences, and what their claims are about."""
    claims = [(id_, each.claim, *each.terms()) for id_, each in _claims(library)]
    lines = [(line.says, line.answers) for document in library.documents.values() for line in document.statements]
    examples = [(each.id, each.said) for each in _examples(library)]
    return digest(repr((claims, lines, examples)).encode())


def _sentences(library: Library) -> Iterator[tuple[str, str]]:
    """(text, claim id, or ELSEWHERE) of everything that says a claim."""
    for id_, each in _claims(library):
        yield each.claim, id_
    for document in library.documents.values():
        yield from ((line.says, line.answers[0]) for line in document.statements if line.answers)
    for example in _examples(library):
        yield from ((text, example.id) for text in example.said)


def _claims(library: Library) -> Iterator[tuple[str, Outline]]:
    return ((id_, outline(id_, library)) for id_ in library.claims)


def _examples(library: Library) -> Iterator[Example]:
    return (example for of_file in library.examples.values() for example in of_file)


def _terms(library: Library, slot: Slot) -> dict[str, str]:
    """The term that the sentences on each claim tell of; claims without one are left out."""
    if slot == "subject":
        found = {id_: each.intervention or each.factor for id_, each in _claims(library)}
    else:
        found = {id_: each.outcome for id_, each in _claims(library)}
        # A fact is a term of its own where examples tell how people speak of it; its own line alone says too little.
        found |= {each.id: f"{FACT}{each.id}" for each in _examples(library) if found.get(each.id, "") is None}
    return {ELSEWHERE: ELSEWHERE} | {id_: term for id_, term in found.items() if term}


def _counts(
    sentences: Sequence[tuple[frozenset[str], str]], terms: dict[str, str], kept: Sequence[str]
) -> dict[str, Any]:
    told: dict[str, Counter[str]] = {part: Counter() for part in kept}
    for found, term in ((found, terms[id_]) for found, id_ in sentences if id_ in terms):
        for part in found & told.keys():
            told[part][term] += 1
    held: Counter[str] = Counter()
    for counts in told.values():
        held.update(counts)
    commonest = sorted(held, key=lambda term: (-held[term], term))  # the steps from one to the next are short then
    number = {term: place for place, term in enumerate(commonest)}
    return {
        "terms": [[term, held[term]] for term in number],
        "told": "\n".join(stepped({number[term]: count for term, count in told[part].items()}) for part in kept),
    }


def stepped(counts: dict[int, int]) -> str:
    """Terms by number and their counts: each term as the step from the one before, and its count where it is not 1.

    {0: 1, 2: 13, 60: 1} is "AB13+F": A is the next term, B skips one, and so on to z; every + skips as many as there
    are letters.
    """
    line, before = [], -1
    for number, count in sorted(counts.items()):
        more, letter = divmod(number - before - 1, len(_LETTERS))
        line.append("+" * more + _LETTERS[letter] + (str(count) if count > 1 else ""))
        before = number
    return "".join(line)


def shortened(sorted_parts: Sequence[str]) -> str:
    """Each as the number of letters that it begins with like the one before, up to 9, and its others: "0ache3ing"."""
    return "".join(
        f"{(same := _same(before[:9], part))}{part[same:]}" for before, part in pairwise(("", *sorted_parts))
    )


def _same(one: str, other: str) -> int:
    """With how many equal letters both begin."""
    return sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))


def parts(text: str) -> frozenset[str]:
    """The parts of words that are counted."""
    found = (part(word) for word in _WORD.findall(text.lower().replace("'", "").replace("’", "")))
    return frozenset(one for one in found if not _PLAIN.fullmatch(one))


def part(word: str) -> str:
    """The first six letters without a common ending: forms of a word fall together often enough to be counted."""
    return (_ENDING.sub("", word) if len(word) > 4 else word)[:6]
