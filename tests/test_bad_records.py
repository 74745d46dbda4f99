"""Every fault is told at its place, with its rule, and nothing else is told beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Expected, apply, case_paths, copy_of_base

from backed.problem import Problem
from backed.validation import validate


def assert_exactly(problems: tuple[Problem, ...], expected: list[Expected]) -> None:
    """Each problem is expected, and each expected one came."""
    told = "\n".join(f"{p.path}:{p.line}:{p.column} {p.severity} {p.rule} {p.message}" for p in problems)
    for each in expected:
        assert any(each.is_told_by(problem) for problem in problems), f"missing: {each}\ncame:\n{told}"
    extra = [problem for problem in problems if not any(each.is_told_by(problem) for each in expected)]
    assert not extra, f"beside what was expected came: {extra}\nall:\n{told}"


@pytest.mark.parametrize("case", case_paths(), ids=lambda path: path.stem)
def test_every_bad_record_is_told(case: Path, tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    expected = apply(case, root)
    assert expected, f"{case} expects nothing"
    assert_exactly(validate(root).problems, expected)
