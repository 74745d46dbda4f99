"""Reports on files: what each one says, what we found, and a count at the end. As Markdown, JSON or plain text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from backed import words
from backed.check.engine import Result
from backed.index import build
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
    return json.dumps(
        {"files": files, "counts": counts(one["findings"] for one in files)}, ensure_ascii=False, indent=1
    )


def as_markdown(checked: Iterable[Checked], library: Library, site: str) -> str:
    """A report to send on: per file the gravest first, with the words we read, the claim and the differences.

    `site` is the address of the pages that it links to, with a slash at its end.
    """
    all_checked = list(checked)
    parts = [part for one in all_checked for part in _file(one, library, site)]
    return "\n".join(["# What is backed in these texts", "", *parts, "## Count", "", total(all_checked), "", SAYING])


def total(checked: list[Checked]) -> str:
    """`2 texts. 14 statements: 3 backed, 11 not covered here.`"""
    number = len(checked)
    return f"{number} text{'s' * (number != 1)}. {summary(counts(one.result['findings'] for one in checked))}"


SAYING = (
    "Backed reports what studies show about statements. It judges sentences as worded, never people or firms, and it "
    "cannot say what anybody should do."
)
NOTHING = "There is no statement in this text."


def as_text(one: Checked, library: Library) -> str:
    """What a terminal shows of one text."""
    findings = one.result["findings"]
    shown = [line for finding in findings for line in _plain(finding, library)] or [NOTHING]
    ending = [summary(counts([findings]))] if len(findings) > 1 else []
    papers = [line for paper in one.result["citations"] for line in _paper(paper, findings, library)]
    return "\n".join([*_warning(one.result), *shown, *papers, *ending])


def counts(findings: Iterable[list[Finding]]) -> dict[str, int]:
    """How many findings have each verdict, gravest first."""
    found = Counter(str(finding["verdict"]) for several in findings for finding in several)
    return {name: found[name] for name in (*GRAVE_FIRST, OUT) if found[name]}


def summary(total: dict[str, int]) -> str:
    """`14 statements: 3 backed, 6 that go further than the evidence, 5 not covered here.`"""
    number = sum(total.values())
    parts = ", ".join(f"{count} {words.STATEMENTS_COUNTED[name][count != 1]}" for name, count in total.items())
    return f"{number} statement{'s' * (number != 1)}" + (f": {parts}." if parts else ".")


def word(verdict: str) -> str:
    """The words that pages show for a verdict."""
    return "Not covered here" if verdict == OUT else {**words.STATEMENT_VERDICTS}[verdict][1]  # type: ignore[index]


def _sign(verdict: str) -> str:
    return "·" if verdict == OUT else words.STATEMENT_VERDICTS[verdict][0]  # type: ignore[index]


def _file(one: Checked, library: Library, site: str) -> Iterator[str]:
    findings = sorted(one.result["findings"], key=lambda finding: (*GRAVE_FIRST, OUT).index(finding["verdict"]))
    yield from (f"## {_quoted(one.name)}", "", summary(counts([findings])) if findings else NOTHING, "")
    yield from (f"**{_quoted(line)}**\n" for line in _warning(one.result))
    for finding in findings:
        if not finding["abstained"]:
            yield f"- {shown(finding)} ({ground(finding)}): “{_quoted(finding['text'])}”"
            yield from (f"  - {line}" for line in _because(finding, library, site))
    if unanswered := [finding for finding in findings if finding["abstained"]]:
        yield f"- {shown(unanswered[0])}, neither for it nor against it:"
        yield from (f"  - “{_quoted(finding['text'])}”" for finding in unanswered)
    yield ""
    if papers := one.result["citations"]:
        yield from ("### Papers that it names", "")
        yield from (line for paper in papers for line in _paper(paper, findings, library, site))
        yield ""


def _paper(paper: Finding, findings: list[Finding], library: Library, site: str = "") -> Iterator[str]:
    """What a paper that the text names did and found, and the statements here that rest on it."""
    name, about, say = paper["label"], paper["about"], _quoted if site else str
    yield f"- [{name}]({site}references/{paper['key']}/): {about}" if site else f"Paper named: {name}, {about}"
    indent = "  - " if site else "    "
    for id_ in paper["claims"]:
        for key, _, found in build.found(id_, library):
            if key == paper["key"] and found:
                yield f"{indent}On “{library.claims[id_].claim}”: {found}"
    bears = [finding for finding in findings if _rests_on(finding, paper)]
    yield indent + ("Bears on: " + "; ".join(f"“{say(one['text'])}”" for one in bears) if bears else BEARS_ON_NONE)


BEARS_ON_NONE = "None of the statements in this text rests on it, as far as we see."


def _rests_on(finding: Finding, paper: Finding) -> bool:
    """As the page has it (docs/assets/check/view.js): it names the paper, or its closest claim has it as a source."""
    return paper["key"] in finding["references"] or any(
        one["claim"] in paper["claims"] for one in finding["matches"][:1]
    )


def shown(finding: Finding) -> str:
    """Sign and word of a verdict, in Markdown."""
    return f"{_sign(finding['verdict'])} **{word(finding['verdict'])}**"


def _quoted(text: str) -> str:
    """Text of others inside our Markdown: one line, and none of it markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in " ".join(text.split()))


def _plain(finding: Finding, library: Library) -> Iterator[str]:
    why = "" if finding["abstained"] else f" ({ground(finding)})"
    yield f"{_sign(finding['verdict'])} {word(finding['verdict'])}{why}: {' '.join(finding['text'].split())}"
    because = _looked(finding, library) if finding["abstained"] else _because(finding, library)
    yield from (f"    {line}" for line in because)


def ground(finding: Finding) -> str:
    """The ground in two or three words."""
    return words.GROUNDS[finding["ground"]][0]


def _because(finding: Finding, library: Library, site: str = "") -> Iterator[str]:
    yield words.GROUNDS[finding["ground"]][1]
    for match in finding["matches"][:1]:
        id_ = match["claim"]
        claim, level = library.claims[id_].claim, words.CERTAINTIES[library.appraisal(id_).certainty][1]
        told = f"[{claim}]({site}claims/{id_}/) (how sure: {level})" if site else f"{claim} ({id_}; how sure: {level})"
        yield f"Closest claim: {told}"
    if len(finding["parts"]) > 1:
        for part in finding["parts"]:
            yield f"{library.outcomes[part['outcome']].lay}: {word(part['verdict']).lower()}"
    yield from finding["differences"]
    if finding["warning"]:
        yield "This does not show that it is safe."


def _looked(finding: Finding, library: Library) -> Iterator[str]:
    looked = finding["looked"]
    slots = {
        "treatment": looked["intervention"] or looked["factor"],
        "complaint": looked["condition"],
        "outcome": looked["outcome"],
    }
    said = "; ".join(f"{slot}: {value or 'none found'}" for slot, value in slots.items())
    yield f"We hold nothing that answers this, for it or against it. What we looked for: {said}."
    if near := finding["nearest"]:
        yield f"The nearest question that we cover: {library.claims[near].claim} ({near})"


def _warning(result: Result) -> Iterator[str]:
    signs = result["emergency"]
    if signs["urgent"]:
        yield f"This text describes signs that need emergency care now: {', '.join(signs['urgent'])}."
    elif signs["soon"]:
        yield f"This text describes signs that should be looked at soon: {', '.join(signs['soon'])}."
