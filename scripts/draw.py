"""Draw evidence items at random for another reading: `draw.py SEED SHARE` prints the file for audit/readings/ to fill in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from backed.audit import draw, evidence_items
from backed.library import load

ROOT = Path(__file__).resolve().parent.parent


def blank(root: Path, seed: int, share: float) -> str:
    """The text of a reading file with every item that was drawn; `...` stands where the reader writes."""
    items = evidence_items(load(root).library)
    head = f"title: ...\non: ...\nby: ...\nseed: {seed}\nshare: {share:g}\nof: {len(items)}\nafter: ...\nitems:\n"
    drawn = (
        f"- claim: {claim}\n  source: {source}\n  outcome: ...\n  seen: ...\n"
        for claim, source in draw(items, seed, share)
    )
    return head + "".join(drawn)


def main() -> None:
    """Print the blank file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int, metavar="SEED", help="any whole number; the same seed draws the same items")
    parser.add_argument("share", type=float, metavar="SHARE", help="share of all items, e.g. 0.1")
    options = parser.parse_args()
    if not 0 < options.share <= 1:
        parser.error("the share lies between 0 and 1")
    print(blank(ROOT, options.seed, options.share), end="")


if __name__ == "__main__":
    main()
