"""Write the parts of the guides that come from the code anew: run it after a rule or a field was changed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from backed.editor.guide import Example, example_of, fields_part, filled, rules_part
from backed.rule import RULES
from cases import BAD, edits, expected_of

HOME = Path(__file__).resolve().parent.parent
GUIDES = ("style", "fields")


def examples() -> dict[str, Example]:
    """For each rule the shortest case that breaks it."""
    found: dict[str, Example] = {}
    for name in RULES:
        fitting = sorted(_of(name), key=lambda each: (not each.good, len(each.good + each.bad), each.bad))
        found |= {name: fitting[0]} if fitting else {}
    return found


def _of(rule: str) -> Iterator[Example]:
    for case in sorted(BAD.glob("*.case")):
        lines = case.read_text("utf-8").splitlines()
        places = [each.place for each in expected_of(lines) if each.rule == rule]
        if places and (example := example_of(list(edits(lines)), places[0].split(":")[0])):
            yield example


def guides() -> dict[Path, str]:
    """The text of each guide as it should be."""
    parts = {"rules": lambda: rules_part(examples()), "fields": fields_part}
    paths = [HOME / "docs/contribute" / f"{name}.md" for name in GUIDES]
    return {path: filled(path.read_text("utf-8"), parts) for path in paths}


def main() -> None:
    """Write every guide that has made parts."""
    for path, text in guides().items():
        path.write_text(text, "utf-8")
        print(f"wrote {path.relative_to(HOME)}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
