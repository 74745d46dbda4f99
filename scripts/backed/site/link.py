"""Links and anchors of the finished site: each page's are gathered while it is at hand, all are checked at the end."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

FOLDER_MARK = "@@folder@@"

_OUTSIDE = ("https://", "http://", "mailto:")


class Facts(NamedTuple):
    """What the check needs of a page: its links as `path#anchor` from the root, its ids, and its shell's name.

    Links and ids are noted as lines; of most pages nobody takes them apart.
    """

    link_lines: str
    id_lines: str
    shell: str = ""

    @classmethod
    def of(cls, links: Iterable[str], ids: Iterable[str], shell: str = "") -> Facts:
        """The facts of a page with these links and ids."""
        link_lines, id_lines = ("".join(f"{line}\n" for line in lines) for lines in (links, ids))
        return cls(link_lines, id_lines, shell)

    @property
    def links(self) -> list[str]:
        """Each link once, in order."""
        return self.link_lines.split("\n")[:-1]

    @property
    def ids(self) -> list[str]:
        """Each id as often as it stands on the page."""
        return self.id_lines.split("\n")[:-1]


@dataclass(frozen=True)
class Broken:
    """A link on `page` that leads nowhere, as `target` was written from the root, and why."""

    page: str
    target: str
    reason: str


def gather(html: str, path: str, base: str, shell: str = "") -> Facts:
    """The links and ids of `html`, a page or a part of one, that stands at `path`; `base` is the site's own path."""
    flat = html.replace("\n", " ")
    led = {value for name in ("href", "action") for value in _values(flat, name) if not value.startswith(_OUTSIDE)}
    links = {_leads_to(value.replace("&amp;", "&"), path, base) for value in led.union(_values(flat, "src"))}
    return Facts.of(sorted(links), _values(flat, "id"), shell)


def _values(flat: str, name: str) -> list[str]:
    """The values of an attribute, in order; in code that a page shows, nothing is one, though quotes stand there too."""
    found, in_tag = [], False
    before, *rest = flat.split(f' {name}="')
    for each in rest:
        opened, closed = before.rfind("<"), before.rfind(">")
        in_tag = opened > closed or (in_tag and opened == closed)
        before = each
        if in_tag:
            value, _, before = each.partition('"')
            found.append(value)
    return found


def _leads_to(href: str, path: str, base: str) -> str:
    """A link that first leaves all folders of its page leads to the same place from every page that is as deep."""
    deep = path.count("/")
    return _from_top(href, deep, base) if deep and href.startswith("../" * deep) else _from_root(href, path, base)


@functools.lru_cache(maxsize=1 << 16)
def _from_top(href: str, deep: int, base: str) -> str:
    """The very same text each time: sites have many more links than places to lead to."""
    return _from_root(href, "folder/" * deep, base)


def _from_root(href: str, path: str, base: str) -> str:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    anchor = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    if not parts.path:
        return path + anchor
    if parts.path.startswith(base) and parts.path.startswith("/"):
        return _normal(unquote(parts.path.removeprefix(base))) + anchor
    if parts.path.startswith("/"):
        return href
    folder = path[: path.rfind("/") + 1]
    return _normal(folder + unquote(parts.path)) + anchor


def _normal(path: str) -> str:
    """Without `.` and `..`; a folder ends with a slash, and the root is empty."""
    plain = normpath(path) if path else "."
    if plain == ".":
        return ""
    is_folder = path.endswith(("/", "/.", "..")) or path == ".."
    return f"{plain}/" if is_folder else plain


def check(
    pages: Mapping[str, Facts],
    shells: Mapping[str, Facts],
    files: Container[str],
    due: Mapping[str, Facts] | None = None,
) -> list[Broken]:
    """Every link of the `due` among the `pages`, or of all, that leads nowhere, and every anchor that is not there.

    A shell's own links hold for all pages made from it, so they are checked once, at `_shells/<name>/`.
    """
    faults: dict[str, str] = {}
    broken = []
    for path, facts in _with_shells(pages if due is None else due, shells):
        for target in facts.links:
            if target not in faults:
                faults[target] = _fault(target, pages, shells, files)
            if faults[target]:
                broken.append(Broken(path, target, faults[target]))
    return broken


def twice(path: str, facts: Facts, shells: Mapping[str, Facts]) -> list[Broken]:
    """Every id that stands more than once on the page at `path`."""
    ids = facts.ids + (shells[facts.shell].ids if facts.shell else [])
    if len(ids) == len(set(ids)):
        return []
    names = sorted({name for name in ids if ids.count(name) > 1})
    return [Broken(path, f"{path}#{name}", "this id stands twice on the page") for name in names]


def _with_shells(pages: Mapping[str, Facts], shells: Mapping[str, Facts]) -> Iterator[tuple[str, Facts]]:
    """All pages, and each shell that has pages; where a shell names its folder, each folder in use."""
    yield from pages.items()
    used = {(facts.shell, path.split("/", 1)[0]) for path, facts in pages.items() if facts.shell}
    for name, folder in sorted(used):
        links = {link.replace(FOLDER_MARK, folder) for link in shells[name].links}
        yield shell_path(name), Facts.of(sorted(links), shells[name].ids)


def shell_path(name: str) -> str:
    """Where a shell's own links are gathered from: two folders deep, as every page made from it."""
    return f"_shells/{name}/"


def _fault(target: str, pages: Mapping[str, Facts], shells: Mapping[str, Facts], files: Container[str]) -> str:
    path, _, anchor = target.partition("#")
    if ":" in path or path.startswith("/"):
        return "links are relative, or begin with https://, http:// or mailto:; pictures and scripts are our own"
    if path.startswith(".."):
        return "it leaves the site"
    if path in files and not anchor:
        return ""
    facts = pages.get(path) or shells.get(path.removeprefix("_shells/").rstrip("/"))
    if facts is None:
        return "there is no such page or file"
    own = shells[facts.shell].ids if facts.shell else ()
    return "" if not anchor or anchor in facts.ids or anchor in own else f"there is no #{anchor} on that page"
