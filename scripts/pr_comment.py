"""Post what a pull request does: one comment, updated in place, with labels and suggestions. Standard library only.

Runs with rights, on code of the main branch. The report comes from a run of the pull request's own code, so every part
of it is taken for hostile: its number must be that of the run's commit, its size is capped, and its text can neither
mention, link, embed nor format beyond a short list. The environment names the run: REPOSITORY, RUN_ID, COMMIT and
GITHUB_TOKEN.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

MARK = "<!-- what this changes -->"
ARTIFACT, FILE = "pr-report", "report.json"
MOST_ZIP, MOST_REPORT = 1_000_000, 2_000_000
MOST_LETTERS = 60_000  # GitHub takes 65,536; the frame around the text needs some
MOST_SUGGESTIONS, MOST_SUGGESTED = 20, 4_000
LABELS = ("certainty moves", "verdict moves")
BOT = "github-actions[bot]"
# Paths a suggestion may be made for: records, nothing that runs.
RECORD = re.compile(r"(claims|statements)/[a-z0-9-]{1,80}\.yml")
# What is no record or written page: a reviewer has to read it as code.
HARMLESS = re.compile(
    r"(claims|statements|vocabulary|audit|audit/readings|evaluation)/[^/]+\.yml|docs/[^_][^/]*(/[^/]+)?\.md|references\.bib|safety\.yml|exceptions\.yml"
)
APART = "\u200b"

Call = Callable[[str, str, Any], Any]


class Refused(Exception):
    """The report is not what the run says it is, or too large: nothing is posted."""


def neutral(text: str) -> str:
    """Markdown that can only be headings, lists, bold, and folded parts: no link, mention, image, code or other HTML."""
    kept = "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C" or letter == APART
    )
    lines: list[str] = []
    room, depth = MOST_LETTERS, 0
    for line in map(_neutral_line, kept.split("\n")):
        room -= len(line) + 1
        if room < 0:
            lines.append("(cut here: run `diff` to see all)")
            break
        depth += line.startswith("<details>") - (line == "</details>")
        if depth < 0:  # closes nothing
            depth = 0
            continue
        lines.append(line)
    return "\n".join([*lines, *(["", "</details>"] * depth)])


_FOLDED = re.compile(r"<details><summary>([^<>]*)</summary>")
_LEAD = re.compile(r"(?:#{3,4} | {0,4}- )?")
_LIVE = re.compile(r"(?<!\\)(?:\\\\)*([\[\]!`|~<>&$^=#])")
# Mentions, numbers of issues, addresses, commits: GitHub links them wherever they stand, escaped or not.
_ADDRESS = re.compile(r"(?:[@#]|:(?=//)|\bwww(?=\.)|\bGH(?=-)|\b[0-9a-f](?=[0-9a-f]{6,39}\b))(?!\u200b)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39);")


def _neutral_line(line: str) -> str:
    if line.strip() == "</details>":
        return "</details>"
    if folded := _FOLDED.fullmatch(line.strip()):
        return f"<details><summary>{_inert(folded[1])}</summary>"
    lead = _LEAD.match(line)
    start = lead[0] if lead else ""
    return start + _inert(line[len(start) :].lstrip(" \t"))


def _inert(text: str) -> str:
    """One line without anything that GitHub would make live; bold and escapes stay."""
    plain = _ENTITY.sub(lambda found: _PLAIN[found[0]], text)
    escaped = _LIVE.sub(lambda found: found[0][:-1] + "\\" + found[1], plain)
    escaped = escaped.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
    return _ADDRESS.sub(lambda found: found[0] + APART, escaped)


_PLAIN = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}


def body(markdown: str, run: str, code: list[str], *, moved: bool = False) -> str:
    """The comment: our own frame, and the report's text within it."""
    thanks = "Thank you for this. It is what the change does, worked out by a program from the records."
    notes = []
    if code:
        notes.append(
            f"**Not only records change** (files in {', '.join(_folders(code))}: {len(code)}). The text below was made by "
            "code of this pull request, so read these files first."
        )
    if moved:
        notes.append("**A certainty or a verdict moves: two people approve this**, one of whom did not write it.")
    preview = f"[Preview of the site, and the annotations]({run}): download `site-preview` at the bottom of that page."
    return "\n\n".join([MARK, thanks, *notes, neutral(markdown), "---", preview])


