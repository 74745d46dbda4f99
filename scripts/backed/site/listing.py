"""Files that every site has beside its pages: the sitemap, robots.txt, and the licence of the theme's own files."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib import metadata

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000  # addresses in one sitemap, by sitemaps.org


def files(site_url: str, paths: Iterable[str]) -> list[tuple[str, bytes]]:
    """Sitemap, robots.txt and licence; `paths` are the pages to be found, `site_url` ends with a slash."""
    robots = f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n"
    licence = metadata.distribution("mkdocs-material").read_text("licenses/LICENSE")
    return [
        *_sitemaps(site_url, sorted(paths)),
        ("robots.txt", robots.encode()),
        ("assets/LICENSE-mkdocs-material.txt", (licence or "MIT License, Martin Donath\n").encode()),
    ]


def _sitemaps(site_url: str, paths: list[str]) -> list[tuple[str, bytes]]:
    """One sitemap, or an index of several where one may not hold all. No dates: git has them."""
    if len(paths) <= _MOST:
        return [("sitemap.xml", _xml("urlset", "url", site_url, paths))]
    parts = [paths[start : start + _MOST] for start in range(0, len(paths), _MOST)]
    named = [(f"sitemap-{number}.xml", _xml("urlset", "url", site_url, part)) for number, part in enumerate(parts, 1)]
    return [("sitemap.xml", _xml("sitemapindex", "sitemap", site_url, [name for name, _ in named])), *named]


def _xml(outer: str, inner: str, site_url: str, paths: list[str]) -> bytes:
    lines = "".join(f"<{inner}><loc>{escape(site_url + path)}</loc></{inner}>\n" for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_NAMESPACE}">\n{lines}</{outer}>\n'.encode()
