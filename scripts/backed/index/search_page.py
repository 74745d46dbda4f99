"""The search page before its script runs."""

from __future__ import annotations


def app_html() -> str:
    """What stands in the slot of the search page before its script runs, and for readers without scripts."""
    return (
        '<form class="bk-finder__form" id="search-form" role="search" action="" method="get">'
        '<label class="bk-hidden" for="search-words">Search claims, sources and guides</label>'
        '<input id="search-words" name="q" type="search" placeholder="Say it as you would to a friend: gravity table, slipped disc" '
        'autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200">'
        '<button class="bk-button bk-button--main">Search</button></form>\n'
        '<div id="search-app" class="bk-finder"></div>\n'
        '<noscript><p class="bk-box">Search needs scripts, which are off in this browser. '
        '<a href="../claims/">The list of all claims</a> is complete without them.</p></noscript>\n'
        '<script src="../assets/search/page.js" defer></script>'
    )
