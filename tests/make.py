"""What tests make: a brief of the worked example with any answer replaced, and the design of one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from archgen import library, tools
from archgen.artifacts import artifacts
from archgen.brief import read_brief
from archgen.brief.edit import set_values
from archgen.outline import outline
from archgen.pipeline import described

EXAMPLES = Path(__file__).parents[1] / "examples"
WORKED = """\
system: {name: Parley, purpose: a shared inbox for support teams}
team: {engineers: 5}
load: {users: {monthly: 12k}, growth: {factor: 1.5, months: 12}}
constraints: {double_capacity: false}            # no second set of instances during a release
journeys:
- {id: send-reply, wants: an agent answers a customer, criticality: critical, share: 10 %, steps: [
    {to: api, does: takes the reply},
    {to: primary-store, does: stores the reply and moves the ticket, calls: 3},
    {to: mail, from: api, does: sends the reply, needs: soft}]}
- {id: work-queue, wants: an agent sees the next tickets, criticality: important, share: 90 %, steps: [
    {to: api, does: lists}, {to: primary-store, does: reads by assignee, calls: 2}]}
dependencies: [{id: mail, for: outgoing mail, availability: 99.9 %}]
"""


def a_brief(*settings: str, text: str = WORKED):
    """The worked example's brief, or `text`, with answers set as `path=value`."""
    known = library.load()
    if settings:
        ids = a_brief(text=text).ids
        text = set_values(text, settings, file="brief.yaml", schema=known.schema, ids=ids)
    return read_brief(text, file="brief.yaml", schema=known.schema, archetypes=known.archetypes)


def a_design(*settings: str, text: str = WORKED):
    """The resolved design of `a_brief`."""
    return library.load().resolve(a_brief(*settings, text=text))


def a_blueprint(*settings: str, text: str = WORKED):
    """The blueprint of `a_brief`."""
    brief = a_brief(*settings, text=text)
    known = library.load()
    return described(brief, known.resolve(brief), known, slug="parley")


def the_files(blueprint):
    """The files for machines that the design owes, by path."""
    return artifacts(blueprint, outline(blueprint, library.document_rows()).artifacts)


def an_example(name: str) -> str:
    """The text of an example's brief."""
    return (EXAMPLES / name / "brief.yaml").read_text(encoding="utf-8")


def archgen(root: Path, *words: str) -> tools.Result:
    """What the command line says in a repository on the first day of 2027."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1798761600"}
    return tools.run(sys.executable, "-m", "archgen", *words, cwd=root, env=environment, timeout=240)


def queued():
    """The brief of a system whose news goes through a queue of the cloud to two readers."""
    news = "{id: course-published, from: learning, to: search, kind: fan-out, consistency: eventual, debugging: false}"
    return an_example("courses").replace("interactions:\n", f"interactions:\n- {news}\n")
