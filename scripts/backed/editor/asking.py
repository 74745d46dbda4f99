"""Questions to a person at a terminal, with completion; without a terminal nothing is asked and nothing is assumed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Refused(Exception):
    """The command cannot go on without its user; the message says what is missing."""


@dataclass(frozen=True)
class Question:
    """One thing to know: the option that gives it, what it is, and the words it may be (all known ids, say)."""

    name: str
    text: str
    words: Sequence[str] = ()
    closed: bool = False
    needed: bool = True
    default: str = ""


class Person(Protocol):
    """Whoever runs the command."""

    def answer(self, question: Question) -> str:
        """The answer, or "" for a question that may stay open. Raises Refused where nobody can be asked."""

    def agrees(self, question: str) -> bool:
        """Whether to go on. Raises Refused where nobody can be asked."""


class Nobody:
    """No terminal: every needed answer has to come by option."""

    def answer(self, question: Question) -> str:
        """The default, else nothing; Refused where an answer is needed."""
        if question.needed and not question.default:
            raise Refused(f"--{question.name} is missing: {question.text}{_choice(question)}")
        return question.default

    def agrees(self, question: str) -> bool:
        """Never silently."""
        raise Refused(f"{question} Nothing was written; run it in a terminal, or pass --yes.")


class Willing(Nobody):
    """`--yes`: agrees to everything that is shown; missing answers stay missing."""

    def agrees(self, question: str) -> bool:
        """Yes."""
        return True


@dataclass
class AtTerminal:
    """Somebody who can be asked again until the answer fits."""

    read: Callable[[str], str] = input
    say: Callable[[str], None] = field(default=print)

    def answer(self, question: Question) -> str:
        """Asks until the answer is one of the words, where the list is closed."""
        _complete(question.words)
        while True:
            given = self.read(f"{question.text}{_choice(question)}{_default(question)}\n  {question.name}: ").strip()
            given = given or question.default
            if question.closed and given and given not in question.words:
                self.say(f"  “{given}” is not one of them; press Tab twice to see all.")
            elif given or not question.needed:
                return given

    def agrees(self, question: str) -> bool:
        """Yes only for y or yes."""
        return self.read(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def person(*, yes: bool) -> Person:
    """Who can be asked."""
    if yes:
        return Willing()
    return AtTerminal() if sys.stdin.isatty() and sys.stdout.isatty() else Nobody()


def _choice(question: Question) -> str:
    few = question.closed and len(question.words) <= 24
    return f" ({', '.join(question.words)})" if few else ""


def _default(question: Question) -> str:
    if question.default:
        return f" [{question.default}]"
    return "" if question.needed else " (Enter to leave it open)"


def _complete(words: Sequence[str]) -> None:
    """Completion by Tab, where the system has readline."""
    try:
        import readline
    except ImportError:
        return

    def matching(typed: str, state: int) -> str | None:
        found = [word for word in words if word.startswith(typed)]
        return found[state] if state < len(found) else None

    readline.set_completer(matching)
    readline.set_completer_delims(" ,")
    readline.parse_and_bind("tab: complete")
