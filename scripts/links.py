"""Ask whether the addresses of references still lead somewhere; exit 1 when one is gone. Weekly, never for a change."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from backed.editor.options import agent
from backed.editor.outside import ask, checked, table
from backed.library import load

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print a table of what is not fine."""
    found = checked(load(ROOT).library.references, ask(agent(ROOT)))
    print(table(found))
    return 1 if found["gone"] else 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    sys.exit(main())
