"""The layout of the code is what its own description says: parts in one order, no circle anywhere."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import backed

HOME = Path(backed.__file__).parent
ORDER = re.findall(r"\w+", (backed.__doc__ or "").partition(":\n")[2])
ORDER_FROM = {name: place for place, name in enumerate(ORDER)}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(HOME.rglob("*.py")):
        dotted = ".".join(("backed", *file.relative_to(HOME).with_suffix("").parts)).removesuffix(".__init__")
        yield dotted, ast.parse(file.read_text("utf-8"))


NAMES = {name for name, _ in modules()}


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module of ours that a module imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "backed":
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in NAMES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in NAMES)


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_imports_go_one_way() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, tree in modules()
        for other in imported(tree)
        if part(module) != part(other) and ORDER_FROM[part(other)] > ORDER_FROM[part(module)]
    ]
    assert wrong == []


def test_every_part_has_its_place() -> None:
    assert sorted({part(name) for name in NAMES} - {""}) == sorted(ORDER)


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {module: set(imported(tree)) - {module} for module, tree in modules()}
    assert set(graphlib.TopologicalSorter(graph).static_order()) >= NAMES


def test_only_named_modules_touch_the_network() -> None:
    asking = {
        module
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        if name.split(".")[0] in {"requests", "httpx", "urllib3", "socket"}
        or name.startswith(("urllib.request", "http.client"))
    }
    assert asking <= {"backed.editor.web", "backed.editor.outside", "backed.site.serve"}, asking


def test_what_only_new_files_need_is_not_waited_for() -> None:
    asked = "import sys, backed.publish; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], cwd=HOME.parent, capture_output=True, text=True, check=True)
    assert "backed.publish" in run.stdout.split()
    assert {"bibtexparser", "pylatexenc", "markdown"}.isdisjoint(run.stdout.split())
