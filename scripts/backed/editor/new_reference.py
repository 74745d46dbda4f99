"""`new reference`: sources by DOI, PubMed id or file become entries of references.bib, each shown before it is added."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from backed.editor import duplicate, intake, lookup
from backed.editor.asking import Interview, Question, Refused
from backed.editor.draft import write_whole
from backed.editor.entry import inserted, key_for, written
from backed.editor.web import Catalogue, Unavailable
from backed.library import Library
from backed.record.bibtex import RawEntry
from backed.record.reference import DESIGNS
from backed.record.reference_fields import FIELDS, REQUIRED, SEEN, references_of

FILE = "references.bib"
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID = re.compile(r"(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)?([1-9]\d{3,8})/?", re.IGNORECASE)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """A source under the name it was asked for: its entry, or why there is none."""

    asked: str
    entry: RawEntry | None = None
    why: str = ""


def found(asked: str, catalogue: Catalogue) -> Iterator[Found]:
    """The sources behind a DOI, a PubMed id or the name of a file."""
    try:
        if doi := _DOI.fullmatch(asked):
            yield Found(asked, lookup.by_doi(doi[1], catalogue))
        elif pmid := _PMID.fullmatch(asked):
            yield Found(asked, lookup.by_pmid(pmid[1], catalogue))
        else:
            yield from (Found(asked, entry) for entry in intake.read(_text(Path(asked)), asked))
    except (Unavailable, intake.Unreadable) as error:
        yield Found(asked, why=str(error))


def _there(asked: str, library: Library) -> str | None:
    """Key of the reference with this DOI or PubMed id, however it was written; nobody has to be asked then."""
    name = _DOI.fullmatch(asked) or _PMID.fullmatch(asked)
    return duplicate.known(name[1], library) if name else None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise intake.Unreadable("not UTF-8: save it again as UTF-8") from None
    except OSError as error:
        raise intake.Unreadable(f"no DOI, no PubMed id, and no file: {error.strerror}") from None


def new_references(
    asked: Collection[str],
    interview: Interview,
    library: Library,
    catalogue: Catalogue,
    today: date,
    *,
    say: Say = print,
) -> int:
    """Add every source that was asked for and agreed to; how many could not be added, each with its reason said."""
    missed = 0
    for name in asked:
        if key := _there(name, library):
            say(f"{name} is there already: {key}")
            continue
        for each in found(name, catalogue):
            if known := each.entry and duplicate.reference_of(each.entry, library):
                say(f"{each.asked} is there already: {known}")
                continue
            try:
                library = _with(library, _add(each, interview, library, today, say))
            except Refused as error:
                say(f"{each.asked}: {error}")
                missed += 1
    return missed


def _with(library: Library, entry: RawEntry) -> Library:
    """The library with a reference that was just added, so that the next one sees it."""
    added, _ = references_of([entry])
    return replace(library, references=library.references | added)


def _add(each: Found, interview: Interview, library: Library, today: date, say: Say) -> RawEntry:
    if each.entry is None:
        raise Refused(each.why)
    say(f"— {each.entry.fields.get('title', each.asked)}")
    entry = completed(each.entry, interview, library, today)
    text = written(entry)
    like = duplicate.listed(duplicate.references_like(entry, library))
    say("\n".join(filter(None, [text.rstrip(), like])))
    say("Check every line against the paper itself: catalogues err, and `design` is a guess.")
    if not interview.person.agrees(f"Add {entry.key} to {FILE}?"):
        raise Refused("not added")
    path = library.root / FILE
    write_whole(path, inserted(path.read_text("utf-8") if path.exists() else "", entry))
    say(f"added {entry.key} to {FILE}")
    return entry


def completed(entry: RawEntry, interview: Interview, library: Library, today: date) -> RawEntry:
    """The entry with a key, a design and what was seen of it, and with what else its type needs. Raises Refused."""
    fields = entry.fields | _overruled(interview.given)
    design = interview.ask(
        Question("design", "what sort of study it is", DESIGNS, closed=True, default=fields.get("design", ""))
    )
    seen = interview.ask(Question("seen", "what you have seen of it yourself", SEEN, closed=True))
    fields |= {"design": design, "verified": f"{today.isoformat()} {seen}"}
    for name in (name for name in REQUIRED.get(entry.type, ("title",)) if not fields.get(name)):
        fields[name] = interview.ask(Question(name, FIELDS[name]))
    key = interview.given.get("key") or key_for(fields, library.references)
    made = RawEntry(entry.type, key, 1, {name: fields[name] for name in FIELDS if fields.get(name)})
    _, faults = references_of([made])
    if faults:
        raise Refused("; ".join(f"{fault.message} ({fault.fix})" for fault in faults))
    return made


def _overruled(given: Mapping[str, str]) -> dict[str, str]:
    """Fields that were given by option (`--set name=value`)."""
    return {name: value for name, value in given.items() if name in FIELDS}
