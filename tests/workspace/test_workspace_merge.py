"""The merge by example: what people see when base, theirs and ours meet."""

from __future__ import annotations

import pytest

from archgen.workspace.merging import Labels, marked_lines, merge

PAGE = """\
# Parley

Opening words.

## Capacity

The API runs 4 instances.
Each holds 15 connections.

## Drills

- Stop one instance.

## Open questions

None.
"""


def merged(base: str, theirs: str, ours: str, path: str = "page.md") -> str:
    result = merge(base, theirs, ours, path=path)
    assert not result.conflicts, result.conflicts
    return result.text(lambda conflict: conflict.base)


def disputes(base: str, theirs: str, ours: str, path: str = "page.md") -> list[str]:
    return [conflict.where for conflict in merge(base, theirs, ours, path=path).conflicts]


def test_an_edit_and_a_new_number_in_the_same_section_both_stand():
    theirs = PAGE.replace("Opening words.", "Opening words by Ann.")
    ours = PAGE.replace("4 instances", "6 instances")
    assert merged(PAGE, theirs, ours) == theirs.replace("4 instances", "6 instances")


def test_a_section_that_people_moved_gets_the_new_text_in_its_new_place():
    capacity = "## Capacity\n\nThe API runs 4 instances.\nEach holds 15 connections.\n\n"
    theirs = PAGE.replace(capacity, "").replace("## Open questions", capacity + "## Open questions")
    ours = PAGE.replace("4 instances", "6 instances")
    assert merged(PAGE, theirs, ours) == theirs.replace("4 instances", "6 instances")


def test_a_section_that_people_renamed_gets_the_new_text_under_its_new_name():
    theirs = PAGE.replace("## Capacity", "## What it carries")
    ours = PAGE.replace("15 connections", "20 connections")
    assert merged(PAGE, theirs, ours) == theirs.replace("15 connections", "20 connections")


def test_a_section_with_an_anchor_is_followed_even_if_renamed_and_rewritten():
    base = '# P\n\n<a id="capacity"></a>\n## Capacity\n\nOne.\nTwo.\n\n## Next\n\nMore.\n'
    theirs = base.replace("## Capacity", "## Load").replace("One.", "Quite.\nOther.\nWords.")
    assert merged(base, theirs, base.replace("Two.", "Two.\nThree.")) == theirs.replace("Two.", "Two.\nThree.")


def test_sections_added_on_both_sides_at_the_same_place_both_stand():
    theirs = PAGE.replace("## Drills", "## Ann's notes\n\nMine.\n\n## Drills")
    ours = PAGE.replace("## Drills", "## Cost\n\nEUR 600.\n\n## Drills")
    expected = PAGE.replace("## Drills", "## Ann's notes\n\nMine.\n\n## Cost\n\nEUR 600.\n\n## Drills")
    assert merged(PAGE, theirs, ours) == expected


def test_a_new_section_after_one_that_people_gave_a_subsection_does_not_swallow_it():
    theirs = PAGE.replace("## Drills", "### Ann's part\n\nMine.\n\n## Drills")
    ours = PAGE.replace("## Drills", "## Cost\n\nEUR 600.\n\n## Drills")
    expected = PAGE.replace("## Drills", "### Ann's part\n\nMine.\n\n## Cost\n\nEUR 600.\n\n## Drills")
    assert merged(PAGE, theirs, ours) == expected


def test_a_section_appended_by_people_stays_last_after_ours_with_a_blank_line_between():
    theirs = PAGE + "\n## Notes\n\nMine.\n"
    ours = PAGE + "\n## Ledger\n\nAll numbers.\n"
    assert merged(PAGE, theirs, ours) == PAGE + "\n## Notes\n\nMine.\n\n## Ledger\n\nAll numbers.\n"


def test_a_section_that_people_removed_stays_removed_and_new_text_for_it_is_named():
    theirs = PAGE.replace("## Drills\n\n- Stop one instance.\n\n", "")
    ours = PAGE.replace("Stop one instance.", "Stop two instances.") + "\n## Cost\n\nEUR 600.\n"
    result = merge(PAGE, theirs, ours, path="page.md")
    assert not result.conflicts
    assert result.text(lambda conflict: conflict.base) == theirs + "\n## Cost\n\nEUR 600.\n"
    assert result.notes == ("'Parley > Drills' was left out: people had removed its place.",)


def test_a_new_subsection_of_a_section_that_people_removed_is_not_put_under_another():
    theirs = PAGE.replace("## Drills\n\n- Stop one instance.\n\n", "")
    ours = PAGE.replace("- Stop one instance.\n", "- Stop one instance.\n\n### Monthly\n\nStop the database.\n")
    result = merge(PAGE, theirs, ours, path="page.md")
    assert result.text(lambda conflict: conflict.base) == theirs
    assert "'Parley > Drills > Monthly' was left out" in result.notes[0]


