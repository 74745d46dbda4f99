"""Write schemas/ anew from the record models: run it after a field was added, renamed or described better."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from backed.data.schema import FOLDER, schemas

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write every schema, and delete those that no model stands behind any more."""
    folder = ROOT / FOLDER
    folder.mkdir(exist_ok=True)
    texts = schemas()
    for old in folder.glob("*.json"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
        print(f"wrote {FOLDER}/{name}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
