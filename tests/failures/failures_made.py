"""Failures bound in the examples and in every archetype: small, large, on own machines."""

from __future__ import annotations

from functools import cache

from archgen import library
from archgen.blueprint import Speaker, components, failures
from make import EXAMPLES, a_brief

LARGE = (
    "load.users.monthly=3M",
    "team.engineers=80",
    "team.on_call_people=12",
    "team.skills.kubernetes=production",
    "team.skills.messaging=production",
    "constraints.cloud=aws",
)
OWN_MACHINES = (
    "constraints.cloud=on-premises",
    "team.engineers=20",
    "team.skills.messaging=production",
    "load.users.monthly=300k",
)


CLUSTER = (
    "candidates: [" + ", ".join(f"{{id: part-{place}, own_team: true, own_data: true}}" for place in range(8)) + "]\n"
)
NEWS = """\
interactions:
- {id: told-mail, from: orders, to: mail, kind: fan-out}
- {id: told-stock, from: orders, to: stock, kind: fan-out}
"""


@cache
def examples():
    """The text of every example's brief by name."""
    return {brief.parent.name: brief.read_text(encoding="utf-8") for brief in sorted(EXAMPLES.glob("*/brief.yaml"))}


def typical(name):
    """The brief of an archetype with nothing but its name."""
    stage = "prototype" if name == "prototype" else "live"
    return f"archetype: {name}\nsystem: {{name: Parley, purpose: a system of its kind, stage: {stage}}}\n"


def bound(text, *settings):
    """The failures of a brief, without the rest of its blueprint."""
    return made(text, *settings)[1]


def made(text, *settings):
    """The ids of the parts and neighbours of a brief, and its failures."""
    known, brief = library.load(), a_brief(*settings, text=text)
    design = known.resolve(brief)
    names = {name: entry["name"] for name, entry in known.technologies.items()}
    parts = components.components(design, brief.schema.roles, known.technologies)
    kinds = [archetype.id for archetype, _ in brief.archetypes]
    speaker = Speaker(design, known.titles, names)
    others = components.neighbours(design, brief)
    ids = {one.id for one in (*parts, *others)}
    return ids, failures.failures(parts, others, known.failures, speaker, archetypes=kinds, slug="parley")


def everywhere():
    """All bound failures by what they are of."""
    return {name: found for name, (_, found) in designs().items()}


@cache
def designs():
    """The parts and the failures of every example and archetype."""
    told = {name: made(text) for name, text in examples().items()}
    for name in library.load().archetypes:
        told[name] = made(typical(name))
        if name != "prototype":
            told[f"{name}, large"] = made(typical(name), *LARGE)
            told[f"{name}, own machines"] = made(typical(name), *OWN_MACHINES)
    told["own queue"] = made(typical("e-commerce") + NEWS, *OWN_MACHINES)
    told["alike"] = made(typical("marketplace"), "data.kinds=[relational, vector]", "existing.database=mysql")
    told["a cluster"] = made(typical("marketplace") + CLUSTER, *LARGE, "team.platform_people=4")
    return told
