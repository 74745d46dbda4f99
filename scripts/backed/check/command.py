"""The verb `check`: texts in, findings out. Nothing of the text is kept, sent or written anywhere."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from backed.check import contract, extract, report
from backed.check.engine import Engine, Result
from backed.library import Library, load
from backed.site.engine import ground


class Refused(Exception):
    """The command was asked for something it cannot do; the message says what."""


def add(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.add_argument("text", nargs="?", help="a statement, or a few sentences")
    verb.add_argument("--file", type=_path, nargs="+", metavar="PATH", help="files or folders of HTML or text")
    verb.add_argument("--jsonl", type=_path, metavar="FILE", help='lines of {"id", "text"}; - reads standard input')
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="one line of JSON for each finding")
    how.add_argument("--report", choices=("markdown", "json"), help="one report on everything, with a count at the end")


def _path(given: str) -> Path:
    """A path; not an empty one, which would be this folder."""
    if not given:
        raise argparse.ArgumentTypeError("an empty path")
    return Path(given)


def run(options: argparse.Namespace) -> None:
    """Answer what was asked. Raises Refused before anything is printed."""
    asked = questions(options)
    _write_any_letter()
    library = load(options.root).library
    if not library.claims:
        raise Refused(f"{options.root} holds no claim to check against")
    with Engine.of(library) as engine:
        results = engine.check_all(text for _, text in asked)
    for line in _told(options, library, list(zip(asked, results, strict=True))):
        print(line)


def _write_any_letter() -> None:
    """A pipe or an old terminal may not know our signs, and a text may hold half a character."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def questions(options: argparse.Namespace) -> list[contract.Question]:
    """What to answer, from the one source that was given. Raises Refused."""
    given = [name for name in ("text", "file", "jsonl") if getattr(options, name) is not None]
    if len(given) != 1:
        raise Refused('give one of: "a statement", --file PATH, --jsonl FILE')
    try:
        if options.jsonl:
            return contract.questions(_read(options.jsonl).split("\n"))  # a text may hold other line separators
        if options.file:
            return _files(options.file)
    except (contract.NotAQuestion, extract.Unreadable) as error:
        raise Refused(str(error)) from None
    return [("1", options.text)]


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{file} is not UTF-8: {error.reason}") from None
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None


def _files(paths: list[Path]) -> list[contract.Question]:
    """Every text; what a folder holds beside them is told, and only a file that was named must be readable."""
    found: list[contract.Question] = []
    for path in paths:
        for file in extract.files(path):
            try:
                found.append((str(file), extract.text_of(file)))
            except extract.Unreadable as error:
                if not path.is_dir():
                    raise
                print(f"left out: {error}", file=sys.stderr)
    if not found:
        raise Refused(f"no HTML or text file in {', '.join(map(str, paths))}")
    return found


def _told(
    options: argparse.Namespace, library: Library, answered: list[tuple[contract.Question, Result]]
) -> Iterator[str]:
    checked = [report.Checked(str(id_), result) for (id_, _), result in answered]
    if options.json:
        for question, result in answered:
            yield from (json.dumps(line, ensure_ascii=False) for line in contract.lines(question, result))
    elif options.report == "json":
        yield report.as_json(checked)
    elif options.report == "markdown":
        yield report.as_markdown(checked, library, ground(options.root).settings.site_url)
    else:
        for one in checked:
            if options.text is None:
                yield f"== {one.name}"
            yield report.as_text(one, library)
        if len(checked) > 1:
            yield f"== {report.total(checked)}"
