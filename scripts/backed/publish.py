"""The whole path: records are checked, pages rendered, and the site put in place. Wiring of the other modules only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from backed import extras
from backed.change.history import history
from backed.library import VOCABULARY, Library
from backed.page.record_pages import pages
from backed.page.view import Views, environment
from backed.page.written_slots import slots
from backed.problem import has_errors
from backed.site import build as site
from backed.site import engine
from backed.validation import Validation, validate


@dataclass(frozen=True)
class Outcome:
    """What came of a build; `report` is None when the records have errors, and then the old site stays."""

    validation: Validation
    report: site.Report | None


def publish(root: Path, out: Path, *, cache: bool = True, check: Callable[[Path], Validation] = validate) -> Outcome:
    """Build the site of the knowledge base at `root` into `out`. Raises what `site.build` raises."""
    validation = check(root)
    if has_errors(validation.problems):
        return Outcome(validation, None)
    library = validation.library
    setting = engine.settings(engine.ground(root).folder)
    views = Views(library, setting.repository, setting.site_url, history(root, cache=cache))
    env = environment(views)
    rendered = (render() for _, _, _, render in pages(env, views))
    report = site.build(
        root,
        out,
        rendered,
        extras.files(views, root),
        slots(env, views, extras.reports(views, validation.reading, validation.snapshot)) | extras.apps(env, views),
        resolver(library),
        cache,
    )
    return Outcome(validation, report)


def resolver(library: Library) -> Callable[[str], str | None]:
    """From `claim:id`, `ref:Key`, `term:id` and `statement:id` in written pages to paths in the site."""
    folders: dict[str, tuple[Collection[str], str]] = {
        "claim": (library.claims, "claims"),
        "ref": (library.references, "references"),
        "statement": (library.documents, "statements"),
    }

    def resolve(link: str) -> str | None:
        kind, _, id_ = link.partition(":")
        if kind == "term":
            return next((f"{name}/{id_}/" for name in VOCABULARY if id_ in getattr(library, name)), None)
        records, folder = folders.get(kind, ((), ""))
        return f"{folder}/{id_}/" if id_ in records else None

    return resolve


def told(outcome: Outcome) -> Iterator[str]:
    """A summary in a few lines: what was built, in how long, and where."""
    report = outcome.report
    if report is None or report.problems:
        yield "nothing was built; the old site is as it was"
        return
    yield f"{report.pages} record pages ({report.pages_written} written, {report.pages_kept} unchanged), {report.files_written} other files"
    yield f"{report.links_checked} links checked; in {report.seconds:.1f} s, in {report.out}"
