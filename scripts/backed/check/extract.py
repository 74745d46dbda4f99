"""Files as text: HTML without its markup, every block on lines of its own so that sentences do not run together.

selectolax parses as browsers do, is one wheel without dependencies and takes a millisecond a page. Extractors of the
main text (trafilatura, readability) drop the very boxes and lists in which pages advertise. What a page hides at first,
as behind tabs, is read too: one click shows it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

HTML = (".html", ".htm", ".xhtml")
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf")  # in which pages may be kept, and which cannot be read
TEXT = (".txt", ".text", ".md", ".markdown")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "head", "nav")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_:-]+)""", re.IGNORECASE)
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}


class Unreadable(Exception):
    """A file that cannot be read as text; the message says why."""


def files(path: Path) -> list[Path]:
    """The file itself, or every HTML and text file and other document below the folder, by path; hidden ones aside."""
    if not path.is_dir():
        return [path]
    wanted = HTML + TEXT + DOCUMENTS
    shown = (file for file in path.rglob("*") if not any(part[0] == "." for part in file.relative_to(path).parts))
    return sorted(file for file in shown if file.suffix.lower() in wanted and file.is_file())


def text_of(file: Path) -> str:
    """What a reader of the file sees, as plain text. Raises Unreadable."""
    try:
        text = decoded(file.read_bytes())
    except OSError as error:
        raise Unreadable(f"{file}: {error.strerror}") from None
    if "\0" in text or file.suffix.lower() in DOCUMENTS or text.startswith("%PDF-"):
        raise Unreadable(f"{file} is neither HTML nor text; save it as text first")
    return of_html(text) if file.suffix.lower() in HTML or re.match(r"\s*<(!doctype|html)\b", text, re.I) else text


def decoded(raw: bytes) -> str:
    """Text in the encoding that its first bytes tell, else UTF-8, else the one that the page names, else Windows-1252."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(raw[:2048])
        return raw.decode(_known(named[1].decode("ascii")) if named else "cp1252", errors="replace")


def _known(charset: str) -> str:
    """The codec that browsers take for a name: Latin-1 is read as Windows-1252, as is what nobody knows."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return "cp1252"
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def of_html(html: str) -> str:
    """The text of a page: blocks parted by blank lines, headings and list items marked as in Markdown."""
    page = LexborHTMLParser(html)
    page.strip_tags(list(_UNSEEN))
    blocks = ("".join(_pieces(page.body)) if page.body else "").split("\0")
    return "\n\n".join(text for block in blocks if (text := _tidy(block)).strip("#- "))


def _tidy(block: str) -> str:
    """Spaces as a browser shows them; a forced line break stays one."""
    return "\n".join(" ".join(line.split()) for line in block.split("\1")).strip()


def _pieces(node: LexborNode) -> Iterator[str]:
    """The texts below a node; \\0 where a block begins or ends, \\1 for a forced line break."""
    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            yield re.sub(r"[\0\1]", " ", child.text_content or "")
        elif tag == "br":
            yield "\1"
        elif tag in _INLINE:
            yield from _pieces(child)
        elif not tag.startswith(("-", "!")):
            mark = _HEADINGS.get(tag, "- " if tag == "li" else "")
            yield "\0" + mark
            yield from _pieces(child)
            yield "\0"
        child = child.next
