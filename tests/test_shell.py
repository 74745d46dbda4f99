"""Shells: split once at their markers, joined per page; what a record says is never looked at again."""

from __future__ import annotations

import pytest

from backed.site.policy import CHARSET
from backed.site.shell import Page, Shell, split

HEAD = f'<head>{CHARSET}<title>@@title@@</title><meta content="@@description@@">'
BUILT = (
    f'{HEAD}<link rel="canonical" href="https://x.org/_shells/claim/"></head><body><a href="../../@@folder@@/">'
    "@@section@@</a><h1>@@title@@</h1>\n\n   <!-- slot:sentence -->\n<h2>Evidence</h2><!-- slot:evidence --></body>"
)


def claim(**changes: object) -> Page:
    fields = {"path": "claims/a/", "title": "A", "description": "D", "shell": "claim"}
    return Page(**(fields | {"slots": {"sentence": "<p>S</p>", "evidence": "<p>E</p>"}} | changes))  # type: ignore[arg-type]


@pytest.fixture
def shell() -> Shell:
    return split("claim", BUILT)


def test_every_marker_is_filled(shell: Shell) -> None:
    page = shell.fill(claim())
    assert "<title>A</title>" in page
    assert 'content="D"' in page
    assert 'href="https://x.org/claims/a/"' in page
    assert '<a href="../../claims/">Claims</a><h1>A</h1>\n<p>S</p>\n<h2>Evidence</h2><p>E</p>' in page
    assert "@@" not in page
    assert "slot:" not in page


def test_a_marker_in_a_record_stays_text(shell: Shell) -> None:
    text = "&lt;!-- slot:evidence --&gt; <!-- slot:evidence --> @@title@@ @@folder@@"
    page = shell.fill(claim(title="@@description@@", slots={"sentence": text, "evidence": "E"}))
    assert text in page
    assert "<h1>@@description@@</h1>" in page
    assert page.count(">E<") == 1


def test_title_and_description_are_escaped(shell: Shell) -> None:
    page = shell.fill(claim(title='</title><script>x("1")</script>', description='"><img src=x onerror=y>'))
    assert "&lt;script&gt;x(&quot;1&quot;)" in page
    assert 'content="&quot;&gt;&lt;img src=x onerror=y&gt;"' in page
    assert "<img" not in page


def test_a_moved_record_names_its_new_address(shell: Shell) -> None:
    assert 'href="https://x.org/claims/b/"' in shell.fill(claim(canonical="claims/b/"))


@pytest.mark.parametrize("path", ["claims/a", "a/", "claims/a/b/", "/claims/a/", "claims/../", "claims/a b/", "x/.a/"])
def test_a_path_has_exactly_two_segments(shell: Shell, path: str) -> None:
    with pytest.raises(ValueError, match="two plain segments"):
        shell.fill(claim(path=path))


@pytest.mark.parametrize("slots", [{"sentence": ""}, {"sentence": "", "evidence": "", "more": ""}])
def test_slots_fit_exactly(shell: Shell, slots: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"evidence|more"):
        shell.fill(claim(slots=slots))


def test_a_slot_twice_an_unknown_marker_or_an_own_address_is_a_bug_of_the_shell() -> None:
    for wrong, told in (
        ("<!-- slot:sentence -->", "twice"),
        ("@@date@@", "unknown marker @@date@@"),
        ('<a href="../../_shells/other/">', "names its own address"),
    ):
        with pytest.raises(ValueError, match=told):
            split("claim", BUILT + wrong)


def test_the_policy_is_worked_out_on_the_shell_alone(shell: Shell) -> None:
    page = shell.fill(claim(slots={"sentence": "<script>evil()</script>", "evidence": ""}))
    assert "script-src 'self';" in page


def test_the_digest_follows_the_text() -> None:
    assert split("claim", BUILT).digest == split("claim", BUILT).digest
    assert split("claim", BUILT.replace("Evidence", "Studies")).digest != split("claim", BUILT).digest
