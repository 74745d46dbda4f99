"""A retraction, correction or concern that somebody reported: shown, then written into the source's entry."""

from __future__ import annotations

from collections.abc import Callable

from backed.editor.asking import Person, Refused
from backed.editor.bibliography import with_field
from backed.editor.draft import write_whole
from backed.editor.duplicate import known
from backed.editor.from_issue import Issue, word
from backed.editor.new_reference import FILE
from backed.library import Library
from backed.record import bibtex
from backed.record.reference_fields import references_of


def add_notice(issue: Issue, library: Library, person: Person, say: Callable[[str], None] = print) -> None:
    """Write the notice that an issue reports, once it is agreed to. Raises Refused."""
    names = [*issue.sources, issue.given.get("source", "")]
    key = next((found for name in names if (found := known(name, library))), None)
    if key is None:
        raise Refused(f"{issue.given.get('source', 'the source')} is not in {FILE}; add it first with `new reference`")
    value = f"{word(issue.given.get('notice', ''))} {issue.given.get('date', '')}"
    path = library.root / FILE
    try:
        text = with_field(path.read_text("utf-8"), key, "notice", value)
    except ValueError as error:
        raise Refused(str(error)) from None
    (entry,) = (each for each in bibtex.parse(text)[0] if each.key == key)
    if faults := references_of([entry])[1]:
        raise Refused("; ".join(fault.message for fault in faults))
    say(f"{key}: {library.references[key].title}")
    say(f"  notice: {value}; shown by {issue.given.get('shown', 'nothing')}. Look at it before you agree.")
    if not person.agrees(f"Write it into {FILE}?"):
        raise Refused("Nothing was written.")
    write_whole(path, text)
    say(f"wrote {FILE}. `validate` names the claims that lean on it; `diff` says what moves.")
