"""The comment on a pull request: true to what changes, and harmless whatever the unprivileged job hands over."""

from __future__ import annotations

import io
import json
import subprocess
import urllib.error
import zipfile
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown as renderer
import pytest

import pr_comment
import pr_report
from backed.editor.suggest import differences
from cases import edit
from gitbase import commit, git
from pr_comment import APART, Refused, body, neutral, unpacked

REPOSITORY, RUN, COMMIT = "kb/backed", "77", "c" * 40


@pytest.fixture
def root(under_git: Path) -> Path:
    return under_git


def test_a_report_says_what_moves_and_what_fix_would_do(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    edit(
        root,
        "claims/heel-cup-pain.yml",
        "imprecision: {down: 0, because: the",
        "imprecision: {down: 1, because: few people, sources: [Okafor2021cups]}\n  #  {because: the",
    )
    head = commit(root, "Change")
    assert pr_report.main([base, "--number", "5", "--out", str(tmp_path / "out"), "--root", str(root)]) == 0
    report = json.loads((tmp_path / "out/report.json").read_text("utf-8"))
    assert (report["number"], report["head"]) == (5, head)
    assert report["labels"] == ["certainty moves", "verdict moves"]
    assert "moderate certainty → low certainty" in report["markdown"]
    assert "certainty is stated as moderate, and low follows" in report["markdown"].replace("\\", "")
    line = (root / "claims/heel-cup-pain.yml").read_text("utf-8").split("\n").index("certainty: moderate") + 1
    assert {"path": "claims/heel-cup-pain.yml", "first": line, "last": line, "text": "certainty: low"} in report[
        "suggestions"
    ]
    assert neutral(report["markdown"]) == report["markdown"].strip("\n")  # an honest report passes as it is


def test_what_came_to_main_meanwhile_is_not_this_change(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "mine")
    (root / "claims/rivera-report.yml").unlink()
    commit(root, "Change")
    git(root, "checkout", "--quiet", "main")
    (root / "claims/heel-gel.yml").unlink()
    main = commit(root, "Change")
    git(root, "checkout", "--quiet", "mine")
    text = str(pr_report.report(root, main, 1)["markdown"])
    assert "rivera" in text
    assert "heel\\-gel" not in text


def test_a_wrong_base_is_wrong_use(root: Path, tmp_path: Path) -> None:
    assert pr_report.main(["nowhere", "--number", "5", "--out", str(tmp_path / "out"), "--root", str(root)]) == 2


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", [(2, 2, "B")]),
        ("a\nc\n", "a\nb\nc\n", [(1, 1, "a\nb")]),
        ("b\n", "a\nb\n", [(1, 1, "a\nb")]),
        ("a\nb\nc\n", "a\nc\n", [(2, 2, "")]),
        ("a\n", "a\n", []),
    ],
)
def test_suggestions_replace_lines(before: str, after: str, expected: list[tuple[int, int, str]]) -> None:
    found = list(differences("claims/a.yml", before, after))
    assert [(each.first, each.last, each.text) for each in found] == expected


