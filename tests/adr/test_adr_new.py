"""New records: number, place and text are those of the log."""

from __future__ import annotations

import pytest
from adr_logs import MADR, a_log, a_record, after, the_text

from archgen.adr import Kind, Option, RecordDraft, Status, from_text, new, read

DRAFT = RecordDraft(
    "Use Kafka",
    date="2026-02-02",
    deciders=("Ann",),
    context="Events.",
    decision="Kafka.",
    consequences=("good", "bad"),
)


def test_the_first_record_is_universal_and_asks_for_what_is_missing() -> None:
    log = a_log({})
    change = new(log, RecordDraft("Use Kafka", date="2026-02-02"))
    text = the_text(log, change, "0001-use-kafka.md")
    assert change.path == "docs/backend/adr/0001-use-kafka.md"
    assert text.startswith(
        "# 1. Use Kafka\n\n- Status: proposed\n- Date: 2026-02-02\n\nDate: 2026-02-02\n\n"
        "## Status\n\nProposed\n\n## Context\n"
    )
    assert "<!-- What is decided, and because of what? -->" in text


def test_options_are_judged_by_the_same_criteria() -> None:
    options = (
        Option("Kafka", {"cost": "high | dear", "speed": "high"}, chosen=True),
        Option("RabbitMQ", {"cost": "low"}),
    )
    log = a_log({})
    text = the_text(log, new(log, RecordDraft("Use Kafka", date="2026-02-02", options=options)), "0001-use-kafka.md")
    assert (
        "| Option | cost | speed |\n|---|---|---|\n"
        "| **Kafka** (chosen) | high \\| dear | high |\n| RabbitMQ | low | - |\n"
    ) in text


@pytest.mark.parametrize(
    ("template", "headings"),
    [
        ("universal", ["Context", "Considered Options", "Decision", "Consequences", "Confirmation", "Revisit"]),
        ("nygard", ["Context", "Decision", "Consequences"]),
        ("madr-minimal", ["Context and Problem Statement", "Considered Options", "Decision Outcome", "Consequences"]),
    ],
)
def test_templates_give_the_sections(template: str, headings: list[str]) -> None:
    log = a_log({})
    text = the_text(log, new(log, DRAFT, template=template), "0001-use-kafka.md")
    found = [heading.text for heading in read("0001-x.md", from_text(text).lines).parts.headings]
    assert found == ["1. Use Kafka", "Status", *headings]


def test_a_house_template_is_filled_and_its_words_are_no_places_twice() -> None:
    house = (
        "# NUMBER. TITLE\n\nDATE\n\n## Status\n\nSTATUS\n\n## Context\n\n{{context}}\n\nThe DATE type. {{unknown}}\n"
    )
    log = a_log({})
    text = the_text(
        log, new(log, RecordDraft("Use DATE", date="2026-02-02", context="Why."), house=house), "0001-use-date.md"
    )
    assert text == (
        "# 1. Use DATE\n\n2026-02-02\n\n## Status\n\nProposed\n\n## Context\n\nWhy.\n\nThe DATE type. {{unknown}}\n"
    )


def test_the_template_of_madr_itself_is_filled() -> None:
    house = (
        '---\nstatus: "{proposed | rejected | accepted}"\n'
        "date: {YYYY-MM-DD when the decision was last updated}\n---\n\n"
        "# {short title, representative of solved problem and found solution}\n\n"
        "## Context and Problem Statement\n"
    )
    log = a_log({})
    text = the_text(log, new(log, DRAFT, house=house), "0001-use-kafka.md")
    record = read("0001-use-kafka.md", from_text(text).lines).record
    assert (record.title, record.status, record.date) == ("Use Kafka", Status.PROPOSED, "2026-02-02")


def test_a_log_in_madr_4_is_asked_for_by_the_settings() -> None:
    log = a_log({}, settings=MADR)
    text = the_text(log, new(log, DRAFT), "0001-use-kafka.md")
    assert text.startswith(
        "---\nstatus: proposed\ndate: 2026-02-02\ndecision-makers: Ann\n---\n# Use Kafka\n\n## Context and"
    )


