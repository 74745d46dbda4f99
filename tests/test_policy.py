"""The security policy: right after the character set, every inline script that runs named by its hash."""

from __future__ import annotations

import base64
import hashlib

import pytest

from backed.site.policy import CHARSET, inline_scripts, with_policy


def test_only_scripts_that_run_and_have_no_file_count() -> None:
    html = '<script>a()</script><script src="x.js"></script><script id="c" type="application/json">{}</script>'
    assert inline_scripts(html) == ["a()"]


def test_the_policy_comes_first_and_names_the_hash() -> None:
    page = with_policy(f"<head>{CHARSET}<title>x</title><script>a()</script></head>")
    hashed = base64.b64encode(hashlib.sha256(b"a()").digest()).decode()
    assert page.startswith(f'<head>{CHARSET}\n  <meta http-equiv="Content-Security-Policy"')
    assert f"script-src 'self' 'sha256-{hashed}';" in page
    assert "default-src 'none'" in page
    assert "unsafe" not in page


def test_without_inline_scripts_there_is_no_hash() -> None:
    assert "script-src 'self';" in with_policy(CHARSET)


@pytest.mark.parametrize("html", ["<head></head>", CHARSET + CHARSET])
def test_a_page_without_one_character_set_is_a_bug(html: str) -> None:
    with pytest.raises(ValueError, match="exactly once"):
        with_policy(html)