def test_a_section_that_we_no_longer_write_goes_unless_people_edited_it():
    ours = PAGE.replace("## Drills\n\n- Stop one instance.\n\n", "")
    theirs = PAGE.replace("Opening words.", "Ann's words.")
    assert merged(PAGE, theirs, ours) == ours.replace("Opening words.", "Ann's words.")
    edited = PAGE.replace("Stop one instance.", "Stop one instance on Fridays.")
    assert disputes(PAGE, edited, ours) == ["Parley > Drills"]


def test_the_same_place_changed_by_both_is_a_conflict_named_by_its_section():
    theirs, ours = PAGE.replace("4 instances", "5 instances"), PAGE.replace("4 instances", "6 instances")
    result = merge(PAGE, theirs, ours, path="page.md")
    assert [conflict.where for conflict in result.conflicts] == ["Parley > Capacity"]
    assert result.marked(Labels("yours", "archgen 1.2", "archgen 1.3")) == PAGE.replace(
        "The API runs 4 instances.\n",
        "<<<<<<< yours\nThe API runs 5 instances.\n||||||| archgen 1.2\nThe API runs 4 instances.\n"
        "=======\nThe API runs 6 instances.\n>>>>>>> archgen 1.3\n",
    )


def test_markers_are_longer_than_any_run_that_the_texts_hold():
    base = f"Title\n{'=' * 9}\n\nOne.\n"
    result = merge(base, base.replace("One", "Two"), base.replace("One", "Three"), path="a.md")
    marked = result.marked(Labels())
    assert f"\n{'<' * 10} yours\nTwo.\n" in marked
    assert marked_lines(marked) == (4,)
    assert marked_lines(base) == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> branch\nd\n", (2,)),
        ("a\n<<<<<<< HEAD\nb\n", ()),
        ("<<<<<<< a heading of seven\n\n=======\n", ()),
        ("<<<<<<< x\r\nb\r\n=======\r\nc\r\n>>>>>>> y\r\n", (1,)),
    ],
)
def test_conflicts_left_in_a_file_are_found_gits_own_too(text, lines):
    assert marked_lines(text) == lines


def test_windows_line_ends_stay_and_are_no_edit():
    theirs = PAGE.replace("\n", "\r\n")
    ours = PAGE.replace("4 instances", "6 instances")
    assert merged(PAGE, theirs, ours) == ours.replace("\n", "\r\n")


def test_mixed_line_ends_stay_on_the_lines_that_had_them():
    base = "one\ntwo\nthree\nfour\n"
    theirs = "one\r\ntwo by Ann\nthree\nfour\n"
    assert merged(base, theirs, "one\ntwo\nthree\n4\n", "a.txt") == "one\r\ntwo by Ann\nthree\n4\n"


def test_a_missing_last_newline_and_a_byte_order_mark_stay():
    theirs = "\ufeffone\ntwo\nthree by Ann"
    assert merged("one\ntwo\nthree\n", theirs, "1\ntwo\nthree\n", "a.txt") == theirs.replace("one", "1")


def test_form_feeds_and_line_separators_are_text():
    base = "a\x0cb\u2028c\nsecond\n"
    theirs = base.replace("second", "second by Ann\n")
    assert merged(base, theirs, "new\n" + base, "a.txt") == "new\n" + theirs


def test_headings_inside_fences_are_code():
    base = "# P\n\n```sh\n# not a heading\nrun\n```\n\n## End\n\nText.\n"
    theirs = base.replace("run", "run --fast")
    assert merged(base, theirs, base.replace("Text", "Words")) == theirs.replace("Text", "Words")


def test_prose_that_people_broke_into_other_lines_takes_the_new_words():
    base = "# P\n\nOne sentence here.\nAnother sentence there.\n"
    theirs = "# P\n\nOne sentence\nhere. Another sentence there.\n"
    ours = base.replace("Another", "A third")
    assert merged(base, theirs, ours) == ours


def test_a_fence_that_people_left_open_does_not_make_the_sections_behind_it_removed():
    theirs = PAGE.replace("Opening words.", "Opening words.\n\n```\nAnn's code")
    ours = PAGE.replace("Stop one", "Stop two")
    assert merged(PAGE, theirs, ours) == theirs.replace("Stop one", "Stop two")


def test_a_line_out_of_its_column_does_not_make_the_keys_behind_it_removed():
    theirs = RULES.replace("  - alert: DiskFull", "Ann's stray line\n  - alert: DiskFull")
    ours = RULES.replace("> 90", "> 95")
    assert merged(RULES, theirs, ours, "rules.yaml") == theirs.replace("> 90", "> 95")


