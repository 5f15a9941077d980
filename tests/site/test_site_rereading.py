"""Pages that an engine without hooks has built get the same links and tags as those of mkdocs."""

from __future__ import annotations

import json

import sites

from archgen.site.rereading import reread

SHOWN = json.dumps(
    {
        "pages": {
            "capacity.md": {"owners": ["Sales"], "topic": "Design", "numbers": {"7 req/s": ["#peak"]}},
            "gone.md": {"owners": [], "topic": "Design", "numbers": {}},
        },
        "tags": {"Sales": "owner-sales", "Design": "topic-design"},
    }
)


def read(tmp_path, built: str) -> str:
    root = sites.a_repository(
        tmp_path,
        {
            "docs/backend/shop/ledger.md": '| <a id="peak"></a>`peak` | 7 req/s |\n',
            "site/backend/shop/capacity/index.html": built,
        },
    )
    reread(root / "site", root / "docs", "backend", {"shop": SHOWN})
    return (root / "site/backend/shop/capacity/index.html").read_text()


def test_numbers_lead_to_the_ledger_and_tags_to_the_page_of_all_pages(tmp_path):
    article = '<article class="md-content__inner md-typeset"><p>7 req/s</p></article>'
    page = read(tmp_path, f"<nav>7 req/s</nav>{article}7 req/s")
    assert '<a class="archgen-why" href="../ledger/#peak" title="Why: peak">7 req/s</a>' in page
    assert page.count("archgen-why") == 1, "outside of the article nothing is touched"
    assert '<a href="../../pages/#owner-sales" class="md-tag">Sales</a>' in page


def test_a_page_of_another_theme_stays_as_it_is(tmp_path):
    assert read(tmp_path, "<main>7 req/s</main>") == "<main>7 req/s</main>"