def _folders(paths: list[str]) -> list[str]:
    found = sorted({re.sub(r"[^\w./-]", "?", path.split("/")[0]) for path in paths})
    return [f"`{folder}`" for folder in found[:10]]


def unpacked(archive: bytes) -> dict[str, Any]:
    """The report in a zip archive; Refused for anything that is not one small JSON file."""
    if len(archive) > MOST_ZIP:
        raise Refused(f"the artifact has {len(archive):,} bytes; at most {MOST_ZIP:,} are read")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened, opened.open(FILE) as file:
            raw = file.read(MOST_REPORT + 1)
        if len(raw) > MOST_REPORT:
            raise Refused(f"the report is larger than {MOST_REPORT:,} bytes")
        report = json.loads(raw)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        RecursionError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Refused(f"the report cannot be read: {error}") from None
    if not isinstance(report, dict) or not isinstance(report.get("markdown"), str):
        raise Refused("the report holds no text")
    if type(report.get("number")) is not int or report["number"] < 1:
        raise Refused("the report has no number")
    return report


def pull_request(number: int, commit: str, repository: str, call: Call) -> dict[str, Any]:
    """The pull request, if it is open here and its newest commit is the one the run was about. Raises Refused."""
    found = call("GET", f"/repos/{repository}/pulls/{number}", None)
    if found["head"]["sha"] != commit:
        raise Refused(f"the run was about {commit[:12]}, and that is not the newest commit of #{number}")
    if found["state"] != "open" or found["base"]["repo"]["full_name"] != repository:
        raise Refused(f"#{number} is not open here")
    return dict(found)


def listed(path: str, call: Call, pages: int = 10) -> Iterator[dict[str, Any]]:
    """Every item of a list that comes in pages of a hundred."""
    for page in range(1, pages + 1):
        items = call("GET", f"{path}?per_page=100&page={page}", None)
        yield from items
        if len(items) < 100:
            return


def post(text: str, number: int, repository: str, call: Call) -> None:
    """Write our comment, over the one that is there."""
    issue = f"/repos/{repository}/issues"
    known = next((each for each in listed(f"{issue}/{number}/comments", call) if _is_ours(each)), None)
    if known is None:
        call("POST", f"{issue}/{number}/comments", {"body": text})
    elif known["body"] != text:
        call("PATCH", f"{issue}/comments/{known['id']}", {"body": text})


def _is_ours(comment: dict[str, Any]) -> bool:
    return comment["user"]["login"] == BOT and comment["body"].startswith(MARK)


def ours(wanted: object) -> list[str]:
    """Those of the labels asked for that are ours to give."""
    return [name for name in LABELS if isinstance(wanted, list) and name in wanted]


def label(wanted: object, number: int, repository: str, call: Call) -> None:
    """Put on and take off the labels that are ours to give, and no other."""
    names = ours(wanted)
    path = f"/repos/{repository}/issues/{number}/labels"
    present = {each["name"] for each in listed(path, call)}
    if new := [name for name in names if name not in present]:
        call("POST", path, {"labels": new})
    for name in (name for name in LABELS if name in present and name not in names):
        call("DELETE", f"{path}/{urllib.parse.quote(name)}", None)