def test_a_section_whose_heading_people_removed_gets_its_new_text():
    theirs = PAGE.replace("## Capacity\n\n", "")
    ours = PAGE.replace("15 connections", "20 connections")
    assert merged(PAGE, theirs, ours) == theirs.replace("15 connections", "20 connections")


def test_lists_and_code_that_people_indented_are_not_taken_for_prose():
    base = "- one\n- two\n"
    assert disputes(base, "- one\n  - two\n", "- one\n- 2\n") == [""]


TABLE = """\
| Journey | Peak | Owner |
|---|---|---|
| [send-reply](a.md) | 4.8 req/s | Ann |
| work-queue | 43.2 req/s | Bob |
| report | 1 req/s | Bob |
"""


def test_cells_of_the_same_row_changed_apart_both_stand():
    theirs = TABLE.replace("Ann", "Cleo")
    ours = TABLE.replace("4.8", "9.6")
    assert merged(TABLE, theirs, ours) == theirs.replace("4.8", "9.6")


def test_a_table_that_people_aligned_is_no_conflict_and_stays_aligned():
    theirs = (
        "| Journey            | Peak       | Owner |\n"
        "| ------------------ | ---------- | ----- |\n"
        "| [send-reply](a.md) | 4.8 req/s  | Ann   |\n"
        "| work-queue         | 43.2 req/s | Bob   |\n"
        "| report             | 1 req/s    | Bob   |\n"
    )
    ours = TABLE.replace("| 1 req/s", "| 22 req/s") + "| new | 3 req/s | Ann |\n"
    expected = theirs.replace("1 req/s    |", "22 req/s   |") + "| new                | 3 req/s    | Ann   |\n"
    assert merged(TABLE, theirs, ours) == expected


def test_rows_sorted_by_people_keep_their_order_and_get_new_cells():
    head, (one, two, three) = TABLE.splitlines()[:2], TABLE.splitlines()[2:]
    theirs = "\n".join([*head, three, two, one]) + "\n"
    assert merged(TABLE, theirs, TABLE.replace("43.2", "50")) == theirs.replace("43.2", "50")


def test_rows_added_and_removed_on_both_sides():
    theirs = TABLE + "| mine | 0 | Ann |\n"
    ours = TABLE.replace("| report | 1 req/s | Bob |\n", "| export | 2 req/s | Bob |\n")
    assert merged(TABLE, theirs, ours) == ours.replace("| export", "| mine | 0 | Ann |\n| export")


def test_a_column_that_people_added_stays_and_new_rows_leave_it_blank():
    lines = zip(TABLE.splitlines(), ["Note", "---", "a", "b", "c"], strict=True)
    theirs = "".join(f"{line} {cell} |\n" for line, cell in lines)
    ours = TABLE.replace("4.8", "9.6") + "| new | 3 req/s | Ann |\n"
    assert merged(TABLE, theirs, ours) == theirs.replace("4.8", "9.6") + "| new | 3 req/s | Ann |  |\n"


def test_a_cell_changed_by_both_is_a_conflict_of_its_row_with_the_other_cells_merged():
    theirs = TABLE.replace("4.8", "5").replace("Ann", "Cleo")
    (conflict,) = merge(TABLE, theirs, TABLE.replace("4.8", "9.6"), path="page.md").conflicts
    assert conflict.where == "send-reply"
    assert conflict.theirs == ("| [send-reply](a.md) | 5 req/s | Cleo |",)
    assert conflict.ours == ("| [send-reply](a.md) | 9.6 req/s | Cleo |",)


def test_a_line_that_cuts_a_table_in_two_does_not_make_the_rows_behind_it_removed():
    theirs = TABLE.replace("| work-queue", "Ann's stray line\n| work-queue")
    ours = TABLE.replace("| 1 req/s", "| 22 req/s")
    assert merged(TABLE, theirs, ours) == theirs.replace("| 1 req/s", "| 22 req/s")


def test_bars_in_cells_and_tables_of_odd_rows_do_not_confuse():
    base = "| a | b |\n|---|---|\n| `x \\| y` | 1 |\n| z | 2 |\n"
    assert merged(base, base.replace("z", "zz"), base.replace("| 1 |", "| 3 |")) == base.replace("z", "zz").replace(
        "| 1 |", "| 3 |"
    )
    odd = "| a | b |\n|---|---|\n| x |\n"
    assert merged(odd, odd, odd + "| y | 1 |\n") == odd + "| y | 1 |\n"


RULES = """\
# yaml-language-server: $schema=rules.json
groups:
- name: parley
  interval: 30s
  rules:
  # The pager.
  - alert: PoolExhausted
    expr: sum(x) > 80
    for: 10m
    labels: {severity: ticket}
  - alert: DiskFull
    expr: disk > 90
    for: 5m
"""


