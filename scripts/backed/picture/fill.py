"""HTML from a pattern with plain places: what `Markup.format` gives, in a fraction of its time."""

from __future__ import annotations

from markupsafe import Markup, escape


def fill(pattern: str, *values: object) -> Markup:
    """The pattern with each value escaped in its place, `{}` or `{0}`; places have no format of their own."""
    return Markup(pattern.format(*map(escape, values)))
