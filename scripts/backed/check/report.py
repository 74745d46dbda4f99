"""Reports on files: what each one says, what we found, and a count at the end. As Markdown, JSON or plain text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from backed import words
from backed.check.engine import Result
from backed.library import Library

Finding = dict[str, Any]
GRAVE_FIRST = ("contradicted", "unsupported", "overstated", "partly-supported", "supported", "not-checkable")
OUT = "out-of-scope"


@dataclass(frozen=True)
class Checked:
    """One text: its name (a path, an id, or nothing) and what was found."""

    name: str
    result: Result


def as_json(checked: Iterable[Checked]) -> str:
    """`{"files": [{path, emergency, citations, findings, counts}], "counts": {verdict: number}}`."""
    files = [{"path": one.name, **one.result} for one in checked]
    total = counts(one["findings"] for one in files)
    return json.dumps({"files": files, "counts": total}, ensure_ascii=False, indent=1)


def as_markdown(checked: Iterable[Checked], library: Library) -> str:
    """A report to send on: per file the gravest first, with the words we read, the claim and the differences."""
    all_checked = list(checked)
    parts = [part for one in all_checked for part in _file(one, library)]
    total = counts(one.result["findings"] for one in all_checked)
    return "\n".join([*parts, "## Count", "", f"{len(all_checked)} texts. {summary(total)}", "", SAYING])


SAYING = (
    "Backed reports what studies show about statements. It judges sentences as worded, never people or firms, and it "
    "cannot say what anybody should do."
)


def as_text(one: Checked, library: Library) -> str:
    """What a terminal shows of one text."""
    findings = one.result["findings"]
    shown = [line for finding in findings for line in _plain(finding, library)]
    return "\n".join([*_warning(one.result), *shown, *([summary(counts([findings]))] if len(findings) > 1 else [])])


def counts(findings: Iterable[list[Finding]]) -> dict[str, int]:
    """How many findings have each verdict, gravest first."""
    found = Counter(str(finding["verdict"]) for several in findings for finding in several)
    return {name: found[name] for name in (*GRAVE_FIRST, OUT) if found[name]}


def summary(total: dict[str, int]) -> str:
    """`14 statements: 3 backed, 6 goes further than the evidence, 5 not covered here.`"""
    number = sum(total.values())
    parts = ", ".join(f"{count} {word(name).lower()}" for name, count in total.items())
    return f"{number} statement{'s' * (number != 1)}" + (f": {parts}." if parts else ".")


def word(verdict: str) -> str:
    """The words that pages show for a verdict."""
    return "Not covered here" if verdict == OUT else {**words.STATEMENT_VERDICTS}[verdict][1]  # type: ignore[index]


def _sign(verdict: str) -> str:
    return "·" if verdict == OUT else words.STATEMENT_VERDICTS[verdict][0]  # type: ignore[index]


def _file(one: Checked, library: Library) -> Iterator[str]:
    findings = sorted(one.result["findings"], key=lambda finding: (*GRAVE_FIRST, OUT).index(finding["verdict"]))
    yield from (f"## {_quoted(one.name)}", "", summary(counts([findings])), "")
    yield from (f"**{line}**\n" for line in _warning(one.result))
    for finding in findings:
        if finding["abstained"]:
            continue
        yield f"- {_sign(finding['verdict'])} **{word(finding['verdict'])}** ({ground(finding)}): “{_quoted(finding['text'])}”"
        yield from (f"  - {line}" for line in _because(finding, library))
    yield ""


def _quoted(text: str) -> str:
    """Text of others inside our Markdown: one line, and none of it markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in " ".join(text.split()))


def _plain(finding: Finding, library: Library) -> Iterator[str]:
    why = "" if finding["abstained"] else f" ({ground(finding)})"
    yield f"{_sign(finding['verdict'])} {word(finding['verdict'])}{why}: {' '.join(finding['text'].split())}"
    yield from (f"    {line}" for line in (_looked(finding) if finding["abstained"] else _because(finding, library)))


def ground(finding: Finding) -> str:
    """The ground in two or three words."""
    return words.GROUNDS[finding["ground"]][0]


def _because(finding: Finding, library: Library) -> Iterator[str]:
    yield words.GROUNDS[finding["ground"]][1]
    for match in finding["matches"][:1]:
        claim = library.claims[match["claim"]]
        level = library.appraisal(match["claim"]).certainty
        yield f"Closest claim: {claim.claim} ({match['claim']}; how sure: {words.CERTAINTIES[level][1]})"
    yield from finding["differences"]
    if finding["warning"]:
        yield "This does not show that it is safe."


def _looked(finding: Finding) -> Iterator[str]:
    looked = ", ".join(f"{slot}: {value}" for slot, value in finding["looked"].items() if value)
    yield f"We hold nothing that answers this. Looked for {looked or 'a treatment, a condition and an outcome'}."
    if finding["nearest"]:
        yield f"The nearest question we cover: {finding['nearest']}"


def _warning(result: Result) -> Iterator[str]:
    signs = result["emergency"]
    if signs["urgent"]:
        yield f"This text describes signs that need emergency care now: {', '.join(map(_quoted, signs['urgent']))}."
    elif signs["soon"]:
        yield f"This text describes signs that should be looked at soon: {', '.join(map(_quoted, signs['soon']))}."
