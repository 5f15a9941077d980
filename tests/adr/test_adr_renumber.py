"""Numbers for drafts, other numbers for doubles; links, labels, titles and references follow."""

from __future__ import annotations

import pytest
from adr_logs import a_log, a_record, after

from archgen.adr import Status, check, due_moves, from_text, moves_to, renumber
from archgen.problems import Stop


def test_a_draft_gets_the_next_number_and_every_reference_follows() -> None:
    files = {
        "0001-a.md": a_record(1, "A", relations="Relates to [B](drafts/b.md)"),
        "drafts/b.md": (
            "# B\n\n- Status: draft\n\n## Status\n\nDraft\n\nRelates to [1. A](../0001-a.md)\n\n## Context\n"
        ),
    }
    log = a_log(files)
    plan = renumber(log, due_moves(log), {"docs/x.md": from_text("See [B](backend/adr/drafts/b.md).\n")})
    later = after(log, plan.change)
    assert [(record.file, record.status) for record in later.records] == [
        ("0001-a.md", Status.ACCEPTED),
        ("0002-b.md", Status.PROPOSED),
    ]
    assert "Relates to [2. B](0002-b.md)" in later.files["0001-a.md"].text
    assert "Relates to [1. A](0001-a.md)" in later.files["0002-b.md"].text
    assert plan.change.files["docs/x.md"] == b"See [B](backend/adr/0002-b.md).\n"
    assert check(later)[0].code == "adr-unsealed"


def test_the_name_of_a_draft_is_a_word_like_any_other_outside_paths() -> None:
    log = a_log({"0001-a.md": a_record(1, "A", body="The cache.\n"), "drafts/cache.md": "# Cache\n\n- Status: draft\n"})
    outside = {"x.md": from_text("A cache, see drafts/cache.md and mydrafts/cache.md.\n")}
    plan = renumber(log, due_moves(log), outside)
    assert plan.change.files["x.md"] == b"A cache, see 0002-cache.md and mydrafts/cache.md.\n"
    assert "docs/backend/adr/0001-a.md" not in plan.change.files


def test_one_record_moves_with_title_links_labels_prose_and_seal() -> None:
    from archgen.adr import accept

    files = {
        "0001-a.md": a_record(1, "A", "proposed"),
        "0002-b.md": a_record(
            2, "B", relations="Relates to [1. A](0001-a.md)", body="## Context\n\nSee ADR-0001, adr 1.\n"
        ),
    }
    log = a_log(files)
    log = after(log, accept(log, log.records, today="2026-02-01"))
    outside = {"src/x.py": from_text("# ADR-1 and ADR-0001 and ADR-10, 0001-a, x0001-ab, site/0001-a/\n")}
    plan = renumber(log, moves_to(log, log.records[0], 7), outside)
    later = after(log, plan.change)
    assert later.files["0007-a.md"].lines[0] == "# 7. A"
    assert "Relates to [7. A](0007-a.md)" in later.files["0002-b.md"].text
    assert "See ADR-0007, adr 7." in later.files["0002-b.md"].text
    assert plan.change.files["src/x.py"] == b"# ADR-7 and ADR-0007 and ADR-10, 0007-a, x0001-ab, site/0007-a/\n"
    assert [problem.code for problem in check(later)] == ["adr-one-sided"]


def test_of_two_records_with_one_number_the_one_that_others_know_stays() -> None:
    files = {
        "0001-a.md": a_record(1, "A"),
        "0001-b.md": a_record(1, "B"),
        "0002-c.md": a_record(2, "C", body="ADR-1\n"),
    }
    log = a_log(files, elsewhere={"refs/heads/main": ("0001-b.md",)})
    plan = renumber(log, due_moves(log), {})
    assert [(move.old, move.new) for move in plan.moves] == [("0001-a.md", "0003-a.md")]
    assert plan.left == ("docs/backend/adr/0002-c.md:13: 'ADR-1' could mean two records.",)


def test_a_record_whose_number_another_branch_uses_gives_way() -> None:
    log = a_log({"0004-a.md": a_record(4, "A")}, elsewhere={"refs/heads/main": ("0004-b.md",)})
    assert [(move.old, move.new) for move in due_moves(log)] == [("0004-a.md", "0005-a.md")]


def test_a_number_that_is_taken_is_refused() -> None:
    log = a_log(
        {"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B")}, elsewhere={"refs/heads/x": ("0003-c.md",)}
    )
    with pytest.raises(Stop, match=r"number 2 is taken by 0002-b.md"):
        moves_to(log, log.records[0], 2)
    with pytest.raises(Stop, match=r"number 3 is taken by 0003-c.md"):
        moves_to(log, log.records[0], 3)


def test_where_nothing_is_due_nothing_moves() -> None:
    log = a_log({"0001-a.md": a_record(1, "A")}, elsewhere={"refs/heads/main": ("0001-a.md",)})
    assert due_moves(log) == ()


def test_line_ends_and_widths_stay() -> None:
    log = a_log({"adr-001-a.md": "# ADR-001: A\r\n\r\n## Status\r\n\r\nAccepted\r\n"})
    plan = renumber(log, moves_to(log, log.records[0], 12), {})
    assert plan.change.files["docs/backend/adr/adr-012-a.md"] == b"# ADR-012: A\r\n\r\n## Status\r\n\r\nAccepted\r\n"
