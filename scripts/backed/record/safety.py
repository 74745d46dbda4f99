"""The box of warning signs that stands on many pages, with its sources."""

from __future__ import annotations

from collections.abc import Iterator

from backed.record.model import Key, Line, Record, Text, describe, optional


class RedFlag(Record):
    """A warning sign and the references that name it."""

    text: Line = describe("the sign, in a lay reader's words")
    sources: tuple[Key, ...] = describe("references that name it", min_length=1)


class FlagList(Record):
    """One list of warning signs under a heading."""

    heading: Line = describe("heading of the list")
    lead: Line = describe("the words before the list")
    items: tuple[RedFlag, ...] = describe("the signs", min_length=1)


class Safety(Record):
    """The box of warning signs that stands on many pages."""

    title: Line = describe("title of the box")
    emergency: FlagList = describe("emergency care now")
    soon: FlagList = describe("get it checked soon")
    note: Text = describe("single signs are weak: the words that say so")
    sources_note: tuple[Key, ...] = optional("references behind the note", ())
    disclaimer: Text = describe("what this site is not, and that nobody should stop care because of it")

    def sources(self) -> Iterator[str]:
        """Keys of all references that the box leans on."""
        yield from self.sources_note
        for flag in (*self.emergency.items, *self.soon.items):
            yield from flag.sources
