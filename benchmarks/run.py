"""One command that says how fast the whole path is, against others that build as many pages, and how it grows.

    uv run benchmarks/run.py [--sizes 100 1000 10000] [--peers-up-to 10000] [--json benchmarks/results.json]

For each size: our first full build with its search index, nothing cached; the same with what the cache kept of the last
one, when the site itself is gone, and with the parsed records alone; a build after one edited claim, as a fresh command
and inside a running `serve`; validation; MkDocs Material as it comes, Zensical and
Hugo (where installed, with a bare layout) over as many ordinary Markdown pages of the same content; and bare parsing of
the same YAML by PyYAML's C loader. All is measured in one run. Ratios stand by the clock, as a person waits, and by
processor time, which a busy machine changes less and which counts every processor.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import generate
import yaml
import yardstick

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
_BUILD = [sys.executable, str(ROOT / "scripts/build.py")]
_CHANGED = re.compile(r"^would-change: .*$", re.MULTILINE)
# What is wanted at 10,000 claims: (ours, against, at most).
WANTED = (
    ("full", "mkdocs", 0.3),
    ("again", "mkdocs", 0.15),
    ("edit", "mkdocs", 0.05),
    ("serve", "mkdocs", 0.01),
    ("validate", "yaml", 1.5),
    ("full", "hugo", 1.0),
)
MEANING = {
    "full": "our full build, nothing cached",
    "again": "our full build, .cache kept, the site gone",
    "parsed": "our full build, only the records parsed before",
    "edit": "after one edit, as a fresh command",
    "serve": "after one edit, inside serve",
    "validate": "our validation, nothing cached",
    "mkdocs": "MkDocs Material as it comes",
    "zensical": "Zensical as it comes",
    "hugo": "Hugo, a bare layout",
    "yaml": "bare YAML, the C loader",
}


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processors, and the memory in MiB of the largest process at its peak."""

    wall: float
    cpu: float
    memory: float


def command(arguments: list[str], folder: Path) -> Cost:
    """What a command costs with all that it starts. Raises CalledProcessError where it fails."""
    wall = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(arguments, cwd=folder, stdout=said, stderr=said, env=_environment())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(process.returncode, arguments, said.read()[-2000:].decode())
    return Cost(time.perf_counter() - wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def here(work: Callable[[], Any]) -> Cost:
    """What some work costs in this process and those it starts; its memory is that of this process so far."""
    wall, cpu = time.perf_counter(), _cpu()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(time.perf_counter() - wall, _cpu() - cpu, peak)


def _cpu() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def edit(base: Path, number: int) -> None:
    """Change what one claim says: the middle one of those on whether something helps."""
    texts = {path: path.read_text("utf-8") for path in sorted((base / "claims").glob("*.yml"))}
    effects = [path for path, text in texts.items() if "\nkind: effect\n" in text and _CHANGED.search(text)]
    file = effects[len(effects) // 2]
    text = texts[file]
    changed = _CHANGED.sub(f"would-change: A trial with a sham, the {number}th of its kind.", text)
    file.write_text(changed, "utf-8")


def ours(base: Path, out: Path) -> dict[str, Cost]:
    """What our own commands cost, in the order in which a day goes."""
    build = [*_BUILD, "build", "--root", str(base), "--out", str(out)]
    costs = {"validate": command([*_BUILD, "validate", "--root", str(base)], base), "full": command(build, base)}
    shutil.rmtree(out)
    costs["again"] = command(build, base)
    shutil.rmtree(out)
    for note in (base / ".cache").iterdir():
        if note.name != "records":
            shutil.rmtree(note) if note.is_dir() else note.unlink()
    costs["parsed"] = command(build, base)
    edit(base, 1)
    costs["edit"] = command(build, base)
    # A process of its own, so that its memory is not counted to others.
    served = subprocess.run(
        [sys.executable, __file__, "--serve", str(base), str(out)], capture_output=True, text=True, check=True
    )
    return costs | {"serve": Cost(**json.loads(served.stdout))}


def in_serve(base: Path, out: Path) -> Cost:
    """What a build after one edit costs inside a command that goes on, the middle of three."""
    from backed.publish import begin, publish

    going = begin(base)
    publish(base, out, going=going)

    def again() -> None:
        assert publish(base, out, going=going).report

    costs = []
    for number in (2, 3, 4):
        edit(base, number)
        costs.append(here(again))
    return sorted(costs, key=lambda cost: cost.cpu)[1]


def peers(folder: Path) -> dict[str, Cost]:
    """What others cost over the Markdown pages in `folder`."""
    costs = {"mkdocs": command([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "built")], folder)}
    shutil.rmtree(folder / "built")
    for name, arguments in (("zensical", ["build"]), ("hugo", ["--quiet", "-s", "hugo"])):
        if found := shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}"):
            costs[name] = command([found, *arguments], folder)
    return costs


