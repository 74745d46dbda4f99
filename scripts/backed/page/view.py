"""The templates and what they may ask: records with their words, sentences and addresses. Autoescape is always on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from backed import words
from backed.appraisal import certainty, figures
from backed.appraisal.answer import Judgement
from backed.library import Library
from backed.record import citation
from backed.record.reference import Reference
from backed.record.statement import Statement
from backed.record.vocabulary import Entry
from backed.rule.statements import judged
from backed.sentence.generate import sentence
from backed.sentence.wording import Register

TEMPLATES = Path(__file__).parent / "templates"
UP = "../../"  # a record's page lies two folders deep
# Abbreviations such as OR and MD are words in lower case; they are explained only as typed here.
_CASED = re.compile(r"[A-Z]{2,}")


@dataclass(frozen=True)
class Views:
    """A library as templates see it; sentences and judgements are worked out once."""

    library: Library
    repository: str
    site_url: str = ""
    _sentences: dict[tuple[str, Register], str] = field(default_factory=dict)
    _judged: dict[tuple[str, int], Judgement] = field(default_factory=dict)

    def sentence(self, id_: str, register: Register = "clinician") -> str:
        """The generated sentence of a claim."""
        if (id_, register) not in self._sentences:
            self._sentences[id_, register] = sentence(self.library.topic(id_), register)
        return self._sentences[id_, register]

    def judgement(self, document: str, line: Statement) -> Judgement:
        """The derived verdict on a statement."""
        if (document, line.n) not in self._judged:
            self._judged[document, line.n] = judged(line, self.library)
        return self._judged[document, line.n]

    def shown(self, document: str, line: Statement) -> Judgement:
        """The verdict that stands: the derived one, or the editors' where they overruled it."""
        if line.overruled and line.verdict and line.ground:
            return Judgement(line.verdict, line.ground)
        return self.judgement(document, line)

    @cached_property
    def _glossary(self) -> tuple[re.Pattern[str], dict[str, Entry]] | None:
        by_name = {name: entry for entry in self.library.glossary for name in (entry.term, *entry.aliases)}
        if not by_name:
            return None
        ranked = sorted(by_name, key=len, reverse=True)
        pattern = "|".join(re.escape(name) if _CASED.search(name) else f"(?i:{re.escape(name)})" for name in ranked)
        lowered = {**{name.lower(): entry for name, entry in by_name.items()}, **by_name}
        return re.compile(rf"(?<![\w-])({pattern})(?![\w-])"), lowered

    def glossed(self, text: str, up: str) -> Markup:
        """Escaped text in which the first mention of each glossary word leads to its explanation."""
        if self._glossary is None:
            return escape(text)
        pattern, entries = self._glossary
        parts, end, seen = [], 0, set()
        for found in pattern.finditer(text):
            entry = entries.get(found[0]) or entries.get(found[0].lower())
            if entry is None or entry.id in seen:
                continue
            seen.add(entry.id)
            link = Markup('<a class="bk-gloss" href="{}glossary/#{}" title="{}">{}</a>')
            parts += [escape(text[end : found.start()]), link.format(up, entry.id, entry.definition, found[0])]
            end = found.end()
        return Markup("").join([*parts, escape(text[end:])])


def environment(views: Views) -> Environment:
    """Jinja2 with autoescape, strict names, and the words and helpers of this project."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        views=views,
        library=views.library,
        repository=views.repository,
        words=words,
        certainty=certainty,
        citation=citation,
        figures=figures,
    )
    env.filters.update(human=words.human, short=figures.short, doi_link=doi_link, safe_url=safe_url, capital=_capital)
    env.globals["ui"] = env.get_template("ui.html").module
    env.globals["statement"] = env.get_template("statement.html").module
    return env


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def doi_link(doi: str) -> str:
    """The address of a DOI."""
    return f"https://doi.org/{doi}"


def safe_url(url: str) -> str:
    """An address, if it is one of the web; nothing else is ever linked."""
    return url if url.startswith(("https://", "http://")) else "#"


def blocks(env: Environment, template: str, names: Iterable[str], context: Mapping[str, Any]) -> dict[str, str]:
    """The blocks of a template, each rendered by itself: one per slot."""
    loaded = env.get_template(template)
    ready: Context = loaded.new_context(dict(context))
    return {name: "".join(loaded.blocks[name.replace("-", "_")](ready)).strip() for name in names}


def used_references(keys: Iterable[str], library: Library) -> list[Reference]:
    """The references of these keys, each once, in the order first named."""
    return [library.references[key] for key in dict.fromkeys(keys) if key in library.references]


Resolve = Callable[[str], str | None]
