"""The templates and what they may ask: records with their words, sentences and addresses. Autoescape is always on."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from backed import words
from backed.appraisal import certainty, figures
from backed.appraisal.answer import Judgement
from backed.change.history import History
from backed.library import Library
from backed.memo import Memo
from backed.outline import outline
from backed.page.compiler import Straight
from backed.page.glossary import Glossary
from backed.picture.fill import html
from backed.record import citation
from backed.record.memory import digest
from backed.record.reference import Reference
from backed.record.statement import Statement
from backed.rule.statements import judged, shown
from backed.sentence.generate import sentence
from backed.sentence.wording import Register, capital

TEMPLATES = Path(__file__).parent / "templates"
UP = "../../"  # a record's page lies two folders deep


@dataclass(frozen=True)
class Views:
    """A library as templates see it; sentences and judgements are worked out once."""

    library: Library
    repository: str
    site_url: str = ""
    history: History = field(default_factory=History)
    memo: Memo = field(default_factory=Memo)

    @property
    def suggest(self) -> str:
        """The address of the form for a claim that is missing; what is known of it is added behind."""
        return f"{self.repository}/issues/new?template=claim.yml"

    def sentence(self, id_: str, register: Register = "clinician") -> str:
        """The generated sentence of a claim."""
        return self.memo.get(("sentence", id_, register), lambda: sentence(self.library.topic(id_), register))

    def judgement(self, document: str, line: Statement) -> Judgement:
        """The derived verdict on a statement."""
        return self.memo.get(("judged", document, line.n), lambda: judged(line, self.library))

    def shown(self, document: str, line: Statement) -> Judgement:
        """The verdict that stands: the derived one, or the editors' where they overruled it."""
        return shown(line, self.judgement(document, line))

    def cited(self, form: str, key: str) -> Markup:
        """A reference in a form of `citation`, escaped: many pages show the same one."""

        def make() -> Markup:
            return escape(getattr(citation, form)(self.library.references[key]))

        return self.memo.get(("cited", form, key), make)

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(self.library.glossary)

    def glossed(self, text: str, up: str) -> Markup:
        """Escaped text in which the first mention of each glossary word leads to its explanation."""
        return self._glossary.linked(text, up)


class _Once:
    """The macros of a template, each run once for the same words: thousands of pages show the same small pieces."""

    def __init__(self, env: Environment, template: str, memo: Memo) -> None:
        self._template, self._memo = template, memo
        self._module = env.get_template(template).module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        macro: Callable[..., Any] = getattr(self._module, name)

        def once(*given: Any) -> Any:
            if not all(type(each) is str for each in given):
                return macro(*given)
            return self._memo.get((self._template, name, given), lambda: macro(*given))

        setattr(self, name, once)
        return once


class _Compiled(FileSystemBytecodeCache):
    """Templates as compiled before, where Python keeps its own modules; one that was edited has another checksum."""

    def __init__(self) -> None:
        by = digest(jinja2.__version__.encode() + Path(inspect.getfile(Straight)).read_bytes())
        folder = Path(__file__).parent / "__pycache__"
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
        super().__init__(str(folder), f"%s.jinja-{by[:12]}.pyc")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called after a template was compiled. Where nothing can be written, the next command compiles it again."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


class _Environment(Environment):
    code_generator_class = Straight
    html = staticmethod(html)


def environment(views: Views) -> Environment:
    """Jinja2 with autoescape, strict names, and the words and functions that templates use."""
    env = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(),
        auto_reload=False,
    )
    env.globals.update(
        outline=partial(outline, library=views.library),
        views=views,
        library=views.library,
        repository=views.repository,
        words=words,
        certainty=certainty,
        citation=citation,
        figures=figures,
    )
    env.filters.update(
        human=words.human, short=figures.short, doi_link=citation.doi_link, safe_url=safe_url, capital=capital
    )
    env.globals["ui"] = _Once(env, "ui.html", views.memo)
    env.globals["changes"] = env.get_template("change.html").module
    env.globals["statement"] = env.get_template("statement.html").module
    return env


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
