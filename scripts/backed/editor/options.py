"""The options of `new`, made from the fields of the models, and what it does with them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from backed.editor.asking import Interview, Refused, person
from backed.editor.draft import put
from backed.editor.new_claim import new_claim
from backed.editor.new_reference import new_references
from backed.editor.new_statement import new_statement
from backed.editor.template import told
from backed.editor.web import Catalogue
from backed.library import load
from backed.record.claim import About, Claim
from backed.record.model import Record
from backed.record.reference import FIELDS
from backed.record.statement import Asserts, SourceDocument, Statement
from backed.site import engine

KEPT = ".cache/catalogues"
_ABOUT = (
    "condition",
    "population",
    "intervention",
    "factor",
    "via",
    "comparator",
    "outcome",
    "event",
    "direction",
    "when",
)


def add(verb: argparse.ArgumentParser) -> None:
    """Add the three sorts of record and their options."""
    sorts = verb.add_subparsers(dest="sort", required=True, metavar="claim|statement|reference")
    claim = _sort(sorts, "claim", "a claim in claims/, from what is asked or given")
    _fields(claim, Claim, ("kind", "claim", "severity"))
    _fields(claim, About, (*_ABOUT, "dose"))
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
    added.add_argument("--yes", action="store_true", help="agree to what is shown; ask nothing")
    return added


def _fields(parser: argparse.ArgumentParser, model: type[Record], names: Iterable[str]) -> None:
    for name in names:
        parser.add_argument(f"--{name}", help=told(model.model_fields[name]).replace("%", "%%"))


def new(options: argparse.Namespace, root: Path, today: date) -> int:
    """Ask, show what is like it, and write; how many things could not be added. Raises Refused."""
    given = {
        name.replace("_", "-"): value
        for name, value in vars(options).items()
        if isinstance(value, str) and name not in ("sort", "verb")
    }
    loaded = load(root)
    if options.sort == "reference":
        given |= dict(map(_pair, options.set))
        interview = Interview(person(yes=options.yes), given)
        return new_references(options.asked, interview, loaded.library, catalogue(root), today)
    interview = Interview(person(yes=options.yes), given)
    make = new_claim if options.sort == "claim" else new_statement
    put(make(interview, loaded.library, today), root, interview.person)
    return 0


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
    settings = engine.settings(engine.ground(root).folder)
    return f"{settings.name}/1.0 (+{settings.site_url}; {settings.repository})"
