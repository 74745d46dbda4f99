"""The whole path: records are checked, pages rendered, and the site put in place. Wiring of the other modules only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from backed import extras
from backed.change.history import History, history
from backed.library import Library
from backed.memo import Memo, source
from backed.page.record_pages import pages
from backed.page.view import TEMPLATES, Views, environment
from backed.problem import has_errors
from backed.record.memory import uncollected
from backed.record.vocabulary import VOCABULARY
from backed.session import KEPT, Session, restore, save
from backed.site import build as site
from backed.site import engine
from backed.site.ledger import digest
from backed.trace import noting
from backed.validation import Validation, validate

NOTES = ".cache"


@dataclass
class Going:
    """What a command that builds again and again keeps from build to build."""

    session: Session
    in_place: site.InPlace = field(default_factory=site.InPlace)
    rests_on: str = ""

    def begin(self, rests_on: str) -> None:
        """Forget what was worked out if all of it rests on something that changed since the last build."""
        if self.rests_on not in ("", rests_on):
            self.session.memo = Memo()
        self.rests_on = rests_on


@dataclass(frozen=True)
class Outcome:
    """What came of a build; `report` is None when the records have errors, and then the old site stays."""

    validation: Validation
    report: site.Report | None


def publish(
    root: Path,
    out: Path,
    *,
    cache: bool = True,
    check: Callable[[Path, Session], Validation] = validate,
    going: Going | None = None,
) -> Outcome:
    """Build the site of the knowledge base at `root` into `out`. Raises what `site.begun` and `site.finish` raise.

    A command that builds again and again passes the same `going` each time.
    """
    with uncollected(), site.begun(root, out, cache, going.in_place if going else None) as begun:
        return _published(
            begun, root, cache, check, going or (begin(root, begun.source.settings) if cache else Going(Session()))
        )


def _published(
    begun: site.Begun, root: Path, cache: bool, check: Callable[[Path, Session], Validation], going: Going
) -> Outcome:
    setting = begun.source.settings
    going.begin(_rests_on(setting))
    past = _noted(root, history(root, cache=cache), going.session)
    validation = check(root, going.session)
    if has_errors(validation.problems):
        return Outcome(validation, None)
    library, memo = validation.library, going.session.memo
    views = Views(library, setting.repository, setting.site_url, past, memo)
    env = environment(views)
    extras.settle(env, views)
    known = dict(memo.values)
    content = site.Content(
        [_deferred(path, render, memo) for path, render in pages(env, views)],
        extras.files(views, root, setting.name),
        extras.slots(env, views, validation.readings, validation.snapshot),
        resolver(library),
        _ids(library),
        site.Carry(lambda: memo.since(known, KEPT), memo.take),
        partial(save, root / NOTES, going.session, going.rests_on) if cache else lambda: None,
    )
    return Outcome(validation, site.finish(begun, content))


def begin(root: Path, setting: engine.Settings | None = None) -> Going:
    """What the last command left for the next one; `setting` if it was read before."""
    return Going(restore(root / NOTES, _rests_on(setting or engine.ground(root).settings)))


def _rests_on(setting: engine.Settings) -> str:
    """What every page and rule rests on beside the records: templates and settings."""
    templates = [file.read_bytes() for file in sorted(TEMPLATES.glob("*.html"))]
    return digest(setting.name, setting.repository, setting.site_url, *templates)


def _noted(root: Path, past: History, session: Session) -> History:
    """The history, noting which claims' part of it is read: a commit makes only the pages of its claims anew."""
    by_claim = past.by_claim
    told = {step.commit: f"{step!r} {past.releases.get(step.commit)}" for step in past.steps}
    session.beside = extras.beside(root) | {
        source(extras.HISTORY): digest(str(past.is_whole), *told.values()),
        **{
            source(extras.HISTORY, id_): digest(str(past.is_whole), *(told[step.commit] for step, _ in steps))
            for id_, steps in by_claim.items()
        },
    }
    past.__dict__["by_claim"] = noting(extras.HISTORY, by_claim, session.memo)
    return past


def _deferred(path: str, render: Callable[[], site.Page], memo: Memo) -> site.Deferred:
    """A page that need not be rendered while all that was read for it is the same."""
    shell, _, key = str(memo.known(("page", path), "")).partition(" ")

    def anew() -> site.Page:
        made: list[site.Page] = []

        def key_of() -> str:
            made.append(render())
            return f"{made[0].shell} {made[0].key}"

        memo.renew(("page", path), key_of)
        return made[0]

    return site.Deferred(path, shell, key, anew)


def _ids(library: Library) -> str:
    """The hash of all ids that links in written pages may name."""
    return digest(
        *chain(
            library.claims,
            library.references,
            library.documents,
            (f"{kind} {term.id}" for kind, term in library.terms()),
        )
    )


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
