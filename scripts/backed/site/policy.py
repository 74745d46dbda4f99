"""The security policy in every page: own files only, and the theme's inline scripts named by their hash."""

from __future__ import annotations

import base64
import hashlib
import re

CHARSET = '<meta charset="utf-8">'

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_NOT_RUN = re.compile(r'\bsrc=|type="application/json"')


def inline_scripts(html: str) -> list[str]:
    """The text of each script that would run and has no file of its own."""
    return [found["text"] for found in _SCRIPT.finditer(html) if not _NOT_RUN.search(found["attributes"])]


def policy(scripts: list[str]) -> str:
    """The policy's text, with the hash of each inline script; no hash at all where there is none."""
    allowed = " ".join(["'self'", *sorted({f"'sha256-{_hash(script)}'" for script in scripts})])
    return (
        "default-src 'none'; "
        f"script-src {allowed}; "
        "style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )


def with_policy(html: str) -> str:
    """The page with its policy right after the character set, before anything that the policy governs.

    Raises ValueError when the page does not state its character set first: a bug of the theme.
    """
    if html.count(CHARSET) != 1:
        raise ValueError(f"a page must have {CHARSET} exactly once; see theme/main.html")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(inline_scripts(html))}">'
    return html.replace(CHARSET, f"{CHARSET}\n  {meta}")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
