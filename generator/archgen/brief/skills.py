"""What skills say of other answers: whoever has run Kafka has run a broker, and a team builds in what it knows."""

from __future__ import annotations

from collections.abc import Iterable

from archgen.brief.layers import SCHEMA_FILE, Given, Layer
from archgen.brief.schema import Field, Schema
from archgen.problems import Where

_SKILLS = "team.skills"
_LEVELS = ("none", "some", "production")


def settle_skills(layer: Layer, schema: Schema) -> Layer:
    """The layer in which what nobody answered follows from the best of the skills that say it or show it."""
    open_fields = [field for field in schema.fields.values() if field.told_by or field.shown_by]
    told = {
        field.path: given
        for field in open_fields
        if not _answered(field, layer) and (given := _said(field, layer) or _shown(field, layer))
    }
    return Layer({**layer.values, **told}, layer.lists)


def _answered(field: Field, layer: Layer) -> bool:
    own = layer.values.get(field.path)
    return own is not None and not own.assumed


def _said(field: Field, layer: Layer) -> Given | None:
    """The same skill under another name: as good as given."""
    _, best = _best(field.told_by, layer)
    return best


def _shown(field: Field, layer: Layer) -> Given | None:
    """An assumption by what the team knows best; what it does not know at all shows nothing."""
    name, best = _best(field.shown_by, layer)
    if best is None or best.value == "none":
        return None
    level = "has run in production" if best.value == "production" else "has worked with"
    ground = f"what the team {level} (`{_SKILLS}.{name}`)"
    return Given(field.shown_by[name], "", "default", Where(SCHEMA_FILE), field.shown_by[name], ground)


def _best(names: Iterable[str], layer: Layer) -> tuple[str, Given | None]:
    """The skill with the highest level of those that somebody gave, the first of them in the order of the brief."""
    wanted = set(names)
    skills = {
        name: given
        for path, given in layer.values.items()
        if (name := path.removeprefix(f"{_SKILLS}.")) in wanted and not given.assumed
    }
    name = max(skills, key=lambda name: _LEVELS.index(str(skills[name].value)), default="")
    return name, skills.get(name)
