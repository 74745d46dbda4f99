"""What was worked out holds until something that it shows changes: faces, and the files that are made from them."""

from __future__ import annotations

from pathlib import Path

from backed.library import Library
from backed.memo import IDS, WHOLE, Memo, source
from backed.part import Part
from backed.trace import once, reads, traced


class Told:
    """A face over one source, a list over the face, and how often each was made."""

    def __init__(self) -> None:
        self.memo, self.says, self.made = Memo(), "one", [0, 0]

    def face(self) -> str:
        def make() -> str:
            self.made[0] += 1
            self.memo.reading.add(source("claims", "a"))
            return self.says

        return self.memo.get(("outline", "a"), make)

    def listed(self) -> str:
        def make() -> str:
            self.made[1] += 1
            return f"a list of {self.face()}"

        return self.memo.get(("piece", "list"), make)

    def change(self, says: str) -> None:
        self.says = says
        self.memo.forget({source("claims", "a")})


def test_a_list_is_kept_while_what_it_shows_is_the_same() -> None:
    told = Told()
    assert told.listed() == told.listed() == "a list of one"
    told.change("one")
    assert told.memo.known(("piece", "list"), "doubtful") == "doubtful"
    told.memo.settle({"outline": lambda id_: told.face()})
    assert told.memo.known(("piece", "list"), "doubtful") == told.listed() == "a list of one"
    assert told.made == [2, 1]


def test_a_list_is_made_again_when_what_it_shows_is_another() -> None:
    told = Told()
    told.listed()
    told.change("two")
    told.memo.settle({"outline": lambda id_: told.face()})
    assert told.listed() == "a list of two"
    told.change("one")
    assert told.listed() == "a list of one"  # made again from the face, though nobody settled it
    assert told.made == [3, 3]


def test_nothing_that_is_in_doubt_is_kept_for_another_command() -> None:
    told = Told()
    told.listed()
    told.change("two")
    assert told.memo.lasting({"piece", "outline"}) == {}
    told.face()
    assert set(told.memo.lasting({"piece", "outline"})) == {("outline", "a")}


def test_a_face_over_a_face_passes_doubt_on() -> None:
    told = Told()
    whole = ("part", "all")
    told.memo.get(whole, told.listed)
    last = ("piece", "last")
    told.memo.get(last, lambda: told.memo.get(whole, told.listed))
    told.change("two")
    assert told.memo.known(last, "doubtful") == "doubtful"
    assert told.memo.get(last, lambda: told.memo.get(whole, told.listed)) == "a list of two"


def test_the_ids_of_a_list_are_a_source_apart_from_what_it_holds() -> None:
    memo = Memo()
    library = traced(Library(Path(), examples={"a.yml": (), "b.yml": ()}), memo)
    memo.get(("piece", "ids"), lambda: sorted(library.examples))
    memo.get(("piece", "all"), lambda: len(library.examples.values()))
    sources = {key: own for key, (_, own) in memo.values.items()}
    assert sources["piece", "ids"] == {source("examples", IDS)}
    assert sources["piece", "all"] == {source("examples", WHOLE)}


def test_files_are_made_only_when_they_changed_or_are_missing() -> None:
    memo, times = Memo(), []
    library = traced(Library(Path()), memo)

    def make() -> list[tuple[str, bytes]]:
        times.append(1)
        return [("a.json", b"{}"), ("b.json", b"[]")]

    def part() -> Part:
        return Part("two", make, ["said"])

    first = list(part().files(library))
    assert [(path, render()) for path, _, render in first] == make() and len(times) == 2
    again = list(part().files(library))
    assert [key for _, key, _ in again] == [key for _, key, _ in first] and len(times) == 2
    assert again[1][2]() == b"[]" and len(times) == 3  # the file was gone
    memo.forget({source("said")})
    list(part().files(library))
    assert len(times) == 4


def test_a_part_is_whole_though_some_of_it_was_handed_over() -> None:
    library, both = Library(Path()), {"a.json": b"{}", "b.json": b"[]"}
    part = Part("two", lambda: iter(both.items()))
    (_, _, render), _ = part.files(library)
    assert render() == b"{}"
    assert part.digests(library).keys() == both.keys() and part.contents() == both


def test_of_what_a_value_was_given_only_the_last_counts() -> None:
    memo = Memo()
    numbers = iter((1, 2, 3))
    key = ("piece", "n")
    assert [memo.get(key, numbers.__next__, given) for given in ("a", "a", "b", "a")] == [1, 1, 2, 3]
    assert list(memo.values) == [key]


def test_without_a_memo_everything_is_made() -> None:
    library = Library(Path())
    reads(library, ["said"])
    numbers = iter((1, 2))
    assert [once(library, ("piece", "n"), numbers.__next__) for _ in "ab"] == [1, 2]
