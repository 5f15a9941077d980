"""A log with every status, several successors, links and titles that are not plain, in either format."""

from __future__ import annotations

from adr_logs import a_log, after

from archgen.adr import Kind, Log, RecordDraft, Settings, accept, amend, deprecate, link, new, reject, supersede

TODAY = "2026-01-03"
TITLES = (
    "Use Redis as cache",
    "Use Valkey as cache",
    "Größe: 50 % (max.)",
    "No. 4, not 5",
    "使用 Kafka",
    "Drop it",
    "Split in two",
)


def the_log(form: str) -> Log:
    """1 is superseded by 2 and 7, 3 is proposed, 4 rejected, 5 deprecated, 6 accepted and amended by 7."""
    log = a_log({}, settings=Settings(format=form))
    for title in TITLES:
        log = after(
            log,
            new(
                log,
                RecordDraft(
                    title, date=TODAY, deciders=("Ann", "Bob"), tags=("cache",), context="Why.", decision="So."
                ),
            ),
        )
    one, two, _three, four, five, six, seven = log.records
    log = after(log, accept(log, [one, two, five, six, seven], today=TODAY))
    log = after(log, supersede(log, log.records[:1], by=[log.records[1], log.records[6]]))
    log = after(log, reject(log, [four], today=TODAY))
    log = after(log, deprecate(log, [log.records[4]], today=TODAY))
    log = after(log, link(log, log.records[6], Kind.AMENDS, [log.records[5]]))
    return after(log, amend(log, log.records[1], text="Also for sessions.", today=TODAY, by="Ann"))


STATUSES = ("superseded", "accepted", "proposed", "rejected", "deprecated", "accepted", "accepted")


def texts_of(log: Log) -> dict[str, str]:
    return {file: log.files[file].text for file in sorted(log.files)}
