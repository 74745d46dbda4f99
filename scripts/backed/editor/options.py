"""The options of `new`, made from the fields of the models, and what it does with them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from backed.editor import from_issue
from backed.editor.asking import Interview, Refused, person
from backed.editor.draft import put
from backed.editor.duplicate import known
from backed.editor.new_claim import new_claim
from backed.editor.new_notice import add_notice
from backed.editor.new_reference import new_references
from backed.editor.new_statement import new_statement
from backed.editor.template import told
from backed.editor.web import Catalogue
from backed.library import Library, load
from backed.record.claim import About, Claim
from backed.record.model import Record
from backed.record.reference_fields import FIELDS
from backed.record.statement import Asserts, SourceDocument, Statement
from backed.site import engine

KEPT = ".cache/catalogues"


def add(verb: argparse.ArgumentParser) -> None:
    """Add the three sorts of record and their options."""
    verb.add_argument("--from-issue", type=Path, metavar="FILE", help="take answers from the text of an issue form")
    verb.add_argument("--yes", action="store_true", help="agree to what is shown; ask nothing")
    sorts = verb.add_subparsers(dest="sort", metavar="claim|statement|reference")
    claim = _sort(sorts, "claim", "a claim in claims/, from what is asked or given")
    _fields(claim, Claim, ("kind", "claim", "severity"))
    _fields(claim, About, About.model_fields)
    claim.add_argument("--sources", help="citation keys of the evidence, with commas")
    claim.add_argument("--searched-in", help="databases you searched, with commas (default: PubMed)")
    claim.add_argument("--searched-for", help="the question or words you searched (default: the claim)")
    claim.add_argument("--id", help="the id: name of the file and address of the page, for ever")
    statement = _sort(sorts, "statement", "a line of a source document in statements/, or a new document")
    statement.add_argument("--document", help="id of the source document, new or known")
    _fields(statement, Statement, ("says", "find"))
    _fields(
        statement, Asserts, ("kind", "intervention", "factor", "condition", "outcome", "direction", "strength", "mode")
    )
    statement.add_argument("--claims", help="ids of the claims that answer it, with commas; the first decides")
    _fields(statement, Statement, ("because",))
    _fields(statement, SourceDocument, ("title", "about", "seen", "story"))
    statement.add_argument("--document-kind", help=SourceDocument.model_fields["kind"].description)
    reference = _sort(sorts, "reference", "one or more sources in references.bib")
    reference.add_argument("asked", nargs="+", metavar="DOI|PMID|FILE", help="several at once are fine")
    reference.add_argument("--design", help=FIELDS["design"])
    reference.add_argument("--seen", help="what you have seen of it yourself")
    reference.add_argument("--key", help="citation key (default: author, year and a word of the title)")
    reference.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="another field, as it should be"
    )


def _sort(sorts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str) -> argparse.ArgumentParser:
    added = sorts.add_parser(name, help=text, description=text)
    added.add_argument("--root", type=Path, default=argparse.SUPPRESS, help="another knowledge base of the same shape")
    agree = "agree to what is shown; ask nothing"
    added.add_argument("--yes", action="store_true", default=argparse.SUPPRESS, help=agree)
    return added


def _fields(parser: argparse.ArgumentParser, model: type[Record], names: Iterable[str]) -> None:
    for name in names:
        parser.add_argument(f"--{name}", help=told(model.model_fields[name]).replace("%", "%%"))


def new(options: argparse.Namespace, root: Path, today: date) -> int:
    """Ask, show what is like it, and write; how many things could not be added. Raises Refused."""
    issue = from_issue.read(options.from_issue, root) if options.from_issue else None
    sort = options.sort or (issue.sort if issue else "")
    if not sort:
        raise Refused("new: say claim, statement or reference, or give an issue with --from-issue")
    library, given = load(root).library, _given(options)
    hints = from_issue.answers(issue) if issue else {}
    interview = Interview(person(yes=options.yes), given, hints)
    if issue and sort == "notice":
        add_notice(issue, library, interview.person)
        return 0
    if sort == "reference":
        asked = [*getattr(options, "asked", ()), *(issue.sources if issue else ())]
        return new_references(asked, interview, library, catalogue(root), today)
    if issue:
        interview = replace(interview, hints=hints | _known_sources(issue, library))
    make = new_claim if sort == "claim" else new_statement
    put(make(interview, library, today), root, interview.person)
    return 0


def _given(options: argparse.Namespace) -> dict[str, str]:
    """The answers that came as options."""
    texts = {name: value for name, value in vars(options).items() if isinstance(value, str)}
    given = {name.replace("_", "-"): value for name, value in texts.items() if name not in ("sort", "verb")}
    return given | dict(map(_pair, getattr(options, "set", ())))


def _known_sources(issue: from_issue.Issue, library: Library) -> dict[str, str]:
    """Those of an issue's sources that are there, by key; the others are named, to be added first."""
    found = {name: known(name, library) for name in issue.sources}
    if new := [name for name, key in found.items() if key is None]:
        print(f"Sources of the issue that are not here yet; look at each, then: new reference {' '.join(new)}")
    return {"sources": ", ".join(filter(None, found.values()))}


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or name not in FIELDS:
        raise Refused(f"--set {text}: write it as FIELD=VALUE, with one of {', '.join(FIELDS)}")
    return name, value


def catalogue(root: Path) -> Catalogue:
    """Crossref and PubMed, asked under our own name and address; answers are kept in the folder of caches."""
    return Catalogue(root / KEPT, agent(root))


def agent(root: Path) -> str:
    """The name and address under which this knowledge base asks others."""
    settings = engine.ground(root).settings
    return f"{settings.name}/1.0 (+{settings.site_url}; {settings.repository})"