def bare(base: Path) -> None:
    """Parse every record of a base and nothing else."""
    for folder in ("claims", "statements", "vocabulary"):
        for path in sorted((base / folder).glob("*.yml")):
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def measured(size: int, with_peers: bool, work: Path) -> dict[str, Any]:
    """All costs at one size, and how many pages ours and those of the others are."""
    base, out, pages = work / f"base-{size}", work / f"site-{size}", work / f"pages-{size}"
    generate.generate(base, size)
    costs = {"yaml": here(lambda: bare(base))} | ours(base, out)
    count = sum(1 for _ in out.rglob("index.html"))
    shutil.rmtree(out)
    if with_peers:
        yardstick.write(base, pages)
        costs |= peers(pages)
        shutil.rmtree(pages)
    shutil.rmtree(base)
    rounded = {name: {key: round(value, 3) for key, value in asdict(cost).items()} for name, cost in costs.items()}
    return {"claims": size, "our_pages": count, "their_pages": size, "costs": rounded}


def table(results: Iterable[dict[str, Any]]) -> str:
    """The results as text: a line for each thing measured, and what was wanted at the largest size."""
    sizes = list(results)
    heads = "".join(f"{each['claims']:>24,}" for each in sizes)
    lines = ["seconds of processors (of the clock), MiB at the peak", f"{'claims':<48}{heads}"]
    for name, meaning in MEANING.items():
        cells = [_cell(each["costs"].get(name)) for each in sizes]
        lines.append(f"{meaning:<48}{''.join(f'{cell:>24}' for cell in cells)}")
    lines += ["", f"ratios at {sizes[-1]['claims']:,} claims by the clock (of processor time); wanted at 10,000"]
    lines += [_ratio_line(sizes[-1]["costs"], *each) for each in WANTED]
    return "\n".join(lines)


def _cell(cost: dict[str, float] | None) -> str:
    return f"{cost['cpu']:.2f} ({cost['wall']:.1f}) {cost['memory']:.0f}" if cost else "not measured"


def _ratio_line(costs: dict[str, dict[str, float]], name: str, against: str, most: float) -> str:
    said = f"{MEANING[name]} / {MEANING[against]}"
    if not (name in costs and against in costs):
        return f"{said:<80} not measured; at most {most}"
    clock, cpu = (costs[name][time_] / costs[against][time_] for time_ in ("wall", "cpu"))
    return f"{said:<80} {clock:6.3f} ({cpu:.3f}); at most {most}: {'yes' if clock <= most else 'no'}"


def sentence(results: Iterable[dict[str, Any]]) -> str:
    """What was measured at the largest size, as the README says it: by the clock against others in the same run."""
    last = list(results)[-1]
    costs, memory = last["costs"], max(last["costs"][name]["memory"] for name in ("full", "edit", "serve"))

    def against(name: str, other: str) -> str:
        clock, processor = (costs[name][time_] / costs[other][time_] for time_ in ("wall", "cpu"))
        return f"{clock:.2g} ({processor:.2g})"

    full = {
        "full build": "full",
        "the same from what `.cache` keeps when the site is gone": "again",
        "with only the records parsed before": "parsed",
    }
    builds = ", ".join(f"{said} {against(name, 'mkdocs')}" for said, name in full.items() if name in costs)
    return (
        f"At {last['claims']:,} claims ({last['our_pages']:,} pages) against MkDocs Material over {last['their_pages']:,} "
        f"pages, by the clock (in processor time): {builds}, after one edit {against('edit', 'mkdocs')} as a fresh "
        f"command and {against('serve', 'mkdocs')} inside `serve`; validation {against('validate', 'yaml')} times bare "
        f"YAML parsing; {memory * 1.048576:,.0f} MB at the peak."
    )


def main() -> None:
    """Measure, print, and note."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], help="numbers of claims")
    parser.add_argument("--peers-up-to", type=int, default=10_000, help="the largest size at which others are measured")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "benchmarks/results.json", help="where the figures are noted"
    )
    parser.add_argument("--serve", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        print(json.dumps(asdict(in_serve(*options.serve))))
        return
    results = []
    with tempfile.TemporaryDirectory(prefix="backed-bench-") as work:
        for size in options.sizes:
            print(f"measuring {size:,} claims ...", file=sys.stderr, flush=True)
            results.append(measured(size, size <= options.peers_up_to, Path(work)))
    options.json.write_text(json.dumps({"processors": os.cpu_count(), "sizes": results}, indent=1) + "\n", "utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
