"""A trace in columns, the data of a reference page, and every name that a table reads."""

from __future__ import annotations

from fractions import Fraction

from decisions_make import POOLER, loaded, small, table_text

from archgen.decisions import decide, page, trace_lines

TABLE = loaded(POOLER)


def test_the_trace_has_the_columns_of_the_worked_example():
    decision = decide(TABLE, {"phase": "foundation", "connections_peak": Fraction(75)})
    remarks = {
        "many": "flips at load.users.monthly 21,001: month 17 at the declared growth",
        "grown": "met at load.users.monthly 100,000, but many wins before",
    }
    assert "\n".join(trace_lines(decision, remarks=remarks)) == (
        "connection_pooler = in-app   row fits (simplicity), built-in           "
        "read: phase foundation, connections_peak 75\n"
        "  lost  many   connections_peak is 75, not 101..                       "
        "flips at load.users.monthly 21,001: month 17 at the declared growth\n"
        "  lost  grown  phase is foundation, not scaling, complexity, platform  "
        "met at load.users.monthly 100,000, but many wins before"
    )


def test_a_row_that_came_too_late_says_which_row_won_before():
    decision = decide(TABLE, {"phase": "scaling", "connections_peak": Fraction(101)})
    assert trace_lines(decision)[1:] == (
        "  lost  grown  matched, but row many wins before",
        "  lost  fits   matched, but row many wins before",
    )


def test_further_outputs_stand_behind_the_outcome_and_further_misses_are_counted():
    style = loaded(table_text("architecture_style"))
    lines = trace_lines(decide(style, {"phase": "scaling", "engineers": Fraction(8), "split_reason": False}))
    assert lines[0].startswith(
        "architecture_style = modular-monolith, split_ceiling 0, flag none   row small-scaling-calm (team), built-in"
    )
    assert lines[2] == "  lost  tiny-at-scale           phase is scaling, not complexity, platform (and 1 more)"


def test_the_trace_of_a_set_names_the_row_of_each_member():
    layers = loaded(small([("one", "{engineers: 1..5}", "a"), ("second", "{engineers: 3..}", "b")], hit="collect"))
    assert trace_lines(decide(layers, {"engineers": Fraction(1), "phase": "scaling"}, subject="mail")) == (
        "choice[mail] = a                         read: engineers 1, phase scaling",
        "  hit   one     a (team), built-in",
        "  lost  second  engineers is 1, not 3..",
    )
    nothing = loaded(small([("one", "{engineers: 1}", "a"), ("second", "{engineers: 3}", "b")], hit="collect"))
    assert trace_lines(decide(nothing, {"engineers": Fraction(2), "phase": "scaling"}))[0].startswith(
        "choice = nothing"
    )


def test_a_page_has_a_cell_for_each_input_and_the_numbers_at_which_rows_change():
    shown = page(TABLE)
    assert (shown.inputs, shown.outputs) == (("phase", "connections_peak"), ("connection_pooler",))
    assert [(row.row.id, row.cells, row.gives, row.revisit) for row in shown.rows] == [
        ("many", ("", "101.."), ("pgbouncer",), "connections_peak ..100"),
        ("grown", ("scaling, complexity, platform", ""), ("pgbouncer",), "phase foundation"),
        (
            "fits",
            ("", ""),
            ("in-app",),
            "connections_peak 101..; or pg_stat_activity_count above connections_alert for 10m",
        ),
    ]
    assert shown.cuts == {"connections_peak": ("101",)}
    assert [option.title for option in shown.options] == ["Pool inside the API", "PgBouncer"]
