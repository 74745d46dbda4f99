"""The same claims as ordinary Markdown pages, and what other generators need to build them: the yardstick of `run.py`.

Each page says what the record says, as a person would write it in Markdown: a title, headings, paragraphs and lists.
Pages stay out of the navigation, since MkDocs takes quadratic time over thousands of pages in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_MKDOCS = """site_name: Yardstick
site_url: https://example.org/
theme: {name: material, font: false}
nav: [index.md]
not_in_nav: "/claims/*"
"""
_HUGO = 'baseURL = "https://example.org/"\ntitle = "Yardstick"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
_HUGO_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n"
)


def write(base: Path, target: Path) -> None:
    """Write the claims of the knowledge base `base` as Markdown into `target`, with settings for three generators."""
    shutil.rmtree(target, ignore_errors=True)
    docs, content = target / "docs", target / "hugo/content"
    for folder in (docs / "claims", content, target / "hugo/layouts/_default"):
        folder.mkdir(parents=True)
    (target / "mkdocs.yml").write_text(_MKDOCS, "utf-8")
    (target / "hugo/config.toml").write_text(_HUGO, "utf-8")
    for kind in ("single", "list"):
        (target / f"hugo/layouts/_default/{kind}.html").write_text(_HUGO_PAGE, "utf-8")
    (docs / "index.md").write_text("# Yardstick\n\nThe claims are in a folder of their own.\n", "utf-8")
    (content / "claims").symlink_to((docs / "claims").resolve())
    for path in sorted((base / "claims").glob("*.yml")):
        text = page(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
        (docs / "claims" / f"{path.stem}.md").write_text(text, "utf-8")


def page(record: dict[str, Any]) -> str:
    """One record as Markdown."""
    title = str(record["claim"])
    quoted = title.replace('"', "'")
    return f'---\ntitle: "{quoted}"\n---\n\n# {title}\n' + "".join(
        f"\n## {key.capitalize()}\n\n" + "\n".join(_lines(value, 0)) + "\n"
        for key, value in record.items()
        if key != "claim"
    )


def _lines(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _item(f"**{key}**", inner, depth)
    elif isinstance(value, list):
        for inner in value:
            first, *rest = inner.items() if isinstance(inner, dict) else [("", inner)]
            yield from _item(f"*{first[0]}*" if first[0] else "", first[1], depth)
            yield from _lines(dict(rest), depth + 1)
    else:
        yield f"{value}"


def _item(name: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, dict | list):
        yield f"{'    ' * depth}- {name}"
        yield from _lines(value, depth + 1)
    else:
        yield f"{'    ' * depth}- {name} {value}"
