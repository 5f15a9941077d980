"""Numbers on pages: each equals the ledger, and no template or module of facts brings one of its own."""

import ast
import re
from pathlib import Path

import pytest
from facts_designs import DESIGNS, pages_of

from archgen import library
from archgen.quantities import print_number, print_quantity
from make import a_blueprint, an_example

FACTS = Path(library.__file__).parent / "facts"
# What a page may hold besides: names of months and multiples, days of prices, times of alerts, code.
TYPED = (
    r"```mermaid.*?```",
    r"`[^`]*`",
    r"\]\([^)]*\)",
    r"\| (?:\d+m|x\d+) \|",
    r"^\| \d+ \|",
    r"month \d+ at",
    r"for \d+[mhd] ",
    r"and \d+ more",
    r"\d{4}-\d{2}-\d{2}",
    r'markdown="1"',
)


@pytest.mark.parametrize("name", DESIGNS)
def test_every_number_that_was_printed_is_what_the_ledger_says(name):
    _, printed, ledger = pages_of(name)
    assert len(printed) > 200
    assert [entry for entry in printed if entry.text not in spellings(ledger[entry.quantity])] == []


def spellings(quantity):
    """With its unit, without, and as bare digits in a chart."""
    bare = print_number(quantity)
    return (print_quantity(quantity), bare, bare.replace(",", ""))


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("page", ["capacity", "growth", "cost"])
def test_no_digit_stands_on_a_page_that_the_ledger_did_not_print(name, page):
    pages, printed, _ = pages_of(name)
    text = pages[page].partition("\n## Prices")[0]
    for pattern in TYPED:
        text = re.sub(pattern, " ", text, flags=re.S | re.M)
    for said in sorted({entry.text for entry in printed}, key=len, reverse=True):
        text = re.sub(rf"(?<![\w.,]){re.escape(said)}(?!\w|[.,]\d)", " ", text)
    made_of_names = re.sub(r"\w*[a-z]_\w+(\[[^\]]*\])?|\b1 (unit|req/\w+)\b", " ", text)
    assert [line for line in made_of_names.splitlines() if re.search(r"\d", line)] == []


def test_the_text_of_templates_holds_no_digits_outside_code_and_numbered_steps():
    found = []
    for file in sorted(library.templates_folder().rglob("*.md")):
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", file.read_text("utf-8"), flags=re.S)
        text = re.sub(r"```.*?```|`[^`]*`|markdown=\"1\"", "", text, flags=re.S)
        text = re.sub(r"^\s*\d+\. ", "", text, flags=re.M)
        found += [f"{file.name}: {line}" for line in text.splitlines() if re.search(r"\d", line)]
    assert found == []


@pytest.mark.parametrize("file", sorted(FACTS.glob("*.py")), ids=lambda file: file.stem)
def test_a_module_of_facts_holds_no_number_but_nought_and_one(file):
    if file.stem == "registry":
        return
    assert list(_literals(ast.parse(file.read_text("utf-8")))) == []


def _literals(tree):
    """Numbers in the bodies of functions; a decorator states bounds of cells."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    stated = {id(part) for each in functions for decorator in each.decorator_list for part in ast.walk(decorator)}
    for node in ast.walk(tree):
        number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
        if number and id(node) not in stated and node.value not in (0, 1):
            yield node.lineno, node.value


def test_what_a_user_costs_is_told_for_the_very_day_on_which_the_next_phase_begins():
    pages, _, _ = pages_of("help-desk")
    (row,) = [line for line in pages["cost"].splitlines() if line.startswith("| scaling phase")]
    assert row.startswith("| scaling phase, at 100,000 users | ")
    design = a_blueprint(text=an_example("help-desk")).next_phase.design
    assert (design["phase"], design["users"].base) == ("scaling", 100_000)
    assert design["cost_per_user"].low * 100_000 == design["cost_bill"].low
    assert row.endswith(f"| {print_quantity(design['cost_bill'])} | {print_quantity(design['cost_per_user'])} |")


def test_each_kind_of_data_comes_back_by_its_own_sum_and_is_held_against_the_target():
    pages, _, _ = pages_of("help-desk")
    rows = {line.split("`")[1]: line for line in pages["capacity"].splitlines() if line.startswith("| `")}
    # 79.6 GB of the store and 71.4 GB of replies at 100 GB/h are 90.6 min; with 15, 30 and 15 min 2.51 h
    assert "| 90.6 min | [2.51 h](" in rows["reply"]
    assert rows["reply"].endswith("| 14.5 h | by day only |")
    assert rows["attachment"].endswith("| too late |")


def test_the_next_nine_is_decided_again_and_stays_unknown_where_nothing_turns():
    pages, _, _ = pages_of("help-desk")
    told = "What one nine more costs is unknown for `send-reply`, `receive-mail` and `sign-in`: decided again at that"
    assert told in pages["capacity"]
    blueprint = a_blueprint(text=an_example("help-desk"))
    assert {nine.title: nine.changed for nine in blueprint.nines} == dict.fromkeys(
        blueprint.design["critical_journeys"], ()
    )
    wanted = blueprint.nines[0].design.get("journey_availability_wanted", "send-reply")
    assert print_quantity(wanted) == "99.995 %"
