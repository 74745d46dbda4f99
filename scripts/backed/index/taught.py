"""What examples teach the statement check: how much each part of a word speaks for each treatment or finding, for each
outcome, and for the two together.

Every claim, recorded statement and example (vocabulary/examples/) is a sentence whose claim is known. From these a
perceptron with a margin, averaged over all its steps, learns weights (Freund and Schapire, Large Margin Classification
Using the Perceptron Algorithm, 1999; Crammer and Singer, Ultraconservative Online Algorithms for Multiclass Problems,
2003). Treatment and outcome are learnt as one choice, among the pairs that claims are held on (as in Collins,
Discriminative Training Methods for Hidden Markov Models, 2002, whole answers are): a word that tells the outcome need
not tell the treatment too. Weights that stay small are then left out, and the others learn on without them: that makes
the file smaller, and tells no fewer of strangers' sentences right. It only counts up and down, in an order drawn from the
sentences themselves: the same records give the same weights anywhere, and each answer can be traced to the words that
led to it. Tried before: naive Bayes, and treatment and outcome each by itself, which told fewer of the sentences of
strangers right (the latter three in a hundred); pairs of words, which told hardly more and made the file twice as large.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise, takewhile
from pathlib import Path
from string import ascii_letters
from typing import Any

from backed.index.embedded import Embedded
from backed.library import Library
from backed.outline import Outline, outline
from backed.record.memory import digest
from backed.record.vocabulary import ELSEWHERE, Example

Pair = tuple[str, str]  # the terms of a claim: what it is about, and what it tells
Weights = list[dict[int, int]]  # of each part, {number: what it speaks for it}

SLOTS = ("subject", "outcome", "pair")
FACT = "="  # before the id of a claim that has no outcome: what it tells is a matter of its own
NONE = "none"  # the subject of a claim that is about no treatment and no finding
LEAST = 2  # what was seen in one sentence only tells more of its writer than of its term
FIRST, AGAIN = 3, 4  # how often each sentence is learnt from, before and after small weights are left out
LEAST_WEIGHT, MARGIN = 2, 40  # what is no small weight, and by how much the pair of a sentence must lead all others
GRAIN = 3  # what is learnt is told in steps of so much: finer ones tell no more

_LETTERS = ascii_letters.swapcase()  # A to Z, a to z
_PERCEPTRON = Path(__file__).with_name("perceptron.js")
_WORD = re.compile(r"[a-z]+")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|e)$")
_PLAIN = re.compile(
    r"an?|the|of|to|in|and|or|is|are|was|be|it|that|this|for|on|with|as|by|from|at|your?|their|they|we|our|i|my"
)


def taught(library: Library) -> dict[str, Any]:
    """{parts: every part, packed by `shortened`, slot: {terms, told}}: terms of subjects and outcomes are ids, those of
    pairs the numbers of both.

    `told` has a line for each of the parts, and one for what is there without any, packed by `stepped`. All are
    unpacked, and the parts cut in the same way, in docs/assets/check/10-taught.js.
    """
    pairs = _pairs(library)
    sentences = [(parts(text), pairs[id_]) for text, id_ in _sentences(library) if id_ in pairs]
    seen = Counter(part for found, _ in sentences for part in found)
    kept = sorted(part for part, count in seen.items() if count >= LEAST)
    return {"parts": shortened(kept)} | _learnt(sentences, kept)


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


def _pairs(library: Library) -> dict[str, Pair]:
    """What the sentences on each claim tell of."""
    found = {id_: (each.intervention or each.factor or NONE, each.outcome) for id_, each in _claims(library)}
    # A fact is a term of its own where examples tell how people speak of it; its own line alone says too little.
    facts = {each.id: (found[each.id][0], f"{FACT}{each.id}") for each in _examples(library) if each.id in found}
    return {ELSEWHERE: (ELSEWHERE, ELSEWHERE)} | {
        id_: (subject, outcome) if outcome else facts[id_]
        for id_, (subject, outcome) in found.items()
        if outcome or id_ in facts
    }


def _learnt(sentences: Sequence[tuple[frozenset[str], Pair]], kept: Sequence[str]) -> dict[str, Any]:
    place = {part: number for number, part in enumerate(kept)}
    known = [(sorted(found & place.keys()), pair) for found, pair in sentences]
    pairs = sorted({pair for _, pair in known})
    subjects, outcomes = (sorted(set(terms)) for terms in zip(*pairs, strict=True))
    number = {pair: at for at, pair in enumerate(pairs)}
    rows = [[number[pair], *(place[part] for part in found), len(kept)] for found, pair in known]
    both = [(subjects.index(subject), outcomes.index(outcome)) for subject, outcome in pairs]
    weights = perceptron(rows, _orders(known), len(kept) + 1, both)
    of = [_commonest(each, len(all_)) for each, all_ in zip(weights, (subjects, outcomes, pairs), strict=True)]
    terms = [
        [subjects[at] for at in of[0]],
        [outcomes[at] for at in of[1]],
        [[of[0].index(both[at][0]), of[1].index(both[at][1])] for at in of[2]],
    ]
    return {slot: {"terms": terms[at], "told": _told(weights[at], of[at])} for at, slot in enumerate(SLOTS)}


def _commonest(weights: Weights, many: int) -> list[int]:
    """The numbers of all terms, those that most parts tell of first: the steps from one to the next are short then."""
    held = Counter(at for row in weights for at in row)
    return sorted(range(many), key=lambda at: (-held[at], at))


def _told(weights: Weights, terms: Sequence[int]) -> str:
    new = {at: place for place, at in enumerate(terms)}
    return "\n".join(stepped({new[at]: weight for at, weight in row.items()}) for row in weights)


def perceptron(
    rows: Sequence[Sequence[int]], orders: Sequence[Sequence[int]], parts: int, pairs: Sequence[tuple[int, int]]
) -> tuple[Weights, Weights, Weights]:
    """What each part speaks for each subject, each outcome and each pair of them, in whole numbers.

    `rows`: of each sentence the number of its pair, then those of its parts. `orders`: in which order to learn from
    them, once for each round. `pairs`: the numbers of the subject and the outcome of each. The arithmetic is in
    perceptron.js: Python would take minutes for it.
    """
    task = {
        "rows": rows, "first": orders[:FIRST], "again": orders[FIRST:], "parts": parts, "pairs": pairs,
        "subjects": 1 + max(subject for subject, _ in pairs), "outcomes": 1 + max(outcome for _, outcome in pairs),
        "least": LEAST_WEIGHT, "margin": MARGIN, "grain": GRAIN,
    }  # fmt: skip
    with Embedded(()) as v8:
        found = v8.evaluate(f"({_PERCEPTRON.read_text('utf-8')})({json.dumps(task)})")
    subjects, outcomes, both = (
        [dict(zip(row[::2], row[1::2], strict=True)) for row in found[of]] for of in ("subjects", "outcomes", "pairs")
    )
    return subjects, outcomes, both


def _orders(known: Sequence[tuple[list[str], Pair]]) -> list[list[int]]:
    """As good as by chance, and yet the same wherever the sentences stand: by a hash of each, of which every round takes
    other bytes."""
    size, rounds = 8, FIRST + AGAIN
    hashes = [blake2b(" ".join((*pair, *found)).encode(), digest_size=size * rounds).digest() for found, pair in known]
    return [_by([each[at : at + size] for each in hashes]) for at in range(0, size * rounds, size)]


def _by(keys: Sequence[bytes]) -> list[int]:
    return sorted(range(len(keys)), key=keys.__getitem__)


def stepped(row: dict[int, int]) -> str:
    """Terms by number and what speaks for them: each term as the step from the one before, and its weight, if not 1.

    {0: 1, 2: -13, 60: 1} is "AB-13+F": A is the next term, B skips one, and so on to z; every + skips as many as there
    are letters.
    """
    line, before = [], -1
    for number, weight in sorted(row.items()):
        more, letter = divmod(number - before - 1, len(_LETTERS))
        line.append("+" * more + _LETTERS[letter] + (str(weight) if weight != 1 else ""))
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
    words = _WORD.findall(text.lower().replace("'", "").replace("’", ""))
    return frozenset(one for one in map(part, words) if not _plain(one))


@cache  # few words make up all sentences
def part(word: str) -> str:
    """The first six letters without a common ending: forms of a word fall together often enough to be counted."""
    return (_ENDING.sub("", word) if len(word) > 4 else word)[:6]


@cache
def _plain(part: str) -> bool:
    return bool(_PLAIN.fullmatch(part))
