"""Rename a citation key wherever it stands: in the bibliography, the records, and the links of written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from backed.editor.asking import Refused
from backed.editor.draft import write_whole
from backed.library import Library
from backed.record.model import KEY_PATTERN

PLACES = (
    "references.bib", "claims/*.yml", "statements/*.yml", "vocabulary/*.yml", "safety.yml", "exceptions.yml",
    "audit/**/*.yml", "docs/**/*.md",
)  # fmt: skip


def rename_key(root: Path, library: Library, old: str, new: str) -> Iterator[str]:
    """Write `new` for `old` in every file; yields the paths that changed. Raises Refused."""
    if old not in library.references:
        raise Refused(f"{old} is not in references.bib")
    if library.has_reference(new):
        raise Refused(f"{new} is there already; merge the two entries by hand")
    if not re.fullmatch(KEY_PATTERN, new):
        raise Refused(f"{new} is no citation key; write it like Moustafa2013extension")
    whole = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for path in (path for place in PLACES for path in sorted(root.glob(place))):
        if path.is_symlink():
            continue
        before = path.read_bytes().decode("utf-8", "surrogateescape")
        after = whole.sub(new, before)
        if after != before:
            write_whole(path, after)
            yield path.relative_to(root).as_posix()
