"""Whole tables of the kind that the knowledge base holds."""

from __future__ import annotations

import pytest
from decisions_make import loaded, logic, table_text

from archgen.decisions import cut_points, verify


@pytest.mark.parametrize("name", ["connection_pooler", "architecture_style", "database_topology"])
def test_the_table_is_proved_with_all_its_cases(name):
    assert verify(loaded(table_text(name))) == ()


def test_bounds_may_be_spelt_with_k_and_m():
    style = loaded(table_text("architecture_style"))
    (row,) = (row for row in style.rows if row.id == "large-scaling")
    assert row.revisit.when["users"].spans == ((1_000_000, 10**12),)
    assert row.revisit.when["users"].text == "1M.."


def changed(name, *changes):
    text = table_text(name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return logic([str(problem) for problem in verify(loaded(text))])


def without(name, row_id):
    lines = table_text(name).splitlines(keepends=True)
    start = next(place for place, line in enumerate(lines) if line.startswith(f"- {{id: {row_id},"))
    end = next(place for place in range(start + 1, len(lines)) if not lines[place].startswith("   "))
    return logic([str(problem) for problem in verify(loaded("".join(lines[:start] + lines[end:])))])


def test_a_row_dropped_leaves_exactly_its_box_open():
    assert without("architecture_style", "few-large-scale")[0] == (
        "table.yaml:9: table architecture_style: no row matches 'phase complexity|platform, engineers 4..5'. "
        "Add a row or widen one; what cannot be belongs under 'impossible'. [table-gap]"
    )


def test_a_bound_widened_meets_its_neighbour_in_exactly_one_box():
    widened = changed(
        "architecture_style", ("{phase: foundation, engineers: 4..8}", "{phase: foundation, engineers: 4..9}")
    )
    assert widened[:2] == [
        "table.yaml:26: rows small-foundation and medium-foundation-calm both match "
        "'phase foundation, engineers 9, split_reason false'. "
        "A unique table has one row for each combination: narrow one of them. [table-overlap]",
        "table.yaml:28: rows small-foundation and medium-foundation-pain both match "
        "'phase foundation, engineers 9, split_reason true'. "
        "A unique table has one row for each combination: narrow one of them. [table-overlap]",
    ]
    assert all("[table-case-wrong]" in problem for problem in widened[2:])


def test_a_bound_narrowed_opens_exactly_one_box():
    narrowed = changed(
        "architecture_style", ("{phase: foundation, engineers: 4..8}", "{phase: foundation, engineers: 4..7}")
    )
    assert narrowed == [
        "table.yaml:9: table architecture_style: no row matches 'phase foundation, engineers 8'. "
        "Add a row or widen one; what cannot be belongs under 'impossible'. [table-gap]"
    ]


def test_rows_swapped_leave_the_lower_one_without_a_chance():
    lines = table_text("database_topology").splitlines(keepends=True)
    shard = next(place for place, line in enumerate(lines) if "id: shard," in line)
    swapped = [*lines[:shard], *lines[shard + 3 : shard + 5], *lines[shard : shard + 3], *lines[shard + 5 :]]
    assert logic([str(problem) for problem in verify(loaded("".join(swapped)))]) == [
        "table.yaml:11: row shard is never reached: partition-for-writes above it won all that it matches. "
        "Remove it, move it up, or narrow what stands above. [table-unreachable]",
        "table.yaml:28: the case phase complexity, tuned true, write_saturated true, partitioned true expects sharded, "
        "but row partition-for-writes gives partitioned, prepare shard-key where "
        "'phase complexity, tuned true, write_saturated true, partitioned true'. "
        "Correct the case or the row. [table-case-wrong]",
    ]


def test_cases_at_the_bounds_notice_a_bound_moved_on_both_sides():
    moved = changed("database_topology", ("{largest_mrows: 100..}, then", "{largest_mrows: 90..}, then"))
    assert [problem.rpartition("[")[2] for problem in moved] == ["table-case-wrong]", "table-case-wrong]"]
    assert cut_points(loaded(table_text("database_topology")), "largest_mrows") == (100,)