def suggested(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Review comments with a suggestion each; whatever is not a few lines of a record is dropped."""
    given = report.get("suggestions")
    for each in (given if isinstance(given, list) else [])[:MOST_SUGGESTIONS]:
        if not isinstance(each, dict):
            continue
        path, first, last, text = (each.get(name) for name in ("path", "first", "last", "text"))
        if not (
            isinstance(path, str) and RECORD.fullmatch(path) and isinstance(text, str) and len(text) <= MOST_SUGGESTED
        ):
            continue
        if type(first) is not int or type(last) is not int or not 0 < first <= last <= first + 100:
            continue
        yield {"path": path, "line": last, "side": "RIGHT", "body": _suggestion(text)} | (
            {"start_line": first, "start_side": "RIGHT"} if first < last else {}
        )


def _suggestion(text: str) -> str:
    """A fence longer than any within, so that the text stays inside it."""
    shown = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter)[0] != "C")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"`fix` would write:\n\n{fence}suggestion\n{shown}\n{fence}"


def suggest(report: dict[str, Any], number: int, repository: str, call: Call) -> None:
    """Post the suggestions that are not there yet. A line outside of the change cannot be commented on: GitHub says no."""
    path = f"/repos/{repository}/pulls/{number}/comments"
    there = {(each["path"], each["body"]) for each in listed(path, call) if each["user"]["login"] == BOT}
    for each in suggested(report):
        if (each["path"], each["body"]) not in there:
            try:
                call("POST", path, each | {"commit_id": report["head"]})
            except urllib.error.HTTPError as error:
                if error.code != 422:
                    raise


def run(repository: str, run_id: str, commit: str, call: Call, download: Callable[[str], bytes]) -> int:
    """Post what the run found; the pull request's number."""
    found = listed(f"/repos/{repository}/actions/runs/{run_id}/artifacts", _items("artifacts", call))
    artifact = next((each for each in found if each["name"] == ARTIFACT), None)
    if artifact is None:
        raise Refused("the run left no report")
    if artifact["size_in_bytes"] > MOST_ZIP:
        raise Refused("the artifact is too large")
    report = unpacked(download(f"/repos/{repository}/actions/artifacts/{int(artifact['id'])}/zip"))
    number = report["number"]
    pull_request(number, commit, repository, call)
    files = listed(f"/repos/{repository}/pulls/{number}/files", call, pages=30)
    code = [each["filename"] for each in files if not HARMLESS.fullmatch(each["filename"])]
    address = f"https://github.com/{repository}/actions/runs/{int(run_id)}"
    text = body(report["markdown"], address, code, moved=bool(ours(report.get("labels"))))
    post(text, number, repository, call)
    label(report.get("labels"), number, repository, call)
    suggest(report | {"head": commit}, number, repository, call)
    return int(number)


def _items(name: str, call: Call) -> Call:
    return lambda method, path, data: call(method, path, data)[name]


class _NoToken(urllib.request.HTTPRedirectHandler):
    """Artifacts are stored elsewhere: the way there is signed, and our token stays here."""

    def redirect_request(self, *given: Any) -> urllib.request.Request | None:
        request = super().redirect_request(*given)
        if request:
            request.remove_header("Authorization")
        return request


def _github(token: str) -> tuple[Call, Callable[[str], bytes]]:
    api = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    opener = urllib.request.build_opener(_NoToken)
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json", "User-Agent": "pr-comment"}

    def download(path: str, method: str = "GET", data: Any = None) -> bytes:
        raw = json.dumps(data).encode() if data is not None else None
        request = urllib.request.Request(f"{api}{path}", raw, headers, method=method)
        with opener.open(request, timeout=30) as answer:
            return bytes(answer.read(20_000_000))

    def call(method: str, path: str, data: Any) -> Any:
        answer = download(path, method, data)
        return json.loads(answer) if answer else None

    return call, download


def main() -> int:
    """Post for the run named in the environment."""
    repository, run_id, commit = (os.environ[name] for name in ("REPOSITORY", "RUN_ID", "COMMIT"))
    call, download = _github(os.environ["GITHUB_TOKEN"])
    try:
        number = run(repository, run_id, commit, call, download)
    except Refused as error:
        print(f"nothing posted: {error}")
        return 0  # a newer commit has a run of its own; the log says why
    print(f"posted on #{number}")
    return 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    sys.exit(main())
