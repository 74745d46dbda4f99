"""What a pull request does, as one file for the job that posts it. Runs without rights; nothing here is trusted there."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from backed.change.model import Difference
from backed.change.revision import NoRevision, git
from backed.change.states import between
from backed.change.told import as_markdown, safe_markdown
from backed.editor.suggest import suggestions
from backed.problem import Problem
from backed.validation import Validation, validate

ROOT = Path(__file__).resolve().parent.parent
CERTAINTY, VERDICT = "certainty moves", "verdict moves"
MOST_PROBLEMS, MOST_SUGGESTIONS = 20, 20


def labels(difference: Difference) -> list[str]:
    """Labels for what moves; a label asks for two people."""
    moved = [CERTAINTY] if difference.certainty_moved else []
    return [*moved, VERDICT] if difference.verdict_moved or difference.statements_flipped else moved


def markdown(difference: Difference, checked: Validation, changed: Iterable[str]) -> str:
    """The comment: what changes for readers, then what is wrong with the files that were touched."""
    touched = set(changed)
    mine = [problem for problem in checked.problems if problem.path in touched]
    others = [problem for problem in checked.problems if problem.path not in touched and problem.severity == "error"]
    told = [as_markdown(difference).rstrip(), *_problems("In the files of this pull request", mine)]
    return "\n\n".join([*told, *_problems("Elsewhere, because of it or before it", others)])


def _problems(title: str, problems: list[Problem]) -> Iterator[str]:
    if not problems:
        return
    errors = sum(problem.severity == "error" for problem in problems)
    yield f"#### {title}: errors {errors}, warnings {len(problems) - errors}"
    shown = sorted(problems, key=lambda problem: problem.severity)[:MOST_PROBLEMS]
    lines = [
        f"- {problem.severity}, {safe_markdown(f'{problem.path} line {problem.line}')}: {_said(problem)}"
        for problem in shown
    ]
    more = len(problems) - len(shown)
    yield "\n".join([*lines, *([f"- and {more} more: run `validate`"] if more else [])])


def _said(problem: Problem) -> str:
    return safe_markdown(". ".join(filter(None, (problem.message, problem.fix))))


def changed_files(root: Path, base: str) -> list[str]:
    """Paths that differ from the base, as git lists them."""
    listed = _git(root, "diff", "--name-only", "-z", "--no-renames", base, "HEAD", "--")
    return [path for path in listed.split("\0") if path]


def _git(root: Path, *arguments: str) -> str:
    return git(root, *arguments).decode("utf-8", "surrogateescape").strip()


def report(root: Path, base: str, number: int) -> dict[str, object]:
    """The whole report: the pull request's number, the commit, the comment, labels and suggestions."""
    base = _git(root, "merge-base", base, "HEAD")  # what came to the main branch meanwhile is not this change
    changed = changed_files(root, base)
    checked = validate(root)
    difference = between(root, base, None)
    found = list(suggestions(root, checked.library, changed))[:MOST_SUGGESTIONS]
    return {
        "number": number,
        "head": _git(root, "rev-parse", "HEAD"),
        "markdown": markdown(difference, checked, changed),
        "labels": labels(difference),
        "suggestions": [asdict(each) for each in found],
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the report as OUT/report.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="commit that the pull request goes onto")
    parser.add_argument("--number", type=int, required=True, help="number of the pull request")
    parser.add_argument("--out", type=Path, required=True, help="folder for report.json")
    parser.add_argument("--root", type=Path, default=ROOT, help="another knowledge base of the same shape")
    options = parser.parse_args(arguments)
    try:
        made = report(options.root, options.base, options.number)
    except NoRevision as error:
        print(f"pr_report.py: {error}", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "report.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    print(made["markdown"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
