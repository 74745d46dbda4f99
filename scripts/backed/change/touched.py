"""Which pages show something of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backed.change.model import ClaimChange, RecordChange, ReferenceChange, StatementChange
from backed.library import Library


def pages(
    base: Library,
    head: Library,
    claims: Iterable[ClaimChange],
    statements: Iterable[StatementChange],
    references: Iterable[ReferenceChange],
    records: Iterable[RecordChange],
) -> tuple[str, ...]:
    """Addresses, from the root of the site, of the record pages that show something of a changed record."""
    found = set(_of_statements(statements))
    for library in (base, head):
        for claim in claims:
            found.update(_of_claim(claim.id, library))
        for reference in references:
            found.update(_of_reference(reference.key, library))
    found.update(f"/about/{each.id}/" if each.id == "safety" else f"/{each.id}/" for each in records)
    return tuple(sorted(found))


def _of_statements(statements: Iterable[StatementChange]) -> Iterator[str]:
    return (f"/statements/{each.id.partition('#')[0]}/" for each in statements)


def _of_claim(id_: str, library: Library) -> Iterator[str]:
    claim = library.claims.get(id_)
    if claim is None:
        return
    yield f"/claims/{id_}/"
    yield from (f"/{kind}/{term}/" for kind, term in claim.about.terms())
    yield from (f"/references/{key}/" for key in claim.leans_on)
    for document, _ in library.statements_by_claim.get(id_, ()):
        yield f"/statements/{document}/"
    for other in claim.related:
        if other.id in library.claims:
            yield f"/claims/{other.id}/"


def _of_reference(key: str, library: Library) -> Iterator[str]:
    if key not in library.references:
        return
    yield f"/references/{key}/"
    yield from (f"/claims/{id_}/" for id_ in library.claims_by_reference.get(key, ()))
    yield from (f"/statements/{id_}/" for id_ in library.documents_by_reference.get(key, ()))
