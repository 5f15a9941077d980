"""The list, the graph, the index page and the section for coding agents."""

from __future__ import annotations

import json
import re

import pytest
from adr_logs import a_log, a_record
from merman import MermanEngine

from archgen.adr import AGENTS, INDEX, Log, agents, index, log_page, placed
from archgen.adr.views.graph import data as graph_data
from archgen.adr.views.graph import mermaid
from archgen.adr.views.listing import Wanted, choose, data, ordered, table
from archgen.problems import Stop


def the_log() -> Log:
    return a_log(
        {
            "0001-a.md": a_record(1, "A", "superseded", "Superseded by [2. B](0002-b.md)"),
            "0002-b.md": a_record(2, "B", relations="Supersedes [1. A](0001-a.md)").replace(
                "Ann", "Bob\n- Tags: cache, data"
            ),
            "0003-c.md": a_record(3, "C | [x] <b>", "proposed").replace("2026-01-03", "2026-02-03"),
        }
    )


def chosen(**wanted) -> list[int | None]:
    return [record.number for record in choose(the_log(), Wanted(**wanted))]


def test_records_are_chosen_by_status_tag_decider_date_and_text() -> None:
    assert chosen(statuses=("accepted", "proposed")) == [2, 3]
    assert chosen(tags=("Cache",)) == [2]
    assert chosen(deciders=("ann",)) == [1, 3]
    assert chosen(since="2026-02-01") == [3]
    assert chosen(until="2026-01-31") == [1, 2]
    assert chosen(text="supersedes [1") == [2]


def test_records_are_sorted() -> None:
    log = the_log()
    assert [record.number for record in ordered(log.records, "date", backwards=True)] == [3, 2, 1]
    assert [record.number for record in ordered(log.records, "status")] == [3, 2, 1]


def test_the_table_says_what_became_of_a_record() -> None:
    log = the_log()
    assert [*table(log, log.records)][:2] == ["1  superseded  2026-01-03  A -> 2", "2  accepted    2026-01-03  B"]


def test_the_data_is_json_and_names_the_other_record() -> None:
    log = the_log()
    found = json.loads(json.dumps(data(log, log.records)))
    assert found["records"][0]["relations"] == [
        {"kind": "superseded-by", "target": "0002-b.md", "file": "docs/backend/adr/0002-b.md", "number": 2}
    ]
    assert found["records"][1]["tags"] == ["cache", "data"]


def test_the_graph_tells_each_relation_once_and_escapes_titles() -> None:
    text = mermaid(the_log())
    assert text.count("supersedes") == 1
    assert 'r1 ==>|"supersedes"| r0' in text
    assert '"3. C #124; #91;x#93; #60;b#62;"' in text
    assert "r2" not in mermaid(the_log(), linked=True)
    assert graph_data(the_log())["edges"] == [
        {"from": "docs/backend/adr/0002-b.md", "kind": "supersedes", "words": "", "to": "docs/backend/adr/0001-a.md"}
    ]


def test_the_index_links_from_the_page_and_escapes_titles() -> None:
    text = index(the_log(), "docs/backend/decisions.md")
    assert "| 1 | [A](adr/0001-a.md) | superseded by [2](adr/0002-b.md) | 2026-01-03 |  |" in text
    assert "| 2 | [B](adr/0002-b.md) | accepted | 2026-01-03 | supersedes [1](adr/0001-a.md) |" in text
    assert "| 3 | [C \\| \\[x\\] \\<b>](adr/0003-c.md) | proposed | 2026-02-03 |  |" in text


def test_a_title_that_is_escaped_already_is_escaped_once() -> None:
    log = a_log({"0001-a.md": a_record(1, "A\\_B &amp; &lt;C&gt; &amp;copy;")})
    assert "| 1 | [A_B & \\<C> &amp;copy;](adr/0001-a.md) |" in index(log, "docs/backend/decisions.md")
    assert list(table(log, log.records)) == ["1  accepted    2026-01-03  A_B & <C> &copy;"]


def test_a_table_of_records_that_do_not_relate_has_no_column_for_it() -> None:
    assert index(a_log({"0001-a.md": a_record(1, "A")}), "p.md").split("\n")[0] == "| No. | Decision | Status | Date |"


def test_the_page_counts_draws_and_lists() -> None:
    text = log_page(the_log(), "docs/backend/decisions.md")
    assert text.startswith("**3 records**: 1 proposed, 1 accepted, 1 superseded.\n")
    assert "timeline\n  2026-01-03 : 1. A (superseded)\n    : 2. B (accepted)\n  2026-02-03 : 3. C" in text
    assert 'r1 ==>|"supersedes"| r0' in text
    assert text.endswith(index(the_log(), "docs/backend/decisions.md"))
    assert "stand in the table only" not in text