LIKE = {
    "nygard, German": (
        "0003-a.md",
        (
            "# 3. A\n\nDatum: 2024-01-01\n\n## Status\n\nAngenommen\n\n"
            "Ersetzt [2. B](0002-b.md)\n\n## Kontext\n\nX.\n\n## Entscheidung\n"
        ),
        "0004-use-kafka.md",
        "# 4. Use Kafka\n\nDatum: 2026-02-02\n\n## Status\n\nVorgeschlagen\n\n## Kontext\n\n"
        "Events.\n\n## Entscheidung\n\nKafka.\n\n"
        "## Konsequenzen\n\n- good\n- bad\n",
    ),
    "MADR 3 with an id": (
        "0003-a.md",
        (
            '---\nstatus: "accepted"\ndate: 2024-01-01\ndeciders: [A, B]\nid: ADR-0003\n---\n\n'
            "# A\n\n## Decision Outcome\n\n### Consequences\n"
        ),
        "0004-use-kafka.md",
        '---\nstatus: "proposed"\ndate: 2026-02-02\ndeciders: Ann\nid: ADR-0004\n---\n\n'
        "# Use Kafka\n\n## Decision Outcome\n\n"
        "Kafka.\n\n### Consequences\n\n- good\n- bad\n\n## Context\n\nEvents.\n",
    ),
    "log4brains": (
        "20240101-a.md",
        (
            "# A\n\n- Status: accepted\n- Date: 2024-01-01\n- Deciders: B\n\n"
            "Technical Story: X\n\n## Context\n\n## Decision\n\n## Consequences\n"
        ),
        "20260202-use-kafka.md",
        "# Use Kafka\n\n- Status: proposed\n- Date: 2026-02-02\n- Deciders: Ann\n\n"
        "Technical Story:\n\n## Context\n\nEvents.\n\n"
        "## Decision\n\nKafka.\n\n## Consequences\n\n- good\n- bad\n",
    ),
    "AsciiDoc": (
        "adr-003-a.adoc",
        ("= ADR-003: A\n:status: accepted\n:date: 2024-01-01\n\n== Context\n\nX.\n\n== Decision\n\n== Consequences\n"),
        "adr-004-use-kafka.adoc",
        "= ADR-004: Use Kafka\n:status: proposed\n:date: 2026-02-02\n\n== Context\n\n"
        "Events.\n\n== Decision\n\nKafka.\n\n"
        "== Consequences\n\n- good\n- bad\n",
    ),
    "reStructuredText": (
        "0003-a.rst",
        ("3. A\n====\n\n:Status: Accepted\n\nContext\n-------\n\nDecision\n--------\n\nConsequences\n------------\n"),
        "0004-use-kafka.rst",
        "4. Use Kafka\n============\n\n:Status: Proposed\n\nContext\n-------\n\nEvents.\n\n"
        "Decision\n--------\n\nKafka.\n\n"
        "Consequences\n------------\n\n- good\n- bad\n",
    ),
    "a table": (
        "0003-a.md",
        (
            "# ADR-0003: A\n\n| Status | Accepted |\n|---|---|\n| Date | 2024-01-01 |\n\n"
            "Words.\n\n## Context\n\n## Decision\n\n## Consequences\n"
        ),
        "0004-use-kafka.md",
        "# ADR-0004: Use Kafka\n\n| Status | Proposed |\n|---|---|\n| Date | 2026-02-02 |\n\n"
        "## Context\n\nEvents.\n\n## Decision\n\n"
        "Kafka.\n\n## Consequences\n\n- good\n- bad\n",
    ),
}


@pytest.mark.parametrize("case", LIKE)
def test_in_a_log_of_another_format_a_new_record_looks_like_its_neighbours(case: str) -> None:
    model, text, file, made = LIKE[case]
    log = a_log({model: text})
    assert the_text(log, new(log, DRAFT), file) == made


def test_the_number_is_free_here_and_on_every_branch() -> None:
    log = a_log(
        {"0003-a.md": a_record(3, "A")}, elsewhere={"refs/heads/x": ("0007-b.md",), "refs/remotes/o/y": ("0005-c.md",)}
    )
    assert new(log, DRAFT).path.endswith("/0008-use-kafka.md")


def test_a_draft_waits_for_its_number_in_a_folder_of_its_own() -> None:
    log = a_log({"0003-a.md": a_record(3, "A")})
    change = new(log, DRAFT, waiting=True)
    assert change.path == "docs/backend/adr/drafts/use-kafka.md"
    assert "# Use Kafka\n\n- Status: draft\n" in the_text(log, change, "drafts/use-kafka.md")


def test_what_it_would_supersede_stays_until_it_is_accepted() -> None:
    log = a_log({"0001-a.md": a_record(1, "A")})
    change = new(log, RecordDraft("B", date="2026-02-02", links=((Kind.SUPERSEDES, "1"), (Kind.RELATES_TO, "0001-a"))))
    later = after(log, change)
    assert later.record("0001-a.md").status is Status.ACCEPTED
    assert "Supersedes [1. A](0001-a.md)\n\nRelates to [1. A](0001-a.md)\n" in later.files["0002-b.md"].text
    assert "Relates to [2. B](0002-b.md)\n" in later.files["0001-a.md"].text


def test_a_record_that_is_accepted_from_the_first_is_sealed_and_takes_its_place() -> None:
    log = a_log({"0001-a.md": a_record(1, "A")})
    draft = RecordDraft("B", date="2026-02-02", status=Status.ACCEPTED, links=((Kind.SUPERSEDES, "1"),))
    later = after(log, new(log, draft))
    assert [record.status for record in later.records] == [Status.SUPERSEDED, Status.ACCEPTED]
    assert [*later.state.sealed] == ["docs/backend/adr/0002-b.md"]


def test_a_hostile_title_stays_on_its_line() -> None:
    log = a_log({})
    change = new(log, RecordDraft("# a\n## Status\r\x1b[31m [x](y) | <b>", date="2026-02-02"))
    text = the_text(log, change, change.path.rpartition("/")[2])
    assert text.split("\n")[0] == "# 1. a ## Status [31m [x](y) | <b>"
    assert read("0001-x.md", from_text(text).lines).record.status is Status.PROPOSED


def test_a_name_that_is_there_gets_a_number_at_its_end() -> None:
    log = a_log({"20260202-use-kafka.md": "# Use Kafka\n\n- Status: accepted\n"})
    assert new(log, DRAFT).path.endswith("/20260202-use-kafka-2.md")
