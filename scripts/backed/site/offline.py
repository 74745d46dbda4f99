"""What a browser needs to keep the site for reading without a connection: the worker, and the list of all files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from backed.site.ledger import Entry, digest
from backed.site.linkcheck import address

WORKER = "assets/offline/worker.js"
_DATA = "api/"  # for programs, not for readers


def files(entries: Mapping[str, Entry], docs: Path) -> list[tuple[str, bytes]]:
    """The worker with the version of this site, and the files that "save every page" saves; nothing without a worker."""
    code = docs / WORKER
    if not code.is_file():
        return []
    version = digest(*(text for path in sorted(entries) for text in (path, entries[path].key)))
    listed = json.dumps(sorted(_readable(entries)), separators=(",", ":"))
    return [
        ("sw.js", f'var VERSION = "{version[:12]}";\n{code.read_text("utf-8")}'.encode()),
        ("assets/offline/files.json", listed.encode()),
    ]


def _readable(paths: Iterable[str]) -> list[str]:
    return [address(path) for path in paths if not path.startswith(_DATA) and path != WORKER]
