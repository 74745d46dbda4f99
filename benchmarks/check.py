"""What the statement check costs: bytes before the first answer, the first answer on a warm page, and a long page.

uv run benchmarks/check.py [NUMBER OF CLAIMS ...]
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks"), str(ROOT / "tests")]

from generate import asked_sizes, generate  # noqa: E402

from backed.check import evaluation  # noqa: E402
from backed.check.engine import ENGINE, sources  # noqa: E402
from backed.index import build  # noqa: E402
from backed.library import load  # noqa: E402
from backed.part import bytes_of  # noqa: E402
from backed.site.written import lean  # noqa: E402
from conftest import QUIET, browser_path  # noqa: E402
from local import files, served  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

BYTES, FIRST, LONG = 500_000, 300.0, 1000.0  # budgets: bytes compressed, and milliseconds
RESULTS = ROOT / "benchmarks/check.json"
USUAL = 1000  # claims up to which the long page keeps its budget
WORDS = 10_000
ROUNDS = 5
SENTENCE = "Inversion tables relieve sciatica for good, and the discs take in water."
# The worker is the page's own; the page here only asks it and takes the time.
PAGE = "<!doctype html><meta charset=utf-8><title>check</title>"
ASK = """async (texts) => {
  const worker = new Worker("assets/check/worker.js"), times = [];
  let answered = null, ask = 0;
  const opening = performance.now();
  await new Promise((done, failed) => { worker.onmessage = (event) => event.data.failed ? failed(event.data.failed) : done(); });
  const opened = performance.now() - opening;
  await new Promise((done) => setTimeout(done, 1000));  // until a person has pasted something
  worker.onmessage = (event) => { if (event.data.result) answered(event.data.result.findings.length); };
  for (const text of texts) {
    const began = performance.now();
    const findings = await new Promise((done) => { answered = done; worker.postMessage({ ask: ++ask, text: text }); });
    times.push([performance.now() - began, findings]);
  }
  worker.terminate();
  return { opened: opened, times: times };
}"""
# The peer: how long the browser itself takes to find the words of the long text, ten times over.
SPLIT = """(text) => {
  const words = new Intl.Segmenter("en", { granularity: "word" }), began = performance.now();
  for (let time = 0; time < 10; time++) for (const word of words.segment(text)) word.isWordLike;
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Cost:
    """What one size of knowledge base costs a browser; times in milliseconds, in headless Chromium."""

    claims: int
    bytes_first: int
    opened: float
    first: float
    long: float
    peer: float
    findings: int

    @property
    def within(self) -> bool:
        """Whether every budget is kept."""
        return self.bytes_first <= BYTES and self.first <= FIRST and (self.claims > USUAL or self.long <= LONG)

    def __str__(self) -> str:
        return (
            f"{self.claims:>6} claims: {self.bytes_first / 1000:.0f} KB compressed before the first answer (budget "
            f"{BYTES / 1000:.0f}), opened in {self.opened:.0f} ms, first answer on the open page {self.first:.0f} ms (budget "
            f"{FIRST:.0f}), {WORDS} words with {self.findings} findings {self.long:.0f} ms (budget {LONG:.0f}), "
            f"{self.long / self.peer:.1f} times what Intl.Segmenter takes to split them ten times ({self.peer:.0f} ms)"
        )


def cost(claims: int) -> Cost:
    """Build the index of a knowledge base of this size and ask it in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        generate(Path(folder) / "base", claims)
        files = bytes_of(build.parts(load(Path(folder) / "base").library, lambda id_: id_))
        _write(site, files)
        told, peer = _asked(site, [SENTENCE, long_text()])
    first, long_one = told["times"]
    return Cost(claims, _first_bytes(files), told["opened"], first[0], long_one[0], peer, int(long_one[1]))


def long_text() -> str:
    """A page of ten thousand words: the labelled statements, again and again."""
    lines = [one.text for one in evaluation.statements(ROOT)]
    words = 0
    taken = []
    while words < WORDS:
        line = lines[len(taken) % len(lines)]
        taken.append(line)
        words += len(line.split())
    return "\n\n".join(taken)


def _first_bytes(files: dict[str, bytes]) -> int:
    scripts = (lean(file.read_bytes()) for file in [*sources(), ENGINE / "worker.js"])
    return sum(
        len(gzip.compress(part, 6)) for part in [files[build.FIRST], files[f"{build.FOLDER}check.json"], *scripts]
    )


def _write(site: Path, files: dict[str, bytes]) -> None:
    (site / "assets/check").mkdir(parents=True)
    for script in ENGINE.glob("*.js"):
        (site / "assets/check" / script.name).write_bytes(lean(script.read_bytes()))
    (site / build.FOLDER).mkdir()
    for path, data in files.items():
        (site / path).write_bytes(data)
    (site / "index.html").write_text(PAGE, "utf-8")


def _asked(site: Path, texts: list[str]) -> tuple[dict[str, Any], float]:
    """What the quickest of some fresh workers needed, as other work on the machine slows one or the other; and the peer."""
    from playwright.sync_api import sync_playwright

    with served(files(site)) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        page: Page = browser.new_page()
        page.goto(address)
        peer = min(page.evaluate(SPLIT, texts[-1]) for _ in range(ROUNDS))
        told = min((page.evaluate(ASK, texts) for _ in range(ROUNDS)), key=lambda one: one["times"][-1][0])
        browser.close()
    return told, peer


def main(sizes: list[int]) -> int:
    """Print the cost of each size, and note it; 1 where a budget is not kept."""
    costs = [cost(size) for size in sizes]
    RESULTS.write_text(json.dumps([asdict(each) for each in costs], indent=1) + "\n", "utf-8")
    print("\n".join(map(str, costs)))
    return 0 if all(one.within for one in costs) else 1


if __name__ == "__main__":
    sys.exit(main(asked_sizes(__doc__, "500 and 10,000") or [500, 10_000]))
