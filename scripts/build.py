"""The one command of Backed: verbs and wiring only; the logic is in scripts/backed."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

FINE, PROBLEMS, WRONG_USE, OUR_BUG = 0, 1, 2, 3
ROOT = Path(__file__).resolve().parent.parent
_ABOUT = (
    "Check the records of a knowledge base, build its site, and help to write both. VERB --help says what a verb takes."
)
_CODES = "Exit code: 0 fine, 1 problems in the records, 2 wrong use, 3 a bug of ours."


class WrongUse(Exception):
    """The command was asked for something it cannot do; the message says what."""


def build(options: argparse.Namespace) -> int:
    """Validate, render and build the whole site; the old one stays if anything fails."""
    from backed.problem import as_text
    from backed.publish import publish, told
    from backed.site.build import WrongUse as NotOurs

    gc.disable()  # the process ends with the build
    try:
        outcome = publish(options.root, options.out or options.root / "site", cache=not options.no_cache)
    except NotOurs as error:
        raise WrongUse(str(error)) from None
    problems = [*outcome.validation.problems, *(outcome.report.problems if outcome.report else ())]
    print("\n".join(map(as_text, problems)), end="\n" if problems else "", file=sys.stderr)
    print(_summary(outcome.validation.checked, outcome.validation.skipped, problems))
    print("\n".join(told(outcome)))
    return PROBLEMS if outcome.report is None or outcome.report.problems else FINE


def serve(options: argparse.Namespace) -> int:
    """Build, then serve on this machine and rebuild on change."""
    from backed.publish import begin, publish
    from backed.site.serve import BuildOutcome
    from backed.site.serve import serve as run

    out, going = options.out or options.root / "site", begin(options.root)

    def rebuild() -> BuildOutcome:
        outcome = publish(options.root, out, going=going)
        problems = [*outcome.validation.problems, *(outcome.report.problems if outcome.report else ())]
        return BuildOutcome(out, tuple(problem for problem in problems if problem.severity == "error"))

    try:
        run(options.root, options.port, rebuild)
    except OSError as error:
        raise WrongUse(f"port {options.port}: {error.strerror}; choose another with --port") from None
    return FINE


def validate(options: argparse.Namespace) -> int:
    """Check every record and say what is wrong, where, and how to repair it."""
    from backed.problem import as_github, as_json, as_text, has_errors
    from backed.validation import validate as check

    wanted = [_within(given, options.root) for given in options.paths]
    result = check(options.root)
    problems = [problem for problem in result.problems if _chosen(problem.path, wanted)]
    if options.format == "json":
        print(as_json(problems, result.checked, result.skipped))
    else:
        voice = as_github if options.format == "github" else as_text
        print("\n".join(map(voice, problems)), end="\n" if problems else "")
        print(_summary(result.checked, result.skipped, problems), file=sys.stderr)
    return PROBLEMS if has_errors(problems) else FINE


def fix(options: argparse.Namespace) -> int:
    """Repair what is mechanical: stated certainty and verdicts, key order, spacing, renamed citation keys."""
    from backed.editor.asking import Refused
    from backed.editor.rename import rename_key
    from backed.editor.repair import fix as repair
    from backed.editor.repair import rated
    from backed.library import load

    chosen = [one for one in (_within(given, options.root) for given in options.paths) if one != "."]
    if options.drop_help and not chosen:
        raise WrongUse("--drop-help needs the names of the files that are done")
    library = load(options.root).library
    for id_ in options.rated:
        if id_ not in library.claims:
            raise WrongUse(f"there is no claim {id_} that can be read")
    fresh = [f"claims/{id_}.yml" for id_ in options.rated if rated(options.root, library, id_)]
    try:
        for old, new in options.rename_key:
            fresh += rename_key(options.root, library, old, new)
    except Refused as error:
        raise WrongUse(str(error)) from None
    if chosen or not (options.rated or options.rename_key):
        fresh += repair(options.root, library, chosen, drop_help=options.drop_help)
    changed = list(dict.fromkeys(fresh))
    print("\n".join(f"repaired {path}" for path in changed) or "nothing to repair")
    return FINE


def new(options: argparse.Namespace) -> int:
    """Begin a claim, a statement or a reference: asks for what is needed, or takes it as options."""
    from backed.editor.asking import Refused
    from backed.editor.options import new as begin

    try:
        missed = begin(options, options.root, date.today())
    except Refused as error:
        raise WrongUse(str(error)) from None
    except KeyboardInterrupt:
        raise WrongUse("stopped; nothing more was written") from None
    if missed:
        raise WrongUse(f"{missed} could not be added; the lines above say why")
    return FINE


def notices(options: argparse.Namespace) -> int:
    """Write retractions, corrections and concerns of the Retraction Watch data into the bibliography."""
    from backed.editor.notices import NotSuchData
    from backed.editor.retraction import bring_in, told

    try:
        imported = bring_in(options.root, options.csv, options.on, write=not options.dry_run)
    except (NotSuchData, ValueError) as error:
        raise WrongUse(str(error)) from None
    print("\n".join(told(imported)))
    return FINE


def diff(options: argparse.Namespace) -> int:
    """Say what changes for readers between two states of the records; without HEAD, up to the files as they stand."""
    from backed.change.revision import NoRevision
    from backed.change.states import between
    from backed.change.told import as_markdown, as_text

    try:
        difference = between(options.root, options.base, options.head)
    except NoRevision as error:
        raise WrongUse(str(error)) from None
    voices = {"text": as_text, "markdown": as_markdown, "json": lambda found: found.model_dump_json(indent=2)}
    print(voices[options.format](difference))
    return FINE


def check(options: argparse.Namespace) -> int:
    """Say what is backed in a statement, a file, a folder or many lines; never 1 for what a text says."""
    from backed.check.command import Refused, run

    try:
        run(options)
    except Refused as error:
        raise WrongUse(str(error)) from None
    return FINE


def verify(options: argparse.Namespace) -> int:
    """Look for recorded figures in the PubMed abstracts of their sources; name those that are not there."""
    from backed.editor import verify as figures
    from backed.editor.options import catalogue
    from backed.library import load

    library = load(options.root).library
    if unknown := [key for key in options.keys if key not in library.references]:
        raise WrongUse(f"not in references.bib: {', '.join(unknown)}")
    outcomes: list[figures.Outcome] = []
    for each in figures.verify(options.keys, library, catalogue(options.root), date.today()):
        if isinstance(each, str):
            print(each, file=sys.stderr)
        else:
            outcomes.append(each)
            print("\n".join(figures.told(each)), flush=True)
    if not outcomes:
        raise WrongUse("nothing was verified; the lines above say why")
    figures.keep(outcomes, options.root)
    return FINE


def _chosen(path: str, wanted: list[str]) -> bool:
    return not wanted or any(path == one or path.startswith(f"{one}/") or one == "." for one in wanted)


def _port(given: str) -> int:
    if not given.isdecimal() or int(given) > 65535:
        raise argparse.ArgumentTypeError(f"{given} is no port: write a number up to 65535")
    return int(given)


def _within(given: str, root: Path) -> str:
    """A path given on the command line, as seen from the root; from the working folder first, then from the root."""
    for base in (Path.cwd(), root):
        full = (base / given).resolve()
        if full.exists() and full.is_relative_to(root.resolve()):
            return full.relative_to(root.resolve()).as_posix()
    raise WrongUse(f"{given} is not in {root}")


def _summary(checked: dict[str, int], skipped: dict[str, str], problems: list) -> str:  # type: ignore[type-arg]
    counts = ", ".join(f"{number} {kind}" for kind, number in checked.items())
    errors = sum(problem.severity == "error" for problem in problems)
    why = "".join(f"\nskipped {rule}: {reason}" for rule, reason in sorted(skipped.items()))
    left = f"{len(skipped)} rule" + ("" if len(skipped) == 1 else "s")
    return f"checked {counts}; skipped {left}; {errors} errors, {len(problems) - errors} warnings{why}"


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=_ABOUT, epilog=_CODES)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    building, serving = _verb(verbs, "build", build), _verb(verbs, "serve", serve)
    for each in (building, serving):
        each.add_argument("--out", type=Path, help="folder of the site (default: site)")
    building.add_argument("--no-cache", action="store_true", help="render everything anew")
    serving.add_argument("--port", type=_port, default=8000, help="port on this machine")
    checked = _verb(verbs, "validate", validate, paths=True)
    checked.add_argument("--format", choices=("text", "github", "json"), default="text")
    _add_repairs(_verb(verbs, "fix", fix, paths=True))
    checking = _verb(verbs, "check", check)
    if arguments[:1] == ["check"]:  # its options stand beside its code, which other verbs need not load
        from backed.check.command import add as add_check

        add_check(checking)
    begin = _verb(verbs, "new", new)
    if arguments[:1] == ["new"]:  # its options come from the models, which other verbs need not wait for
        from backed.editor.options import add

        add(begin)
    _verb(verbs, "verify", verify).add_argument("keys", nargs="+", metavar="KEY", help="citation keys")
    _add_notices(_verb(verbs, "notices", notices))
    _add_revisions(_verb(verbs, "diff", diff))
    return parser


def _add_repairs(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--drop-help", action="store_true", help="delete the help that `new` wrote into these files")
    renamed = "rename a citation key everywhere"
    verb.add_argument("--rename-key", nargs=2, action="append", default=[], metavar=("OLD", "NEW"), help=renamed)
    rated = "say that these claims were rated anew on today's evidence"
    verb.add_argument("--rated", nargs="+", default=[], metavar="ID", help=rated)


def _add_notices(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("csv", type=Path, metavar="CSV", help="retraction_watch.csv, as Crossref publishes it")
    verb.add_argument("--on", type=date.fromisoformat, help="day on which it was fetched (default: the file's date)")
    verb.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")


def _add_revisions(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("base", metavar="BASE", help="a revision of git, such as main")
    verb.add_argument("head", metavar="HEAD", nargs="?", help="another one (default: the files as they stand)")
    verb.add_argument("--format", choices=("text", "markdown", "json"), default="text")


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    paths: bool = False,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=(run.__doc__ or "").splitlines()[0], description=run.__doc__)
    verb.add_argument("--root", type=Path, default=ROOT, help="another knowledge base of the same shape")
    verb.set_defaults(run=run)
    if paths:
        verb.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
    return verb


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 fine, 1 problems in the records, 2 wrong use, 3 a bug of ours."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(arguments).parse_args(arguments)
        options.root = options.root.resolve()
        if not options.root.is_dir():
            raise WrongUse(f"{options.root} is not a folder")
        return int(options.run(options))
    except WrongUse as error:
        print(f"build.py: {error}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        return FINE
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("backed"):
            return _our_bug()
        how = f"uv run scripts/build.py {' '.join(arguments)}".strip()
        print(f"build.py: this Python has no {error.name}; begin with `uv run`: {how}", file=sys.stderr)
        return WRONG_USE
    except Exception:
        return _our_bug()


def _our_bug() -> int:
    traceback.print_exc()
    print("build.py: this is a bug of ours; please report it with the lines above.", file=sys.stderr)
    return OUR_BUG


if __name__ == "__main__":
    code = main()
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    os._exit(code)  # to take a hundred thousand records apart one by one takes seconds and serves nobody
