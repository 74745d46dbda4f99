"""The server for work in progress: this machine only, problems on the page, news as soon as there are any."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from backed.problem import Problem
from backed.site import serve, watch
from backed.site.serve import BuildOutcome, Live

PROBLEM = Problem("claims/<b>.yml", 3, 5, "error", "enum", "<script>x()</script> is wrong", "write & save")
PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body dir="ltr"><h1>{}</h1></body></html>'


class Workshop:
    """A site with one page, the outcome that its next build will have, and its server."""

    def __init__(self, folder: Path, base: str) -> None:
        self.site = folder / "site"
        (self.site / "claims" / "a").mkdir(parents=True)
        (folder / "secret.txt").write_text("secret", "utf-8")
        (folder / "mkdocs.yml").write_text(
            f"site_name: B\nsite_url: https://x.org{base}\nextra: {{repository: https://x.org/r}}\n", "utf-8"
        )
        (self.site / "data.json").write_text("{}", "utf-8")
        (self.site / "404.html").write_text(PAGE.format("missing"), "utf-8")
        self.outcome: BuildOutcome | Exception = BuildOutcome(self.site)
        self.write("one")
        self.live, self.server = serve.start(folder, 0, self.build)

    def write(self, text: str) -> None:
        (self.site / "claims/a/index.html").write_text(PAGE.format(text), "utf-8")

    def build(self) -> BuildOutcome:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def get(self, path: str, host: str = "localhost") -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=10)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return answer, answer.read().decode()


@pytest.fixture(params=["/", "/backed/"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def shop(tmp_path: Path, base: str) -> Iterator[Workshop]:
    shop = Workshop(tmp_path, base)
    yield shop
    shop.server.shutdown()
    shop.server.server_close()


def test_a_page_comes_with_the_script_as_a_file(shop: Workshop, base: str) -> None:
    answer, page = shop.get(f"{base}claims/a/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>one</h1>" in page
    assert '<script src="/-/live.js" data-number="1"></script></body>' in page
    assert "bk-problems" not in page
    answer, script = shop.get("/-/live.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "location.reload()" in script


def test_it_listens_on_this_machine_and_answers_to_its_name_only(shop: Workshop, base: str) -> None:
    assert shop.server.server_address[0] == "127.0.0.1"
    assert shop.get(base, host="evil.example.org")[0].status == 403
    assert shop.get(f"{base}data.json", host="127.0.0.1:8000")[0].status == 200


@pytest.mark.parametrize("path", ["../secret.txt", "%2e%2e/secret.txt", "claims/../../secret.txt", "a%00b"])
def test_nothing_outside_the_site_is_shown(shop: Workshop, base: str, path: str) -> None:
    answer, text = shop.get(base + path)
    assert answer.status in (400, 404)
    assert "secret" not in text


def test_folders_without_a_slash_and_other_roots_are_redirected(shop: Workshop, base: str) -> None:
    answer, _ = shop.get(f"{base}claims/a")
    assert (answer.status, answer.headers["Location"]) == (302, f"{base}claims/a/")
    if base != "/":
        assert shop.get("/")[0].headers["Location"] == base


def test_a_missing_page_is_told_with_the_sites_own(shop: Workshop, base: str) -> None:
    answer, page = shop.get(f"{base}none/")
    assert answer.status == 404
    assert "<h1>missing</h1>" in page


def test_problems_stand_escaped_on_every_page_over_the_last_good_site(shop: Workshop, base: str) -> None:
    shop.outcome = BuildOutcome(shop.site, (PROBLEM,))
    shop.live.build()
    for path in ("claims/a/", "none/"):
        _, page = shop.get(base + path)
        assert '<body dir="ltr"><aside class="bk-problems" role="alert"><strong>1 problem:' in page
        assert "<code>claims/&lt;b&gt;.yml:3:5</code> error: &lt;script&gt;x()&lt;/script&gt; is wrong (enum)" in page
        assert "Fix: write &amp; save" in page
    shop.outcome = BuildOutcome(shop.site)
    shop.live.build()
    assert "bk-problems" not in shop.get(f"{base}claims/a/")[1]


def test_a_bug_of_ours_is_shown_and_the_server_goes_on(
    shop: Workshop, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.outcome = RuntimeError("<oops>")
    shop.live.build()
    assert "The build itself failed: RuntimeError: &lt;oops&gt;" in shop.get(f"{base}claims/a/")[1]
    assert "Traceback" in capsys.readouterr().err


def test_an_open_page_hears_of_the_next_build(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop.get("/-/live/0")[1] == "1"
    asked, wait = threading.Event(), shop.live.wait_for_other_than

    def waiting(shown: str) -> str:
        asked.set()
        return wait(shown)

    monkeypatch.setattr(shop.live, "wait_for_other_than", waiting)
    heard: list[str] = []
    page = threading.Thread(target=lambda: heard.append(shop.get("/-/live/1")[1]))
    page.start()
    assert asked.wait(10)
    assert heard == []
    shop.live.build()
    page.join(10)
    assert heard == ["2"]


def test_who_asks_for_the_head_of_a_page_gets_no_page(shop: Workshop, base: str) -> None:
    connection = HTTPConnection("127.0.0.1", shop.server.server_address[1], timeout=10)
    connection.request("HEAD", f"{base}claims/a/", headers={"Host": "localhost"})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_an_open_page_is_asked_to_come_again_when_there_is_no_news(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_WAIT", 0.05)
    assert shop.get("/-/live/1")[1] == "1"


def test_without_any_site_the_problems_still_show(tmp_path: Path) -> None:
    live = Live(lambda: BuildOutcome(tmp_path / "site", (PROBLEM,)), "/")
    assert b"bk-problems" in live.dress(serve._BARE.encode())


def test_a_changed_added_or_removed_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "claims/deep").mkdir(parents=True)
    file, single = tmp_path / "claims/deep/a.yml", tmp_path / "references.bib"
    file.write_text("one", "utf-8")
    seen = watch.changes([tmp_path / "claims", single, tmp_path / "none"])
    for act, name in (
        (lambda: file.write_text("two!", "utf-8"), file),
        (lambda: single.write_text("@", "utf-8"), single),
        (lambda: file.unlink(), file),
    ):
        threading.Timer(0.3, act).start()
        assert next(seen) == {str(name)}


def test_a_browser_that_leaves_is_no_fault(shop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    for fault, told in ((BrokenPipeError(), False), (ValueError("ours"), True)):
        try:
            raise fault
        except (BrokenPipeError, ValueError):
            shop.server.handle_error(None, ("127.0.0.1", 1))  # type: ignore[arg-type]
        assert bool(capsys.readouterr().err) is told