def test_yaml_is_merged_by_key_and_named_item():
    theirs = RULES.replace("for: 10m", "for: 15m  # Ann: less noise").replace("# The pager.", "# The pager, see #12.")
    ours = RULES.replace("sum(x) > 80", "sum(x) > 90").replace(
        "  - alert: DiskFull", "  - alert: LagHigh\n    expr: lag > 3\n  - alert: DiskFull"
    )
    assert merged(RULES, theirs, ours, "rules.yaml") == ours.replace("for: 10m", "for: 15m  # Ann: less noise").replace(
        "# The pager.", "# The pager, see #12."
    )


def test_items_of_yaml_sorted_by_people_are_followed():
    head, pool, disk = RULES.partition("  # The pager.")[0], "", ""
    pool = RULES[len(head) : RULES.index("  - alert: DiskFull")]
    disk = RULES[RULES.index("  - alert: DiskFull") :]
    assert (
        merged(RULES, head + disk + pool, RULES.replace("> 90", "> 95"), "rules.yaml")
        == head + disk.replace("> 90", "> 95") + pool
    )


def test_a_value_changed_by_both_in_yaml_is_a_conflict_named_by_its_path():
    theirs, ours = RULES.replace("> 80", "> 70"), RULES.replace("> 80", "> 90")
    assert disputes(RULES, theirs, ours, "rules.yaml") == ["groups > parley > rules > PoolExhausted > expr"]


def test_front_matter_is_merged_by_key():
    base = "---\ntitle: Parley\ntags:\n  - a\n---\n# Parley\n\nText.\n"
    theirs = base.replace("title: Parley\n", "title: Parley\nowner: Ann\n")
    ours = base.replace("title: Parley", "title: Parley Desk").replace("Text", "Words")
    assert merged(base, theirs, ours) == ours.replace("Desk\n", "Desk\nowner: Ann\n")


def test_json_is_merged_by_key_and_keeps_peoples_indentation():
    base = '{"a": 1, "rules": [{"id": "x", "v": 1}, {"id": "y", "v": 1}]}\n'
    theirs = (
        '{\n    "a": 1,\n    "rules": [\n        {"id": "x", "v": 1},\n {"id": "y", "v": 2}],\n    "mine": true\n}\n'
    )
    ours = '{"a": 1, "rules": [{"id": "x", "v": 3}, {"id": "y", "v": 1}], "new": null}\n'
    expected = (
        '{\n    "a": 1,\n    "rules": [\n        {\n            "id": "x",\n            "v": 3\n        },\n        {\n'
        '            "id": "y",\n            "v": 2\n        }\n    ],\n    "mine": true,\n    "new": null\n}\n'
    )
    assert merged(base, theirs, ours, "a.json") == expected


def test_a_value_changed_by_both_in_json_is_a_conflict_named_by_its_path():
    assert disputes('{"a": {"b": 1}}', '{"a": {"b": 2}}', '{"a": {"b": 3}}', "a.json") == ["/a/b"]
    assert disputes('{"a": 1}', '{"a": true}', '{"a": 2}', "a.json") == ["/a"]


def test_json_that_people_broke_is_merged_as_lines():
    base = '{\n "a": 1,\n "x": 0,\n "b": 2\n}\n'
    theirs = base.replace("1,", "1")
    assert merged(base, theirs, base.replace("2", "3"), "a.json") == theirs.replace("2", "3")


def test_a_column_that_people_renamed_gets_new_cells_under_its_new_name():
    theirs = TABLE.replace("| Peak |", "| Load |")
    ours = TABLE.replace("43.2", "50")
    assert merged(TABLE, theirs, ours) == theirs.replace("43.2", "50")


def test_a_column_that_people_removed_stays_removed_and_new_cells_in_it_are_named():
    lines = (line.rsplit("|", 2)[0] + "|\n" for line in TABLE.splitlines())
    theirs = "".join(lines)
    result = merge(TABLE, theirs, TABLE.replace("Ann", "Cleo").replace("4.8", "9.6"), path="page.md")
    assert result.text(lambda conflict: conflict.base) == theirs.replace("4.8", "9.6")
    assert result.notes == ("Column 'Owner' was left out: people had removed it.",)


def test_a_column_that_we_removed_goes_unless_people_wrote_into_it():
    ours = "".join(line.rsplit("|", 2)[0] + "|\n" for line in TABLE.splitlines())
    theirs = TABLE.replace("4.8", "9.6")
    assert merged(TABLE, theirs, ours) == ours.replace("4.8", "9.6")
    assert disputes(TABLE, TABLE.replace("Ann", "Cleo"), ours)