def test_a_diagram_reader_takes_both_drawings_whatever_the_titles_say() -> None:
    engine = MermanEngine(None, None)
    hostile = 'x: "y" #1; <b> end | `z` %% --> {subgraph}'
    files = {
        "0001-a.md": a_record(1, hostile, "superseded", "Superseded by [2. B](0002-b.md)"),
        "0002-b.md": a_record(2, hostile, relations="Supersedes [1. A](0001-a.md)").replace("2026-01", "2026-02"),
    }
    drawn = re.findall(r"^```mermaid\n(.*?)^```", log_page(a_log(files), "p.md"), re.MULTILINE | re.DOTALL)
    assert [text.split(None, 1)[0] for text in drawn] == ["timeline", "flowchart"]
    assert [engine.validate(text, None).valid for text in drawn] == [True, True]


def test_a_page_of_records_that_do_not_relate_draws_no_graph() -> None:
    assert "\n\nNo record supersedes, amends or depends on another one.\n\n" in log_page(
        a_log({"0001-a.md": a_record(1, "A")}), "p.md"
    )


def test_a_large_log_shows_its_newest_years_and_relations_and_a_table_a_year() -> None:
    many = {
        f"{at:04}-a.md": a_record(at, f"A{at}", relations=f"Amends [{at - 1}. A]({at - 1:04}-a.md)").replace(
            "2026-01-03", f"{2000 + at // 5}-01-03"
        )
        for at in range(1, 61)
    }
    text = log_page(a_log(many), "p.md")
    columns = [line for line in text.split("\n") if line.startswith("  20")]
    assert [line[2:6] for line in columns] == [str(year) for year in range(2005, 2013)]
    assert "24 more records stand in the table only." in text  # 36 fit into the timeline
    assert text.count(":::accepted") == 30
    assert "30 more records stand in the table only." in text
    assert next(line[4:] for line in text.split("\n") if line.startswith("### ")) == "2000"
    assert all(f"[A{at}]" in text for at in range(1, 61))


def test_a_day_of_many_records_says_how_many_more_there_are() -> None:
    days = {f"{at:04}-a.md": a_record(at, f"A: {at}") for at in range(1, 11)}
    later = a_record(11, "Later").replace("2026-01-03", "2026-01-04")
    text = log_page(a_log({**days, "0011-a.md": later}), "p.md")
    assert "  2026-01-03 : 3. A#58; 3 (accepted)\n    : 4. A#58; 4" in text
    assert text.count("and 2 more") == 1
    assert "2 more records stand in the table only." in text


def test_records_of_one_day_are_not_drawn_over_time() -> None:
    text = log_page(a_log({f"{at:04}-a.md": a_record(at, "A") for at in (1, 2)}), "p.md")
    assert "## Over time\n\nAll 2 are dated 2026-01-03.\n" in text
    assert "timeline" not in text


def test_records_without_a_date_stand_in_the_table_only() -> None:
    undated = a_record(1, "A").replace("2026-01-03", "")
    assert "Over time" not in log_page(a_log({"0001-a.md": undated}), "p.md")


@pytest.mark.parametrize(
    ("by", "titles"),
    [
        ("status", ["accepted", "proposed", "superseded"]),
        ("tag", ["cache", "data", "without a tag"]),
        ("decider", ["Ann", "Bob"]),
        ("year", ["2026"]),
    ],
)
def test_the_index_is_grouped(by, titles) -> None:
    text = index(the_log(), "decisions.md", by=by)
    assert [line[4:] for line in text.split("\n") if line.startswith("### ")] == titles


def test_agents_are_told_what_holds_and_what_must_not_be_done() -> None:
    text = agents(the_log())
    assert "- [2. B](docs/backend/adr/0002-b.md): What." in text
    assert "- [1. A](docs/backend/adr/0001-a.md) (superseded; instead: 2. B)" in text
    assert "3. C" not in text


def test_a_page_keeps_all_that_stands_outside_the_marks() -> None:
    page = placed("Before\r\n", "one\n", INDEX, file="p.md")
    again = placed(page + "After\n", "two\n", INDEX, file="p.md")
    assert again == f"Before\n\n{INDEX.start}\n\ntwo\n\n{INDEX.end}\nAfter\n"
    assert placed(again, "two\n", INDEX, file="p.md") == again


def test_a_new_page_has_a_title_and_an_agents_file_has_none() -> None:
    assert placed(None, "x\n", INDEX, file="p.md", title="Decisions").startswith(
        "# Decisions\n\n<!-- adr-index:start -->\n"
    )
    assert placed(None, "x\n", AGENTS, file="AGENTS.md").startswith("<!-- archgen-decisions:start -->\n")


def test_marks_that_do_not_pair_are_refused() -> None:
    with pytest.raises(Stop, match="do not stand once each"):
        placed(f"{INDEX.end}\n{INDEX.start}\n", "x\n", INDEX, file="p.md")


def test_an_empty_log_says_so() -> None:
    assert index(a_log({}), "p.md") == "No decision is recorded yet.\n"
    assert "No decision is recorded yet." in agents(a_log({}))
