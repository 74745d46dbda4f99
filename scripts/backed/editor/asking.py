"""Questions to a person at a terminal, with completion; without a terminal nothing is asked and nothing is assumed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from backed.problem import nearest

FEW = 24  # lists up to here are shown whole


class Refused(Exception):
    """The command cannot go on without its user; the message says what is missing."""


@dataclass(frozen=True)
class Question:
    """One thing to know: the option that gives it, what it is, and the words it may be (all known ids, say).

    `also` has other ways to say one of the words, in lower case: the labels and aliases of terms.
    """

    name: str
    text: str
    words: Sequence[str] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    needed: bool = True
    default: str = ""
    missing: str = ""  # what to do when no word fits
    unfit: Callable[[str], str] = field(default=lambda given: "")  # why an answer will not do, as a sentence

    def fitted(self, given: str) -> str | None:
        """The answer in one of the words; None where the list is closed and it is none of them."""
        if not given or not self.closed or given in self.words:
            return given
        hyphened = "-".join(given.lower().split())
        return hyphened if hyphened in self.words else self.also.get(given.lower())

    def meant(self, given: str) -> str:
        """What a wrong answer was probably meant to be, in words."""
        close = nearest(given.lower(), [*self.words, *self.also])
        return f" Did you mean {self.also.get(close, close)}?" if close else ""


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
        _complete([*question.words, *question.also])
        while True:
            given = self._read(f"{question.text}{_choice(question)}{_default(question)}\n  {question.name}: ")
            fitted = question.fitted(given or question.default)
            if fitted is None:
                self.say(
                    f"  “{given}” is not one of them.{question.meant(given)} Press Tab twice to see all.{question.missing}"
                )
            elif why := question.unfit(fitted) if fitted else "":
                self.say(f"  {why}")
            elif fitted or not question.needed:
                return fitted

    def agrees(self, question: str) -> bool:
        """Yes only for y or yes."""
        _complete(())
        return self._read(f"{question} [y/N] ").lower() in ("y", "yes")

    def _read(self, prompt: str) -> str:
        try:
            return self.read(prompt).strip()
        except EOFError:
            raise Refused("No more answers came. Nothing was written.") from None


@dataclass(frozen=True)
class Interview:
    """Answers come from options where they were given, else from the person.

    `hints` are what an issue says: offered as the answer where they fit, and shown where they do not.
    """

    person: Person
    given: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)

    def ask(self, question: Question) -> str:
        """The answer, or "" for a question that may stay open. Raises Refused for an option that does not fit."""
        option = self.given.get(question.name)
        answer = self.person.answer(self._hinted(question)) if option is None else self._option(question, option)
        if why := question.unfit(answer) if answer else "":
            raise Refused(f"{why} Nothing was written.")
        return answer

    def _option(self, question: Question, option: str) -> str:
        fitted = question.fitted(option)
        if fitted is None:
            known = "" if len(question.words) > FEW else f" It may be: {', '.join(question.words)}."
            raise Refused(
                f"--{question.name}: “{option}” is not known here.{question.meant(option)}{known}{question.missing}"
            )
        return fitted

    def _hinted(self, question: Question) -> Question:
        hint = self.hints.get(question.name)
        if not hint:
            return question
        if fitted := question.fitted(hint):
            return replace(question, default=fitted)
        return replace(question, text=f"{question.text} (the issue says “{hint}”.{question.meant(hint)})")


def person(*, yes: bool) -> Person:
    """Who can be asked."""
    if yes:
        return Willing()
    return AtTerminal() if sys.stdin.isatty() and sys.stdout.isatty() else Nobody()


def _choice(question: Question) -> str:
    few = question.closed and len(question.words) <= FEW
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
