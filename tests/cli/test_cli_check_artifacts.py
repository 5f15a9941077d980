"""`archgen check` over files for machines that people edited: what no longer agrees with the design is found."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import SimpleNamespace

from archgen import library
from archgen.checks import Subject, interfaces
from archgen.documents import Renderer
from archgen.pipeline import design, produced
from archgen.workspace.plan import Does
from make import a_brief, an_example, queued

OPENAPI, ASYNCAPI, CATALOGUE = (
    f"docs/parley/artifacts/{name}" for name in ("openapi.yaml", "asyncapi.yaml", "catalog-info.yaml")
)


@cache
def designed(text):
    known = library.load()
    rows = library.document_rows()
    return design(a_brief(text=text), known, Renderer(library.templates_folder()), slug="parley", documents=rows)


def found(check, path, *edits, text=None, does=Does.KEEP):
    """What a check finds after edits of one file, each an old and a new text."""
    made = designed(text or an_example("help-desk"))
    files = {name: each.text for name, each in produced(made, "docs").items()}
    for old, new in edits:
        assert old in files[path], old
        files[path] = files[path].replace(old, new, 1)
    plan = SimpleNamespace(actions=[SimpleNamespace(path=path, does=does)])
    return [str(problem) for problem in check(Subject((made,), plan, files, "docs", date(2027, 1, 1)))]


def test_what_nobody_edited_in_substance_agrees_with_the_design():
    for text, name in ((an_example("help-desk"), "Parley"), (queued(), "Lernwerk")):
        for check in (interfaces.operation, interfaces.target, interfaces.artifact):
            assert found(check, OPENAPI, (f"title: {name}", f"title: The API of {name}"), text=text) == []


def test_an_operation_that_counts_in_no_journey_is_found_at_its_line():
    told = found(interfaces.operation, OPENAPI, ("x-journey: work-queue\n", "x-journey: nowhere\n"))
    wrong = "which is no journey. It has: find-ticket, receive-mail, send-reply, sign-in, work-queue."
    assert any(f"counts in 'nowhere', {wrong}" in one for one in told)
    assert all(one.startswith(f"{OPENAPI}:") for one in told)


def test_a_journey_that_lost_its_operation_is_found():
    told = found(interfaces.operation, OPENAPI, ("x-journey: find-ticket", "x-journey: work-queue"))
    hint = "Name it as `x-journey` of an operation."
    assert f"{OPENAPI}: no operation counts in 'find-ticket'. {hint} [check-operation]" in told
    assert any("the objective 'find-ticket-availability', which 'work-queue' does not have" in one for one in told)


def test_a_target_that_was_changed_in_the_file_is_found():
    edits = ("target: 0.9995", "target: 0.9999"), ("within: '300 ms'", "within: '100 ms'")
    hint = "Mend it there, or change the brief and run `archgen update`."
    assert [one.partition(": ")[2] for one in found(interfaces.target, OPENAPI, *edits)] == [
        f"send-reply-availability has target 0.9999, and the ledger 0.9995. {hint} [check-target]",
        f"send-reply-latency has within 100 ms, and the ledger 300 ms. {hint} [check-target]",
    ]


def test_a_schema_an_event_or_a_part_that_got_lost_is_found():
    schema = found(interfaces.artifact, OPENAPI, ("    Ticket:\n", "    Case:\n"))
    channel = found(interfaces.artifact, ASYNCAPI, ("  course.published:\n", "  course.told:\n"), text=queued())
    entry = found(interfaces.artifact, CATALOGUE, ("name: parley-mail\n", "name: parley-post\n"))
    assert "the entity 'ticket' has no schema 'Ticket'" in str(schema)
    assert "the event 'course.published' has no channel" in str(channel)
    assert "'mail' is not in the catalogue" in str(entry)


def test_a_file_that_can_no_longer_be_read_is_found_at_its_line():
    told = found(interfaces.artifact, OPENAPI, ("info:\n", "info: [\n"))
    assert told[0].startswith(f"{OPENAPI}:")
    assert "[check-artifact]" in told[0]


def test_what_is_out_of_date_is_a_matter_of_drift():
    assert found(interfaces.target, OPENAPI, ("target: 0.9995", "target: 0.9999"), does=Does.UPDATE) == []
