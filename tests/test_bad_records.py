"""Every fault is told at its place, with its rule, and nothing else is told beside it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import backed
from backed.problem import Problem
from backed.rule import RULES
from backed.validation import validate
from cases import Expected, add, apply, case_paths, copy_of_base, edit

SOURCES = Path(backed.__file__).parent
LOADERS = (*sorted(SOURCES.glob("record/*.py")), SOURCES / "validation.py")


def assert_exactly(problems: tuple[Problem, ...], expected: list[Expected]) -> None:
    """Each problem is expected, and each expected one came."""
    told = "\n".join(f"{p.path}:{p.line}:{p.column} {p.severity} {p.rule} {p.message}" for p in problems)
    for each in expected:
        assert any(each.is_told_by(problem) for problem in problems), f"missing: {each}\ncame:\n{told}"
    extra = [problem for problem in problems if not any(each.is_told_by(problem) for each in expected)]
    assert not extra, f"beside what was expected came: {extra}\nall:\n{told}"
    for problem in problems:
        assert problem.fix, f"{problem} does not say how to repair it"
        assert not problem.message.endswith("."), problem.message


@pytest.mark.parametrize("case", case_paths(), ids=lambda path: path.stem)
def test_every_bad_record_is_told(case: Path, tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    expected = apply(case, root)
    assert expected, f"{case} expects nothing"
    assert_exactly(validate(root).problems, expected)


# Faults that are too large or too odd to keep in git: how to make them, and what must come.
def _too_large(root: Path) -> None:
    add(root, "claims/heel-cup-pain.yml", "# " + "x" * 10_000_000 + "\n")


def _too_large_list(root: Path) -> None:
    add(root, "vocabulary/glossary.yml", "# " + "x" * 10_000_000 + "\n")


def _brackets(root: Path) -> None:
    add(root, "claims/deep.yml", "[" * 100_000)


def _braces(root: Path) -> None:
    add(root, "claims/deep.yml", "{a: " * 100_000)


def _hyphens(root: Path) -> None:
    add(root, "claims/deep.yml", "-  " * 100_000)


def _question_marks(root: Path) -> None:
    add(root, "claims/deep.yml", "? - " * 100_000)


def _indentation(root: Path) -> None:
    add(root, "claims/deep.yml", "".join(" " * depth + "a:\n" for depth in range(800)))


def _alias_bomb(root: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 3)]
    add(root, "claims/bomb.yml", "\n".join(lines) + "\n")


def _link(root: Path) -> None:
    (root / "claims/link.yml").symlink_to("heel-cup-pain.yml")


def _link_outside(root: Path) -> None:
    (root / "claims/passwd.yml").symlink_to("/etc/passwd")


def _dangling_link(root: Path) -> None:
    (root / "claims/nowhere.yml").symlink_to("/no/such/file")


def _folder_outside(root: Path) -> None:
    (root / "statements").rename(root.parent / "elsewhere")
    (root / "statements").symlink_to(root.parent / "elsewhere")


def _folder_for_file(root: Path) -> None:
    (root / "vocabulary/glossary.yml").unlink()
    (root / "vocabulary/glossary.yml").mkdir()


def _folder_for_record(root: Path) -> None:
    (root / "claims/nest.yml").mkdir()


def _no_bibtex(root: Path) -> None:
    (root / "references.bib").unlink()


def _no_vocabulary(root: Path) -> None:
    (root / "vocabulary/outcomes.yml").unlink()


def _bibtex_of_another_encoding(root: Path) -> None:
    raw = (root / "references.bib").read_bytes()
    (root / "references.bib").write_bytes(raw.replace(b"Invented Practice", b"Invented Caf\xe9s"))


def _exceptions_of_another_encoding(root: Path) -> None:
    (root / "exceptions.yml").write_bytes(b"- rule: caf\xe9\n")


def _exceptions_are_no_list(root: Path) -> None:
    add(root, "exceptions.yml", "rule: stated-certainty\n")


MADE: dict[Callable[[Path], None], list[str]] = {
    _too_large: ["claims/heel-cup-pain.yml:1:1 file-too-large at most 524,288"],
    _too_large_list: ["vocabulary/glossary.yml:1:1 file-too-large at most 524,288"],
    _brackets: ["claims/deep.yml:1:21 yaml-depth more than 20 levels"],
    _braces: ["claims/deep.yml:1:81 yaml-depth more than 20 levels"],
    _hyphens: ["claims/deep.yml:1:61 yaml-depth more than 20 levels"],
    _question_marks: ["claims/deep.yml:1:41 yaml-depth more than 20 levels"],
    _indentation: ["claims/deep.yml:21:21 yaml-depth more than 20 levels"],
    _alias_bomb: [
        *(f"claims/bomb.yml:{line}:5 yaml-anchor anchor &a{line - 1}" for line in (1, 2, 3)),
        *(f"claims/bomb.yml:{n + 1}:{10 + at * 5} yaml-alias alias *a{n - 1}" for n in (1, 2) for at in range(10)),
    ],
    _link: ["claims/link.yml:1:1 file-outside the file is a link"],
    _link_outside: ["claims/passwd.yml:1:1 file-outside the file is a link"],
    _dangling_link: ["claims/nowhere.yml:1:1 file-outside the file is a link"],
    _folder_outside: ["statements/heel-shop-page.yml:1:1 file-outside leaves the folder"],
    _folder_for_file: ["vocabulary/glossary.yml:1:1 file-unreadable cannot be opened"],
    _folder_for_record: ["claims/nest.yml:1:1 file-ending nest.yml is no record"],
    _no_bibtex: ["references.bib:1:1 missing-file references.bib is missing"],
    _no_vocabulary: ["vocabulary/outcomes.yml:1:1 missing-file vocabulary/outcomes.yml is missing"],
    _bibtex_of_another_encoding: ["references.bib:45:31 not-utf-8 not UTF-8 from here on"],
    _exceptions_of_another_encoding: ["exceptions.yml:1:12 not-utf-8 not UTF-8 from here on"],
    _exceptions_are_no_list: ["exceptions.yml:1:1 wrong-value a list is expected"],
}


def _made(line: str) -> Expected:
    place, rule, fragment = line.split(" ", 2)
    return Expected(place, "error", rule, fragment)


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_every_fault_made_here_is_told(make: Callable[[Path], None], tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    make(root)
    assert_exactly(validate(root).problems, [_made(line) for line in MADE[make]])


def test_an_unreadable_file_hides_no_fault_of_another(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, "claims/heel-cup-pain.yml", "kind: effect", "kind: [effect")
    edit(root, "claims/heel-spur-cause.yml", "kind: cause", "kind: cuase")
    edit(root, "references.bib", "10.5555/work.2018.1", "doi:10.5555/work.2018.1")
    rules = [problem.rule for problem in validate(root).problems]
    assert rules == ["yaml-syntax", "unknown-word", "malformed-doi"]


def test_the_base_is_the_good_record_of_every_rule(tmp_path: Path) -> None:
    result = validate(copy_of_base(tmp_path))
    assert result.problems == ()
    assert result.skipped == {}
    assert result.checked["rules"] == len(RULES) >= 78


def told_by_a_case() -> set[str]:
    """Every rule and fault that a case expects."""
    made = {_made(line).rule for lines in MADE.values() for line in lines}
    kept = {rule for path in case_paths() for rule in _rules_of(path)}
    return made | kept | {"no-claims", "no-rules"}  # these two are in test_validation.py


def _rules_of(case: Path) -> Iterator[str]:
    text = (case / "expected.txt" if case.is_dir() else case).read_text("utf-8")
    for line in text.splitlines():
        if case.is_dir() or line.startswith("= "):
            yield line.removeprefix("= ").split(" ")[2]


def fault_names() -> set[str]:
    """Every kebab-case text of the loader that stands where a fault is named."""
    names: set[str] = set()
    for module in LOADERS:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            names.update(_named(node))
    return names | {"duplicate-doi", "duplicate-pmid"}


def _named(node: ast.AST) -> Iterator[str]:
    at = {"Fault": 1, "_fault": 2, "Problem": 4}
    parts: list[ast.expr] = []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in at:
        parts = node.args[at[node.func.id] : at[node.func.id] + 1]
    elif isinstance(node, ast.Tuple) and len(node.elts) == 3:  # (rule, message, fix), (good, rule, form)
        parts = node.elts[:2]
    for part in parts:
        text = part.value if isinstance(part, ast.Constant) else None
        if isinstance(text, str) and text.count("-") in (1, 2, 3) and text.replace("-", "").isalpha():
            yield text


def test_every_rule_and_every_fault_of_the_loader_has_a_case() -> None:
    names = fault_names()
    assert {"yaml-alias", "missing-key", "malformed-doi", "file-ending", "key-order"} <= names
    assert sorted((names | RULES.keys()) - told_by_a_case()) == []


def test_every_rule_is_documented() -> None:
    for rule in RULES.values():
        assert rule.text[:1].isupper() or rule.text.startswith(("`", "“")), rule.name
        assert rule.text.split("\n")[0].endswith((".", ".)")), rule.name
