"""A knowledge base of N claims for measuring: this repository's own records, copied under new ids and keys.

Real records have real lengths, real links and real figures, which made-up ones do not. One reference is copied for
every four claims, so that large bases share sources as real ones do.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLAIMS_PER_REFERENCE = 4
_LINKED = re.compile(r"^(related|others-rated):\n(?:[- ].*\n)*", re.MULTILINE)
_KEY = re.compile(r"@\w+\{([^,]+),")
_IDENTITY = re.compile(r"^\s*(doi|pmid|contains|trial|caution)\s*=.*\n", re.MULTILINE)


def generate(target: Path, claims: int) -> None:
    """Write a knowledge base of `claims` claims into the empty or absent folder `target`."""
    shutil.copytree(ROOT / "vocabulary", target / "vocabulary")
    for name in ("safety.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, target / name)
    for folder in ("docs", "theme"):
        shutil.copytree(ROOT / folder, target / folder)
    for folder in ("claims", "statements"):
        (target / folder).mkdir()
    bibliography = (ROOT / "references.bib").read_text("utf-8")
    entries = [f"@{part}" for part in re.split(r"^@", bibliography, flags=re.MULTILINE)[1:]]
    keys = [match[1] for match in map(_KEY.match, entries) if match]
    copies = max(claims // CLAIMS_PER_REFERENCE // len(keys), 1)
    (target / "references.bib").write_text("".join(_references(entries, keys, copies)), "utf-8")
    _claims(target / "claims", claims, copies, re.compile(r"\b(" + "|".join(map(re.escape, keys)) + r")\b"))


def _references(entries: list[str], keys: list[str], copies: int) -> list[str]:
    texts = list(entries)
    for copy in range(1, copies):
        for key, entry in zip(keys, entries, strict=True):
            text = entry.replace(f"{{{key},", f"{{{_renamed(key, copy)},", 1)
            texts.append(_IDENTITY.sub("", text).replace("verified", "caution = {A copy for measuring.},\n  verified", 1))
    return texts


def _renamed(key: str, copy: int) -> str:
    return f"{key}v{copy}" if copy else key


def _claims(folder: Path, number: int, copies: int, keys: re.Pattern[str]) -> None:
    originals = sorted((ROOT / "claims").glob("*.yml"))
    texts = [(path.stem, _LINKED.sub("", path.read_text("utf-8"))) for path in originals]
    for n in range(number):
        stem, text = texts[n % len(texts)]
        copy = n // len(texts)
        if copy:
            text = keys.sub(lambda found, copy=copy: _renamed(found[0], copy % copies), text)  # type: ignore[misc]
        (folder / f"{stem[:60]}-{n}.yml").write_text(text, "utf-8")
