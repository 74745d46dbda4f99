"""Answers of public catalogues over HTTPS: asked politely, limited in size and time, and kept on disk for next time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import urllib3
from urllib3.util import Retry, Timeout

from backed.editor.draft import write_whole

MOST_BYTES = 4 * 1024 * 1024  # the largest work of Crossref with all its citations is a tenth of this
HOSTS = ("api.crossref.org", "eutils.ncbi.nlm.nih.gov")
OFFLINE = "offline, give the name of a file with the citation (BibTeX, RIS, .nbib or CSL-JSON)"
_TIMES = Timeout(connect=5.0, read=20.0)
# 429 and 5xx pass; Retry-After is obeyed. NCBI allows three requests a second, so we wait between tries.
_TRIES = Retry(total=3, connect=1, redirect=2, backoff_factor=1.0, status_forcelist=(429, 500, 502, 503, 504))


class Unavailable(Exception):
    """No answer: offline, refused, too large, or nothing known under that name."""


def fetch(url: str, agent: str) -> bytes:
    """The body of one page; Unavailable says why there is none."""
    if urllib3.util.parse_url(url).host not in HOSTS or not url.startswith("https://"):
        raise Unavailable(f"{url} is no catalogue that we ask")
    return body(url, agent)


def body(url: str, agent: str) -> bytes:
    """The body of any page, within the limits of time and size; Unavailable says why there is none."""
    pool = urllib3.PoolManager(timeout=_TIMES, retries=_TRIES, headers={"User-Agent": agent})
    try:
        answer = pool.request("GET", url, preload_content=False)
        found = bytes(answer.read(MOST_BYTES + 1, decode_content=True))
        answer.release_conn()
    except urllib3.exceptions.HTTPError as error:
        why = type(getattr(error, "reason", None) or error).__name__
        raise Unavailable(f"{urllib3.util.parse_url(url).host} cannot be reached ({why}); {OFFLINE}") from None
    if answer.status != 200:
        what = "knows nothing under that name" if answer.status == 404 else f"answers {answer.status}"
        raise Unavailable(f"{urllib3.util.parse_url(url).host} {what} ({url})")
    if len(found) > MOST_BYTES:
        raise Unavailable(f"the answer from {url} is larger than {MOST_BYTES:,} bytes")
    return found


@dataclass(frozen=True)
class Catalogue:
    """Where answers are kept, who asks (name and address, as catalogues wish), and how."""

    kept: Path
    agent: str
    fetch: Callable[[str, str], bytes] = fetch

    def ask(self, url: str) -> str:
        """The answer to a question asked before, else a fresh one, kept for next time. Only good answers are kept."""
        file = self.kept / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.txt"
        if file.is_file():
            return file.read_text("utf-8")
        text = self.fetch(url, self.agent).decode("utf-8", "replace")
        write_whole(file, text)
        return text
