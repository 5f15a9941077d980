"""Records that archgen derives: rewritten while proposed, followed once accepted, people's edits kept."""

from __future__ import annotations

from adr_logs import a_log, a_record, after, derive, edited

from archgen.adr import Kind, Log, Option, RecordDraft, Status, accept, records_of, reject, revisits

POOLER = RecordDraft(
    title="Pool inside the API",
    decision_id="parley/connection_pooler",
    outcome="in-app",
    context="4 API instances hold 75 connections.\n\nThe team has 5 engineers.",
    options=(Option("In-app", {"costs": "nothing"}, chosen=True), Option("PgBouncer", {"costs": "a hard step"})),
    decision="Row `fits`: it fits.",
    consequences=("Each new instance takes 15 more.",),
    revisit="From 21,001 users on.",
    revisit_when={"connections_peak": "101.."},
)
BOUNCER = POOLER._replace(title="Use PgBouncer", outcome="pgbouncer", context="9 API instances hold 150 connections.")


def derived(log: Log, *drafts: RecordDraft, today: str = "2026-02-01", **over) -> Log:
    return after(log, derive(log, drafts, today=today, **over))


def test_a_decision_without_a_record_gets_a_proposed_one_that_is_tied_to_it() -> None:
    log = derived(a_log({"0001-a.md": a_record(1, "A")}), POOLER)
    record = log.record("0002-pool-inside-the-api.md")
    assert (record.status, record.date, record.decision_id) == (
        Status.PROPOSED,
        "2026-02-01",
        "parley/connection_pooler",
    )
    assert next(iter(log.state.derived.values())).revisit == {"connections_peak": "101.."}


def test_the_conditions_of_records_that_stand_are_handed_out() -> None:
    log = derived(a_log({}), POOLER)
    found = revisits(log)
    assert [(one.file, one.decision, one.outcome, dict(one.when)) for one in found] == [
        ("0001-pool-inside-the-api.md", "parley/connection_pooler", "in-app", {"connections_peak": "101.."})
    ]
    assert revisits(after(log, reject(log, log.records, today="2026-02-02"))) == ()


def test_deriving_again_changes_nothing() -> None:
    log = derived(a_log({}), POOLER)
    assert derive(log, [POOLER], today="2026-03-01").files == {}


def test_a_proposed_record_is_rewritten_and_peoples_edits_stay() -> None:
    log = derived(a_log({}), POOLER)
    file = log.records[0].file
    log = edited(log, "The team has 5 engineers.", "The team has 5 engineers.\n\nBob objects.", file)
    log = edited(log, "## Revisit", "## Our notes\n\nWords.\n\n## Revisit", file)
    log = edited(log, "- Date: 2026-02-01\n", "- Date: 2026-02-01\n- Deciders: Ann\n", file)
    later = derived(log, BOUNCER, today="2026-03-01")
    text = later.files[file].text
    assert text.startswith("# 1. Use PgBouncer\n\n- Status: proposed\n- Date: 2026-03-01\n- Deciders: Ann\n")
    assert "9 API instances hold 150 connections." in text
    assert "Bob objects." in text
    assert "## Our notes\n\nWords.\n" in text
    assert "4 API instances" not in text
    assert derive(later, [BOUNCER], today="2026-04-01").files == {}


def test_where_both_changed_a_paragraph_peoples_text_stays_and_that_is_said() -> None:
    log = derived(a_log({}), POOLER)
    file = log.records[0].file
    log = edited(log, "4 API instances hold 75 connections.", "Four instances, we measured 80.", file)
    change = derive(log, [BOUNCER], today="2026-03-01")
    assert "Four instances, we measured 80." in after(log, change).files[file].text
    assert any("your text stays" in sentence for sentence in change.says)


def test_an_accepted_record_stays_while_the_outcome_is_the_same() -> None:
    log = derived(a_log({}), POOLER)
    log = after(log, accept(log, log.records, today="2026-02-02"))
    assert derive(log, [POOLER._replace(context="Other numbers.")], today="2026-03-01").files == {}


