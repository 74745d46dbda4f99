"""What search costs and how good it is: bytes before the first result, time for every prefix, and mean reciprocal rank.

uv run benchmarks/search.py [NUMBER OF CLAIMS ...]
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks")]

from generate import asked_sizes, generate  # noqa: E402

from backed.index import build  # noqa: E402
from backed.index.search_engine import SearchEngine, sources  # noqa: E402
from backed.index.search_quality import (  # noqa: E402
    held_out,
    mean_reciprocal_rank,
    plain_full_text,
    queries,
)
from backed.index.shared import shared  # noqa: E402
from backed.library import Library, load  # noqa: E402
from backed.part import bytes_of  # noqa: E402
from backed.sentence.generate import sentence  # noqa: E402

BUDGETS = {500: 100_000, 10_000: 700_000}  # bytes, compressed, before the first result
ANSWER = 50.0  # milliseconds for any prefix, once loaded
SHOWN = 4  # claims in the list under the box
RESULTS = ROOT / "benchmarks/search.json"
QUERIES = ROOT / "evaluation/queries.yml"


@dataclass(frozen=True)
class Cost:
    """What one size of knowledge base costs a browser. Times are in milliseconds, in this machine's V8."""

    claims: int
    bytes_first: int
    opening: float
    prefixes: int
    median: float
    slowest: float
    slowest_prefix: str

    def __str__(self) -> str:
        return (
            f"{self.claims:>6} claims: {self.bytes_first / 1000:.0f} KB compressed before the first result "
            f"(budget {BUDGETS.get(self.claims, 0) / 1000:.0f}), opened in {self.opening:.0f} ms, {self.prefixes} prefixes: "
            f"median {self.median:.1f} ms, slowest {self.slowest:.1f} ms for {self.slowest_prefix!r} (budget {ANSWER:.0f})"
        )


def library_of(claims: int) -> Library:
    """A knowledge base of this many claims."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "base", claims)
        return load(Path(folder) / "base").library


def bytes_before_first_result(files: dict[str, bytes]) -> int:
    """The index, the engine and the sentences of the first results, at worst each from a file of its own, compressed."""
    shards = sorted((data for path, data in files.items() if "/sentences-" in path), key=len)[-SHOWN:]
    parts = [files[build.FIRST], *shards, *(file.read_bytes() for file in sources())]
    return sum(len(gzip.compress(part, 6)) for part in parts)


def prefixes() -> Iterator[str]:
    """Everything that stands in the box, from the second letter on, while the queries are typed."""
    seen = set()
    for query in queries(QUERIES):
        seen |= {query.query[:end] for end in range(2, len(query.query) + 1)}
    yield from sorted(seen)


def cost(library: Library) -> Cost:
    """Open the index of a library and search for every prefix, as the box does."""
    files = bytes_of(build.parts(library, lambda id_: sentence(library.topic(id_), "reader")))
    texts = [files[f"{build.FOLDER}{name}.json"].decode() for name in ("index", "references", "pages")]
    began = time.perf_counter()
    with SearchEngine(*texts) as engine:
        opening = (time.perf_counter() - began) * 1000
        timed = sorted((_timed(engine, prefix), prefix) for prefix in prefixes())
    slowest, prefix = timed[-1]
    median = timed[len(timed) // 2][0]
    return Cost(len(library.claims), bytes_before_first_result(files), opening, len(timed), median, slowest, prefix)


def _timed(engine: SearchEngine, prefix: str) -> float:
    """The best of three tries, since other programs run on this machine too."""
    return min(_once(engine, prefix) for _ in range(3))


def _once(engine: SearchEngine, prefix: str) -> float:
    began = time.perf_counter()
    engine.claims(prefix, SHOWN)
    return (time.perf_counter() - began) * 1000


@dataclass(frozen=True)
class Quality:
    """The mean reciprocal rank of our search and of plain full-text search over the same queries."""

    queries: int
    ours: float
    held_out: float
    plain: float

    def __str__(self) -> str:
        return (
            f"mean reciprocal rank over {self.queries} queries: {self.ours:.3f} (held out {self.held_out:.3f}); "
            f"plain full-text search {self.plain:.3f}"
        )


def quality() -> Quality:
    """How often what was asked for comes first, over the claims of this repository."""
    library, asked = load(ROOT).library, queries(QUERIES)
    with SearchEngine(json.dumps(shared(library))) as engine:
        ours, unseen = (mean_reciprocal_rank(some, engine.claims) for some in (asked, held_out(asked)))
    return Quality(len(asked), ours, unseen, mean_reciprocal_rank(asked, plain_full_text(library)))


def main(sizes: list[int]) -> None:
    """Print everything, one line each, and note it."""
    found, costs = quality(), [cost(library_of(size)) for size in sizes or BUDGETS]
    print(found, *costs, sep="\n")
    noted = {"quality": asdict(found), "costs": [asdict(each) for each in costs]}
    RESULTS.write_text(json.dumps(noted, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(asked_sizes(__doc__, " and ".join(f"{size:,}" for size in BUDGETS)))
