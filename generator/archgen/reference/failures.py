"""The ways in which parts fail, and the contradictions between answers that are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.library import Library
from archgen.reference.markdown import heading, listed, page, plain, text, words
from archgen.reference.names import Names


def failures_page(known: Library) -> str:
    """Every failure row by the role that fails."""
    names, rows = Names(known), known.failures.rows
    roles = dict.fromkeys(role for row in rows.values() for role in row.roles)
    return page(
        "# Failures",
        f"{len(rows)} ways in which a part fails. Bound to a part of a design, each gives the line of its failure "
        "table, an alert, a runbook, a drill and a risk. Commands are known for the technologies that are named; any "
        "other one gets a to-do instead of an invented command.",
        *(
            page(f"## {_role(role, known)}", *(_row(row, role, names) for row in rows.values() if row.roles[0] == role))
            for role in roles
            if any(row.roles[0] == role for row in rows.values())
        ),
    )


def _role(role: str, known: Library) -> str:
    found = known.schema.roles.get(role)
    return plain(found.title if found else words(role)).capitalize()


def _row(row: Any, role: str, names: Names) -> str:
    others = [words(other) for other in row.roles if other != role]
    first = row.mitigations[0]
    lines = [
        f"**First:** {text(first['do'])}. It costs: {text(first['side_effect'])}. Back: {text(first['undo'])}.",
        f"**Drill:** {text(row.drill)}" if row.drill else "",
        f"**Commands for** {listed([_technology(name, names) for name in row.commands])}." if row.commands else "",
        f"**Sources:** {listed([f'`{source}`' for source in row.sources])}.",
    ]
    kinds = f" In {listed([words(kind) for kind in row.archetypes], 'or')} only." if row.archetypes else ""
    also = f" The same holds for {listed(others)}." if others else ""
    return page(
        heading(3, plain(row.title.capitalize()), row.id),
        f"{row.likelihood.capitalize()}. {text(row.user_sees)} {text(row.means)}{also}{kinds}",
        "\n".join(f"- {line}" for line in lines if line),
    )


def _technology(name: str, names: Names) -> str:
    entry = names.known.technologies.get(name)
    return plain(entry["name"]) if entry else f"`{name}`"


def challenges_page(known: Library) -> str:
    """Every contradiction that archgen argues about, with its ways out."""
    return page(
        "# Challenges",
        f"{len(known.challenges)} contradictions between answers are looked for. One that is found is printed and "
        "written with its arithmetic and its ways out, one of them recommended; the design says what it uses "
        "meanwhile. A challenge never stops a run.",
        *(_challenge(name, data) for name, data in known.challenges.items()),
    )


def _challenge(name: str, data: Mapping[str, Any]) -> str:
    ways = [
        f"- {text(way['says'])}{' **(recommended)**' if way.get('recommended') else ''}" for way in data.get("ways", ())
    ]
    return page(
        heading(2, plain(data["title"]), name),
        f"Compares {plain(data['compares'])}; found, it is *{plain(data['severity'])}*.",
        text(data["says"]),
        "Ways out:" if ways else "",
        "\n".join(ways),
        f"Meanwhile {text(data['meanwhile'])}" if data.get("meanwhile") else "",
    )
