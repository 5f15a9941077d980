"""What answers say of each other: every reference meets what it names, and no name means two things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.brief.layers import Given, Layer
from archgen.brief.schema import Field, Schema, nearest
from archgen.problems import Problem


def known_names(layer: Layer, schema: Schema) -> Mapping[str, frozenset[str]]:
    """What each kind of reference may name."""
    lists = {name: frozenset(layer.lists.get(path, ())) for name, path in _LISTS.items()}
    components, actors = frozenset(schema.components()), frozenset(schema.actors())
    places = components | lists["dependencies"]
    kept = lists["entities"] | lists["objects"]
    return {**lists, "kept": kept, "actors": actors, "places": places, "origins": places | actors}


def check_references(layer: Layer, schema: Schema, *, assumed: bool = False) -> Iterator[Problem]:
    """The references that name nothing, of what people gave; `assumed` looks at assumptions, too."""
    known = known_names(layer, schema)
    for path, given, field in references(layer, schema):
        if given.assumed and not assumed:
            continue
        for word in words(given):
            if word not in known[field.to]:
                yield _nothing(path, word, given, known[field.to])
    for path in unreached(layer, schema):
        given = layer.values[path]
        if (assumed or not given.assumed) and given.value in known["origins"]:
            what = f"{path}: no step before this one goes to '{given.value}'."
            yield Problem(
                "brief-unknown-reference", given.where, what, "Name an earlier step's target, or leave it out."
            )
    yield from _taken(layer, schema)


def references(layer: Layer, schema: Schema) -> Iterator[tuple[str, Given, Field]]:
    """Every value that names something else of the brief."""
    for path, given in layer.values.items():
        field = schema.field(path)
        if field is not None and field.to and field.to != "archetypes":
            yield path, given, field


def words(given: Given) -> tuple[str, ...]:
    """The names in a reference or in a list of them."""
    found = given.value if isinstance(given.value, tuple) else (given.value,)
    return tuple(str(word) for word in found)


def unreached(layer: Layer, schema: Schema) -> Iterator[str]:
    """The paths of `from` whose origin neither starts a journey nor was reached by a step before."""
    for journey in layer.lists.get("journeys", ()):
        reached = set(schema.actors())
        for place in layer.lists.get(f"journeys[{journey}].steps", ()):
            step = f"journeys[{journey}].steps[{place}]"
            origin, target = layer.values.get(f"{step}.from"), layer.values.get(f"{step}.to")
            if origin and origin.value not in reached:
                yield f"{step}.from"
            if target:
                reached.add(str(target.value))


def _nothing(path: str, word: str, given: Given, known: frozenset[str]) -> Problem:
    close = nearest(word, sorted(known))
    hint = f"Did you mean '{close}'? " if close else ""
    listed = f"Known are: {', '.join(sorted(known))}." if known else "There is none yet: add it to its list."
    return Problem("brief-unknown-reference", given.where, f"{path}: '{word[:60]}' is not there.", hint + listed)


def _taken(layer: Layer, schema: Schema) -> Iterator[Problem]:
    for name in layer.lists.get("dependencies", ()):
        told = [given for path, given in layer.values.items() if path.startswith(f"dependencies[{name}].")]
        where = next((given.where for given in told if not given.assumed), None)
        if name in schema.roles and where:
            what = f"the dependency '{name}' has the name of a role."
            yield Problem("brief-id-taken", where, what, f"Give it another id, such as '{name}-service'.")


_LISTS = {
    "entities": "data.entities",
    "objects": "data.objects",
    "journeys": "journeys",
    "dependencies": "dependencies",
}