def test_another_outcome_is_proposed_and_supersedes_the_accepted_one_when_accepted() -> None:
    log = derived(a_log({}), POOLER)
    log = after(log, accept(log, log.records, today="2026-02-02"))
    log = derived(log, BOUNCER, today="2026-03-01")
    old, new = log.records
    assert (old.status, new.status) == (Status.ACCEPTED, Status.PROPOSED)
    assert [(link.kind, link.target) for link in new.relations] == [(Kind.SUPERSEDES, old.file)]
    log = after(log, accept(log, [new], today="2026-03-02"))
    assert [record.status for record in log.records] == [Status.SUPERSEDED, Status.ACCEPTED]
    assert derive(log, [BOUNCER], today="2026-04-01").files == {}


def test_at_once_both_sides_are_written_at_once() -> None:
    log = derived(a_log({}), POOLER)
    log = after(log, accept(log, log.records, today="2026-02-02"))
    log = derived(log, BOUNCER, today="2026-03-01", at_once=True)
    assert [record.status for record in log.records] == [Status.SUPERSEDED, Status.PROPOSED]


def test_a_proposal_that_is_not_needed_any_more_is_withdrawn() -> None:
    log = derived(a_log({}), POOLER)
    log = after(log, accept(log, log.records, today="2026-02-02"))
    log = derived(derived(log, BOUNCER, today="2026-03-01"), POOLER, today="2026-03-02")
    assert [record.status for record in log.records] == [Status.ACCEPTED, Status.REJECTED]
    assert "the answers lead to the accepted record again" in log.files[log.records[1].file].text


def test_what_people_rejected_is_not_proposed_again_unless_the_outcome_differs() -> None:
    log = derived(a_log({}), POOLER)
    log = after(log, reject(log, log.records, today="2026-02-02"))
    assert derive(log, [POOLER._replace(context="More.")], today="2026-03-01").files == {}
    assert [record.status for record in derived(log, BOUNCER).records] == [Status.REJECTED, Status.PROPOSED]


def test_a_decision_that_people_took_over_is_left_to_them() -> None:
    from archgen.adr import supersede

    log = derived(a_log({"0001-ours.md": a_record(1, "Ours")}), POOLER)
    log = after(log, accept(log, log.records[1:], today="2026-02-02"))
    log = after(log, supersede(log, log.records[1:], by=log.records[:1]))
    assert derive(log, [BOUNCER], today="2026-03-01").files == {}


def test_links_between_decisions_follow_their_ids() -> None:
    store = RecordDraft("PostgreSQL", decision_id="parley/store", outcome="postgres")
    log = derived(
        a_log({}), store, POOLER._replace(links=((Kind.DEPENDS_ON, "parley/store"), (Kind.RELATES_TO, "parley/none")))
    )
    pooler = records_of(log, POOLER.decision_id)[-1]
    assert [(link.kind, link.target) for link in pooler.relations] == [(Kind.DEPENDS_ON, "0001-postgresql.md")]


def test_a_decision_against_the_recommendation_says_so() -> None:
    log = derived(a_log({}), POOLER._replace(against="Ann prefers PgBouncer, since she knows it."))
    text = log.files[log.records[0].file].text
    assert "\n**Against the recommendation.** Ann prefers PgBouncer, since she knows it.\n" in text


def test_a_log_in_another_format_is_derived_into_and_rewritten_there() -> None:
    log = derived(
        a_log({"0001-a.md": "# 1. A\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"}), POOLER
    )
    log = derived(log, BOUNCER, today="2026-03-01")
    record = log.records[1]
    assert (record.dialect, record.title, record.decision_id) == ("nygard", "Use PgBouncer", "parley/connection_pooler")
    assert "9 API instances" in log.files[record.file].text
    assert "4 API instances" not in log.files[record.file].text
