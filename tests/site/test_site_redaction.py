"""The public edition of a page: whole rows, items, sentences and sections go, and links to them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archgen.site import Private, Redactor
from archgen.site.markdown import blocks

PRIVATE = Private(
    anchors=frozenset({"ledger.md#cost-bill", "open-questions.md#budget"}),
    paths=frozenset({"constraints.budget"}),
    words=frozenset({"A stolen key opens the store."}),
    figures=frozenset({("shop/slo.md", "10 %")}),
    counted=frozenset({("shop/open-questions.md", frozenset({"budget", "next"}))}),
)


def redacted(text: str, *, page: str = "backend/shop/page.md", **others: str) -> str:
    pages = {page: text, **{name.replace("__", "/") + ".md": other for name, other in others.items()}}
    return Redactor(PRIVATE, ("cost.md",), "backend").redacted(pages).get(page, text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It has 3 units. It costs 900 EUR/month. It is small.\n", "It has 3 units. It is small.\n"),
        ("It costs USD 12.\n", ""),
        ("**It costs 9 €. Much.**\n", ""),
        ("- one\n- 90 EUR/month\n  for mail\n- two\n", "- one\n- two\n"),
        ("Set `constraints.budget` first.\n", ""),
        (
            "| A | B |\n| --- | --- |\n| a | 1 |\n| b | 2 EUR |\n| c | 3 |\n",
            "| A | B |\n| --- | --- |\n| a | 1 |\n| c | 3 |\n",
        ),
        (
            "| A | B | C |\n| --- | --- | --- |\n| a | 1 EUR | x |\n| b | 2 EUR | y |\n",
            "| A | C |\n| --- | --- |\n| a | x |\n| b | y |\n",
        ),
        ("| A |\n| --- |\n| A stolen key opens the store\\. |\n", ""),
        ("# P\n\n## Bill\n\n9 EUR\n\n## Rest\n\nText\n", "# P\n\n\n\n## Rest\n\nText\n"),
        ('```mermaid\npie\n  "a, 3 EUR" : 3\n```\nText\n', "Text\n"),
        ('<details markdown="1"><summary>2 more</summary>\n\n- 9 EUR\n\n</details>\n\nText\n', "\n\n\nText\n"),
        ("Share: 10 % of calls.\n", "Share: 10 % of calls.\n"),
    ],
)
def test_what_tells_is_left_out_whole(before, after):
    assert redacted(before) == after


def test_a_figure_is_private_on_its_own_page_only():
    assert redacted("Credits are 10 %. Good.\n", page="backend/shop/slo.md") == "Good.\n"
    assert redacted("Credits are 110 %.\n", page="backend/shop/slo.md") == "Credits are 110 %.\n"


def test_a_section_at_a_private_place_goes_with_all_below_it_and_links_to_it_are_words():
    text = '# Q\n\n## Bill\n\n<a id="budget"></a>Too much.\n\n### Ways\n\n- ask\n\n## Next\n\n<a id="next"></a>B\n'
    page = redacted(text, page="backend/shop/open-questions.md")
    assert page == '# Q\n\n## Next\n\n<a id="next"></a>B\n'
    pages = {"backend/shop/open-questions.md": text, "index.md": "See [it](backend/shop/open-questions.md#budget).\n"}
    assert Redactor(PRIVATE, (), "backend").redacted(pages)["index.md"] == "See it.\n"


def test_pages_that_people_wrote_beside_the_designs_keep_their_prices():
    assert (
        redacted("Our plan is 9 EUR, see [more](backend/shop/cost.md).\n", page="prices.md")
        == "Our plan is 9 EUR, see more.\n"
    )


def test_a_row_that_opens_a_hidden_page_goes():
    table = "| Page | What |\n| --- | --- |\n| [Cost](cost.md) | a lot |\n| [Team](team.md) | few |\n"
    assert redacted(table) == "| Page | What |\n| --- | --- |\n| [Team](team.md) | few |\n"


@given(st.text(alphabet="ab|#`~-* \n\\<>[]()1 ", max_size=200))
def test_blocks_joined_again_are_the_page(text):
    assert "".join(block.text for block in blocks(text)) == text


@given(
    st.lists(
        st.sampled_from(["# T", "## A", "| a | 3 EUR |", "| --- | --- |", "- 4 EUR", "x 5 USD. y", "```", "", "text"])
    )
)
@example(["| --- | --- |", "| a | 3 EUR |", "| --- | --- |"])
def test_no_amount_of_money_is_ever_left(lines):
    page = redacted("\n".join(lines))
    assert not {"EUR", "USD"} & set(page.replace(".", " ").split())


def test_a_link_that_counts_what_a_page_lists_counts_what_is_left_of_it():
    pages = {
        "backend/shop/open-questions.md": '# Q\n\n## Bill\n\n<a id="budget"></a>A\n\n## Next\n\n<a id="next"></a>B\n',
        "backend/shop/index.md": "[contradictions 2, to-dos 2](open-questions.md), and 2 more.\n",
        "backend/index.md": "| [Shop](shop/index.md) | [2](shop/open-questions.md) |\n",
    }
    after = Redactor(PRIVATE, (), "backend").redacted(pages)
    assert after["backend/shop/index.md"] == "[contradictions 1, to-dos 2](open-questions.md), and 2 more.\n"
    assert "[1](shop/open-questions.md)" in after["backend/index.md"]
