"""The checks of the knowledge base: what fails, what waits for an answer, and waivers that have run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where

AGED = timedelta(days=365)
_PAGE = "compliance.md"


@check("check-compliance", "note", "A check of the house fails")
def failing(subject: Subject) -> Iterator[Problem]:
    """The design, or the team's own answer, speaks against a check, and no waiver stands. The compliance page has
    the evidence.
    """
    for design in subject.designs:
        for verdict in design.judged:
            if verdict.state == "fail" and not (verdict.waiver and verdict.waiver.until >= subject.today):
                title = design.plain(design.blueprint.speaker.say(verdict.check.title))
                hint = f"Mend it, or waive `{verdict.check.id}` in `.archgen/config.yaml` with a reason and an end."
                where = Where(f"{subject.folder(design)}/{_PAGE}")
                yield Problem("check-compliance", where, f"'{title}' fails: {design.plain(verdict.says)}.", hint)


@check("check-answer", "note", "Checks of the house wait for an answer, or one has aged")
def waiting(subject: Subject) -> Iterator[Problem]:
    """Only the team knows, and an answer counts with what proves it and for a year. One finding a design says how
    many wait.
    """
    for design in subject.designs:
        where = Where(f"{subject.folder(design)}/{_PAGE}")
        open_ones = [verdict.check.id for verdict in design.judged if verdict.state == "open" and not verdict.waived]
        if open_ones:
            what = f"{len(open_ones)} checks wait for an answer, `{open_ones[0]}` first."
            yield Problem("check-answer", where, what, "Answer under `compliance:` in `.archgen/config.yaml`.")
        for verdict in design.judged:
            if verdict.reply and verdict.reply.as_of + AGED < subject.today:
                what = f"the answer to `{verdict.check.id}` is of {verdict.reply.as_of.isoformat()}."
                yield Problem("check-answer", verdict.reply.where, what, "Look again, and date it anew.")


@check("check-evidence", "warning", "An answer names evidence that is not there")
def evidence(subject: Subject) -> Iterator[Problem]:
    """The evidence of an answer is an address, or a file of the repository; this one names neither."""
    for design in subject.designs:
        for verdict in design.judged:
            reply = verdict.reply
            if reply and not reply.evidence.startswith(("http://", "https://")) and reply.evidence not in subject.tree:
                what = f"the evidence for `{verdict.check.id}` is '{reply.evidence}', which is no file here."
                yield Problem("check-evidence", reply.where, what, "Name a file of the repository, or an address.")


@check("check-waiver", "warning", "A waiver has run out, or waives nothing")
def waivers(subject: Subject) -> Iterator[Problem]:
    """A rule is waived for a time. After it the rule holds again; and a waiver of what passes anyway misleads."""
    for design in subject.designs:
        for verdict in design.judged:
            waiver = verdict.waiver
            if waiver and waiver.until < subject.today:
                what = (
                    f"the waiver of `{waiver.check}` ended on {waiver.until.isoformat()}: {waiver.because.rstrip('.')}."
                )
                yield Problem("check-waiver", waiver.where, what, "Follow the rule, or argue for it anew.")
            elif waiver and verdict.state in ("pass", "none"):
                what = f"`{waiver.check}` is waived in {design.slug}, where it needs no waiver."
                yield Problem("check-waiver", waiver.where, what, "Take the waiver out.")
