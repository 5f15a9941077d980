"""What `archgen check` finds on pages: form, words, likeness, length."""

from types import SimpleNamespace

import pytest

from archgen.checks import layout, prose
from archgen.checks.pages import sentences
from make import a_blueprint

FOLDER = "docs/backend/parley"


def found(check, *texts, words=(), slugs=("parley",)):
    """What a check says of pages given as texts, one in each design's folder."""
    blueprint = a_blueprint()
    designs = [SimpleNamespace(slug=slug, blueprint=blueprint, plain=lambda text: text.raw) for slug in slugs]
    files = {f"docs/backend/{slugs[min(at, len(slugs) - 1)]}/p{at}.md": text for at, text in enumerate(texts)}
    subject = SimpleNamespace(
        files=files, designs=designs, words=words, folder=lambda design: f"docs/backend/{design.slug}"
    )
    return [f"{problem.where.line} {problem.what}" for problem in check(subject)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A\n\n## B\n\n### C\n", []),
        ("# A\n\n### C\n", ["3 'C' leaves out a level."]),
        ("# A\n\n# B\n", ["3 'B' is a second first heading."]),
        ("# A\n\n## B\n\n## B\n", ["5 'B' stands twice."]),
        ("# A\n\n## B\n\n### D\n\n## C\n\n### D\n", []),
        ("# A\n\n```sh\n# no heading\n```\n", []),
    ],
)
def test_headings_are_in_order(text, told):
    assert found(layout.heading, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 |\n", []),
        ("| a | b |\n| --- | --- |\n| 1 \\| 1 | 2 |\n", []),
        ("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n", ["3 the row has 3 cells, and its table 2 heads."]),
        (
            "| a | b |\n| --- |\n| 1 |\n",
            ["1 the table has 2 heads, and its second line 1."],
        ),
        ("| a |\n\n| no | table |\n", []),
    ],
)
def test_tables_have_as_many_cells_as_heads(text, told):
    assert found(layout.table, text) == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('flowchart LR\n  a["x (y)"] --> b[(store)]\n  subgraph s\n  end', []),
        ("erDiagram\n  a ||--o{ b : has", []),
        ("sequenceDiagram\n  alt no\n  a->>b: it's (fine\n  end", []),
        ("flowchrt LR\n  a --> b", ["2 'flowchrt' is no kind of diagram."]),
        ('flowchart LR\n  a["x] --> b', ["3 a quote is not closed."]),
        ("flowchart LR\n  a[x --> b", ["3 '[' is not closed, or closes nothing."]),
        ("flowchart LR\n  subgraph s\n  a --> b", ["1 a block is not ended, or ended twice."]),
        ("", ["1 the diagram is empty."]),
    ],
)
def test_diagrams_are_whole(body, told):
    assert found(layout.diagram, f"```mermaid\n{body}\n```\n") == told


def test_a_block_of_code_that_never_ends_is_found():
    assert found(layout.diagram, "# A\n\n```sh\nls\n") == ["3 the block of code that opens here (sh) is not closed."]


def test_empty_words_are_those_of_the_house_and_code_is_left_alone():
    text = "# A\n\nA Robust thing.\n\nThe flag `robust` and [x](robust.md) of robustness.\n"
    assert found(prose.empty_words, text, words=("robust",)) == ["3 'Robust' says nothing."]
    assert found(prose.empty_words, text) == []


def test_marks_of_the_unfinished_are_counted():
    assert found(prose.placeholder, "# A\n\nTODO: x\n\nTBD\n\n`TODO`\n\n```\nTODO\n```\n") == [
        "3 2 marks of something unfinished."
    ]


def test_a_section_must_name_something_of_its_design():
    filler = "It is important that everything works well and that people are happy with what they get, " * 2
    own = f"{filler} as `send-reply` does."
    assert found(prose.section, f"# A\n\n## B\n\n{filler}\n\n## C\n\n{own}\n\n## D\n\n{filler} 5 times.\n") == [
        "3 'B' names nothing of parley, in 32 words."
    ]


def test_two_designs_may_share_a_fifth_of_their_sentences_and_no_more():
    alone = [f"The journey number {name} waits for somebody who never comes." for name in ("one", "two", "six", "ten")]
    both = "Every request of 5 users is answered within 200 ms by us."
    masked = "Every request of 70 users is answered within 90 ms by us."
    text = "\n\n".join(["# A", *alone, both])
    assert found(prose.shared, text, f"# B\n\n{masked}\n", slugs=("parley", "rollo")) == [
        "0 100 % of its sentences stand in rollo as well, numbers masked."
    ]
    other = "\n\n".join(["# B", *(one.replace("journey", "parcel") for one in alone), masked])
    assert found(prose.shared, text, other, slugs=("parley", "rollo")) == []


def test_likeness_masks_the_names_of_both():
    one, other = "The agent waits for send-reply until it is done.", "The agent waits for work-queue until it is done."
    assert found(prose.likeness, one, other, slugs=("parley", "rollo")) == [
        "0 100 % of its sentences stand in rollo as well with names masked, 0 % without."
    ]


def test_a_foundation_bears_about_twenty_five_pages():
    assert found(prose.length, *["# A\n"] * 30) == []
    assert found(prose.length, *["# A\n"] * 31) == ["0 31 pages, and about 25 are what the phase 'foundation' bears."]


def test_numbers_are_masked_and_names_are_kept():
    assert sentences("**`send-reply`** takes [7.68 req/s](ledger.md#x) of 1,000 and more.") == {
        "send-reply takes # req/s of # and more."
    }