class Seen(HTMLParser):
    """Tags and text of a rendered comment."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


HOSTILE = [
    "[x](https://evil.example)", "![x](https://evil.example/a.png)", "<img src=x onerror=alert(1)>", "<https://evil.example>",
    "https://evil.example", "www.evil.example", "@octocat @team/all", "fixes #1, GH-1 and kb/backed#2", "[a]: https://evil.example",
    "`code`", "```\nfence\n```", "    indented code", "| a | b |\n|---|---|\n| 1 | 2 |", "> quote", "\\[x](https://evil.example)",
    "\\\\[x](https://evil.example)", "&lt;img src=x&gt; &#60;script&#62;", "<details><summary><b>x</b></summary>", "- [ ] task",
    "mail@evil.example", "<!-- comment", "<details><summary>never closed</summary>", "</details>", "$\\href{https://evil.example}{x}$",
    "# Title", "text\n===", "<script>alert(1)</script>", "\u202egnp.exe", "ftp://evil.example", "HTTPS://EVIL.EXAMPLE", "c" * 40,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    made = neutral(text)
    seen = Seen()
    seen.feed(renderer.markdown(made, extensions=["tables", "fenced_code"]))
    assert seen.tags <= {"p", "ul", "li", "strong", "em", "h3", "h4", "details", "summary", "hr"}
    for live in ("@octocat", "://", "www.evil", "#1", "#2", "GH-1", "@evil", "c" * 40):
        assert live.lower() not in made.lower(), live
    assert made.count("<details>") == made.count("</details>")


def test_headings_lists_bold_and_folds_stay() -> None:
    text = "### Title\n\n- **a**: b\n  - c\n\n<details><summary>More (2)</summary>\n\n- d\n\n</details>"
    assert neutral(text) == text


def test_the_longest_text_fits_a_comment() -> None:
    made = body("<" * 3_000_000, "https://github.com/kb/backed/actions/runs/1", [])
    assert len(made) < 65_536
    assert len(body("a\n" * 500_000, "https://github.com/kb/backed/actions/runs/1", [])) < 65_536


def zipped(content: bytes | dict[str, Any], name: str = pr_comment.FILE) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return made.getvalue()


@pytest.mark.parametrize(
    "archive",
    [
        b"", b"PK", zipped({}, "other.json"), zipped(b"[" * 100_000), zipped(b"[]"), zipped({"markdown": 3, "number": 1}),
        zipped({"markdown": "x", "number": "5"}), zipped({"markdown": "x", "number": True}), zipped({"markdown": "x", "number": -1}),
        zipped(b" " * 3_000_000), zipped({"markdown": "x"}), zipped(b"\xff\xfe"), b"x" * 2_000_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_a_report_of_another_shape_is_refused(archive: bytes) -> None:
    with pytest.raises(Refused):
        unpacked(archive)


class GitHub:
    """As much of GitHub as the comment needs, in memory."""

    def __init__(self, archive: bytes, **pull: Any) -> None:
        self.archive = archive
        self.comments: list[dict[str, Any]] = []
        self.labels = {"verdict moves", "claim"}
        self.review: list[dict[str, Any]] = []
        self.files = ["claims/a.yml"]
        self.pull = {"head": {"sha": COMMIT}, "state": "open", "base": {"repo": {"full_name": REPOSITORY}}} | pull
        self.size = len(archive)

    def download(self, path: str) -> bytes:
        assert path == f"/repos/{REPOSITORY}/actions/artifacts/9/zip"
        return self.archive

    def call(self, method: str, path: str, data: Any) -> Any:
        where = path.removeprefix(f"/repos/{REPOSITORY}/").split("?")[0]
        match method, where:
            case "GET", "actions/runs/77/artifacts":
                artifact = {"name": pr_comment.ARTIFACT, "id": 9, "size_in_bytes": self.size}
                return {"artifacts": [{"name": "site-preview", "id": 8, "size_in_bytes": 1}, artifact]}
            case "GET", "pulls/5":
                return self.pull
            case "GET", "pulls/5/files":
                return [{"filename": name} for name in self.files]
            case "GET", "issues/5/comments":
                return self.comments
            case "POST", "issues/5/comments":
                self.comments.append({"id": 3, "user": {"login": pr_comment.BOT}, "body": data["body"]})
            case "PATCH", "issues/comments/3":
                self.comments[-1]["body"] = data["body"]
            case "GET", "issues/5/labels":
                return [{"name": name} for name in sorted(self.labels)]
            case "POST", "issues/5/labels":
                self.labels |= set(data["labels"])
            case "DELETE", _ if where.startswith("issues/5/labels/"):
                self.labels.remove(where.rpartition("/")[2].replace("%20", " "))
            case "GET", "pulls/5/comments":
                return self.review
            case "POST", "pulls/5/comments":
                if data["line"] == 99:
                    raise urllib.error.HTTPError(path, 422, "not in the diff", Message(), None)
                assert data["commit_id"] == COMMIT
                self.review.append({"user": {"login": pr_comment.BOT}} | data)
            case _:
                raise AssertionError(f"{method} {path}")
        return None

    def run(self) -> int:
        return pr_comment.run(REPOSITORY, RUN, COMMIT, self.call, self.download)


def report(**more: Any) -> dict[str, Any]:
    return {"number": 5, "markdown": "### Title", "labels": ["certainty moves"], "suggestions": []} | more


def test_one_comment_updated_in_place_with_labels() -> None:
    github = GitHub(zipped(report()))
    github.comments = [{"id": 1, "user": {"login": "somebody"}, "body": f"{pr_comment.MARK} mine"}]
    assert github.run() == 5
    github.archive = zipped(report(markdown="### Other"))
    github.run()
    assert [comment["id"] for comment in github.comments] == [1, 3]
    assert github.comments[0]["body"] == f"{pr_comment.MARK} mine"  # never over what a person wrote
    assert "### Other" in github.comments[1]["body"]
    assert f"https://github.com/{REPOSITORY}/actions/runs/77" in github.comments[1]["body"]
    assert github.labels == {"certainty moves", "claim"}
    assert "two people approve" in github.comments[1]["body"]


@pytest.mark.parametrize(
    "pull",
    [{"head": {"sha": "d" * 40}}, {"state": "closed"}, {"base": {"repo": {"full_name": "evil/backed"}}}],
    ids=["another commit", "closed", "elsewhere"],
)
def test_the_number_is_checked_against_the_run(pull: dict[str, Any]) -> None:
    github = GitHub(zipped(report()), **pull)
    with pytest.raises(Refused):
        github.run()
    assert github.comments == []


def test_a_large_artifact_is_not_even_fetched() -> None:
    github = GitHub(b"")
    github.size = 10**9
    with pytest.raises(Refused, match="too large"):
        github.run()


def test_labels_are_only_ours_to_give() -> None:
    github = GitHub(zipped(report(labels=["verdict moves", "security", 3])))
    github.run()
    assert github.labels == {"verdict moves", "claim"}


def test_code_is_named_by_the_trusted_side() -> None:
    github = GitHub(zipped(report()))
    github.files = ["claims/a.yml", "docs/method.md", "scripts/build.py", ".github/workflows/x`y.yml"]
    github.run()
    assert "Not only records change** (files in `.github`, `scripts`: 2)" in github.comments[0]["body"]


def test_suggestions_are_for_lines_of_records_and_come_once() -> None:
    good = {"path": "claims/a.yml", "first": 2, "last": 3, "text": "a: b\n```\nc"}
    bad = [
        good | {"path": "scripts/build.py"}, good | {"path": "claims/../x.yml"}, good | {"first": 0}, good | {"last": 1},
        good | {"text": "x" * 5000}, good | {"first": True}, "text", good | {"last": 99, "first": 99, "text": "outside"},
    ]  # fmt: skip
    github = GitHub(zipped(report(suggestions=[good, *bad])))
    github.run()
    github.run()
    (posted,) = github.review
    assert (posted["path"], posted["start_line"], posted["line"]) == ("claims/a.yml", 2, 3)
    assert posted["body"].endswith("````suggestion\na: b\n```\nc\n````")


def test_the_privileged_side_needs_no_package() -> None:
    """It runs before anything is installed: nothing but Python itself."""
    source = Path(pr_comment.__file__)
    made = subprocess.run(
        ["python3", "-I", "-S", str(source)], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert "KeyError: 'REPOSITORY'" in made.stderr
    assert APART == "\N{ZERO WIDTH SPACE}"
