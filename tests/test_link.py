"""Links and anchors: gathered from real attributes only, resolved from where they stand, every one checked."""

from __future__ import annotations

import pytest

from backed.site.link import FOLDER_MARK, Facts, check, gather, twice


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../../claims/b/", "claims/b/"),
        ("../b/#evidence", "claims/b/#evidence"),
        ("#here", "claims/a/#here"),
        ("", "claims/a/"),
        ("../..", ""),
        ("../../.", ""),
        ("../../search/?q=a", "search/"),
        ("../../assets/x.js", "assets/x.js"),
        ("/backed/claims/b/", "claims/b/"),
        ("../../../x/", "../x/"),
        ("../b/#caf%C3%A9", "claims/b/#café"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("//evil.org/x", "//evil.org/x"),
        ("/other/", "/other/"),
    ],
)
def test_a_link_is_told_from_the_root(href: str, target: str) -> None:
    assert gather(f'<a href="{href}">', "claims/a/", "/backed/").links == [target]


def test_addresses_elsewhere_are_left_alone_but_files_from_elsewhere_are_not() -> None:
    html = '<a href="https://x.org"> <a href="mailto:a@b.c"> <img src="https://x.org/a.png">'
    assert gather(html, "", "/").links == ["https://x.org/a.png"]


def test_escaped_text_has_no_links_and_other_attributes_are_not_links() -> None:
    html = '<p title=" href=&quot;x&quot;">a href=&quot;y&quot;</p><p data-href="z">'
    assert gather(html, "", "/") == Facts.of((), ())


def test_code_that_a_page_shows_has_no_links() -> None:
    shown = '<code>&lt;a href="x" id="y"&gt; href="z" href="unfinished</code>'
    assert gather(f'<p id="a"\nid="b">{shown}<a class="c" href="d" href="e">', "", "/") == Facts.of("de", "ab")


PAGES = {
    "": Facts.of(("claims/", "claims/a/#top"), ("home",)),
    "claims/": Facts.of(("claims/a/",), ()),
    "claims/a/": Facts.of(("claims/a/#own", "claims/a/#top", "data.json"), ("own",), "claim"),
}
SHELLS = {"claim": Facts.of((f"{FOLDER_MARK}/", "_shells/claim/#top"), ("top",))}


def test_a_sound_site_has_no_fault() -> None:
    assert check(PAGES, SHELLS, {"data.json"}) == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("claims/b/", "no such page"),
        ("claims/a/#nowhere", "no #nowhere"),
        ("data.json#part", "no such page"),
        ("../x", "leaves the site"),
        ("javascript:alert(1)", "links are relative"),
        ("//evil.org/x", "links are relative"),
        ("/rooted/", "links are relative"),
    ],
)
def test_each_fault_is_told_at_its_page(target: str, reason: str) -> None:
    broken = check(PAGES | {"": Facts.of((target,), ())}, SHELLS, {"data.json"})
    assert [(fault.page, fault.target) for fault in broken] == [("", target)]
    assert reason in broken[0].reason


def test_a_folder_without_an_index_and_a_shells_own_broken_link_are_found_once() -> None:
    pages = PAGES | {"odd/a/": Facts.of((), (), "claim"), "odd/b/": Facts.of((), (), "claim")}
    assert [fault.target for fault in check(pages, SHELLS, {"data.json"})] == ["odd/"]


def test_an_id_twice_on_a_page_is_found_across_shell_and_slots() -> None:
    assert twice("claims/a/", Facts.of((), ("x", "own"), "claim"), SHELLS) == []
    assert [fault.target for fault in twice("claims/a/", Facts.of((), ("top", "x", "x"), "claim"), SHELLS)] == [
        "claims/a/#top",
        "claims/a/#x",
    ]
