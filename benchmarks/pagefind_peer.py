"""Pagefind beside our search: the same queries over the pages of the same claims, in the same browser.

    uv run --with 'pagefind[bin]' benchmarks/pagefind_peer.py [NUMBER OF CLAIMS ...]

Without a number: the claims of this repository, for which the queries of evaluation/queries.yml were written.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks"), str(ROOT / "tests")]

from generate import asked_sizes, generate  # noqa: E402

from backed.index.search_quality import mean_reciprocal_rank, queries  # noqa: E402
from backed.publish import publish  # noqa: E402
from conftest import QUIET, browser_path  # noqa: E402
from local import Files, files, served  # noqa: E402

RESULTS = ROOT / "benchmarks/pagefind.json"
SHOWN, DEPTH = 4, 10  # results in a list under a box, and results that count for the rank
EACH, LEAST = 10, 3  # every tenth query is typed letter by letter, from the third on, as Pagefind advises
TRIES = 3  # the best of so many counts, since other programs run on this machine too
TWO = "tr"  # the first two letters of traction
BLANK = "pagefind/blank.html"  # a page without a security policy
ASK = """async ([queries, shown]) => {
  window.pagefind = window.pagefind || await import("/pagefind/pagefind.js");
  const found = [];
  for (const query of queries) {
    const began = performance.now(), search = await pagefind.search(query);
    const results = await Promise.all(search.results.slice(0, shown).map((result) => result.data()));
    found.push([results.map((result) => result.url), performance.now() - began]);
  }
  return found;
}"""
Found = list[tuple[list[str], float]]


@dataclass(frozen=True)
class Cost:
    """What Pagefind costs over the pages of so many claims; times in milliseconds, rank where the queries fit."""

    claims: int
    version: str
    indexing: float
    bytes_first: int
    rank: float | None
    prefixes: int
    median: float
    slowest: float
    slowest_prefix: str
    two_letters: float

    def __str__(self) -> str:
        rank = "" if self.rank is None else f"mean reciprocal rank {self.rank:.3f}, "
        return (
            f"{self.claims:>6} claims, {self.version}: {rank}{self.bytes_first / 1000:.0f} KB compressed before the first "
            f"result, indexed in {self.indexing / 1000:.1f} s, {self.prefixes} prefixes once loaded: median "
            f"{self.median:.1f} ms, slowest {self.slowest:.1f} ms for {self.slowest_prefix!r}; {TWO!r} {self.two_letters:.0f} ms"
        )


def cost(claims: int | None) -> Cost:
    """Build a site, index its claim pages and ask them in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        root, site = Path(folder) / "base", Path(folder) / "site"
        if claims is None:
            root = ROOT
        else:
            generate(root, claims)
        publish(root, site, cache=False)
        began = time.perf_counter()
        _run("--site", str(site), "--glob", "claims/*/index.html", "--root-selector", "article")
        indexing = (time.perf_counter() - began) * 1000
        (site / BLANK).write_text("<!doctype html><meta charset=utf-8><title>search</title>", "utf-8")
        with _served(site) as (address, asked):
            return _measured(
                len(list(site.glob("claims/*/index.html"))), indexing, site, address, asked, claims is None
            )


def _measured(claims: int, indexing: float, site: Path, address: str, asked: list[str], ours: bool) -> Cost:
    from playwright.sync_api import sync_playwright

    held = queries(ROOT / "evaluation/queries.yml")
    typed = [query.query for query in held]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        page = browser.new_page()
        page.goto(address + BLANK)
        page.evaluate(ASK, [typed[:1], SHOWN])
        first = sum(_compressed(site / path) for path in set(asked) if path.startswith("pagefind/") and path != BLANK)
        rank = None
        if ours:
            found = dict(zip(typed, _answers(page, typed, DEPTH), strict=True))
            rank = mean_reciprocal_rank(held, lambda query: [url.split("/")[2] for url in found[query][0]])
        prefixes = sorted({query[:end] for query in typed[::EACH] for end in range(LEAST, len(query) + 1)})
        _answers(page, prefixes, SHOWN)  # everything is loaded after this
        tries = [[took for _, took in _answers(page, prefixes, SHOWN)] for _ in range(TRIES)]
        timed = sorted(zip(map(min, zip(*tries, strict=True)), prefixes, strict=True))
        two = _answers(page, [TWO], SHOWN)[0][1]
        browser.close()
    return Cost(
        claims, _run("--version"), indexing, first, rank, len(timed), timed[len(timed) // 2][0], *timed[-1], two
    )


def _answers(page: Any, typed: Sequence[str], shown: int) -> Found:
    found: Found = page.evaluate(ASK, [list(typed), shown])
    return found


def _compressed(file: Path) -> int:
    """Bytes on the line; what Pagefind has compressed by itself stays as it is."""
    data = file.read_bytes()
    return min(len(data), len(gzip.compress(data, 6)))


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "pagefind", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a folder, and the paths that were asked for."""
    asked: list[str] = []

    class Noting(Files):
        def do_GET(self) -> None:
            asked.append(self.path.partition("?")[0].lstrip("/"))
            super().do_GET()

    with served(files(folder, Noting)) as address:
        yield f"{address}/", asked


def main(sizes: list[int]) -> None:
    """Print a line for each size, and note it beside those of other sizes; or say that there is nothing to measure."""
    if importlib.util.find_spec("pagefind") is None:
        print("Pagefind is not installed: uv run --with 'pagefind[bin]' benchmarks/pagefind_peer.py")
        return
    noted = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    for size in sizes or [None]:
        found = cost(size)
        print(found)
        noted["this repository" if size is None else str(size)] = asdict(found)
        RESULTS.write_text(json.dumps(noted, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(asked_sizes(__doc__, "those of this repository"))
