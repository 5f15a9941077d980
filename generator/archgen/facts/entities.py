"""Entities: how soon a change must be seen, which are contested, and which tell of people, health or payment."""

from __future__ import annotations

import re

from archgen.facts.registry import fact

_MOMENTS = re.compile(r"(^|_)(at|on|time|timestamp|ts|date|day|hour|month)$")
_PERSONAL = ("personal", "sensitive", "health")


@fact("choice", per="entity", values=("strong", "read-your-writes", "eventual"))
def entity_consistency(consistency):
    """How soon a change of it must be seen where nobody said: as for all data."""
    return consistency


@fact("text", per="journey", optional=True)
def journey_entities(journey_kept, entity_parents):
    """The kinds of records that it reads or changes."""
    return tuple(kept for kept in journey_kept or () if kept in entity_parents) or None


@fact("text", per="journey", optional=True)
def journey_objects(journey_kept, entity_parents):
    """The kinds of files that it reads or changes."""
    return tuple(kept for kept in journey_kept or () if kept not in entity_parents) or None


@fact("names", per="journey")
def journey_personal(journey_entities, journey_objects, personal_kinds):
    """What it touches that tells of people."""
    return tuple(kept for kept in (*(journey_entities or ()), *(journey_objects or ())) if kept in personal_kinds)


@fact("names", per="journey")
def journey_health(journey_kept, entity_class, object_class):
    """What it reads or changes that tells of health."""
    sorts = {**dict(entity_class.items()), **dict(object_class.items())}
    return tuple(kept for kept in journey_kept or () if sorts.get(kept) == "health")


@fact("names", per="journey")
def journey_shown(journey_entities, entity_key):
    """What it finds by a number or a code that people hold in their hands, and not by an id."""
    known = {entity: entity_key[entity].raw for entity in journey_entities or () if entity_key[entity]}
    return tuple(entity for entity, key in known.items() if key != "id" and "," not in key)


@fact("flag", per="journey")
def journey_charges(journey, card_data, journey_kind, paths):
    """Whether a card seems to be charged in it: cards come near, it changes something and needs a neighbour."""
    hard = {name for name in paths.dependencies if journey in paths.through(name)}
    return card_data and journey_kind == "write" and bool(hard)


@fact("flag", per="entity")
def entity_contested(entity, contested_journeys, journey_entities):
    """Whether a journey changes it in which two users may want the same thing."""
    return any(entity in (journey_entities[journey] or ()) for journey in contested_journeys)


@fact("flag", per="entity")
def entity_apart(entity, time_series_store, paths, journey_entities, journey_kind):
    """Whether the time series store alone keeps it: only journeys that go there have to do with it.

    What such journeys only read may as well come from the primary store, where all of them go there, too.
    """
    if time_series_store not in ("extension", "engine"):
        return False
    series, records = (paths.through(store, hard=False) for store in ("time-series-store", "primary-store"))
    touching = [journey for journey, entities in journey_entities.items() if entity in (entities or ())]
    written = any(journey_kind[journey] == "write" or journey not in records for journey in touching)
    return written and all(journey in series for journey in touching)


@fact("flag", per="entity")
def entity_by_month(entity_key):
    """Whether its key tells the time, so that old months can be dropped whole: ids made in order, or a moment."""
    parts = [part.strip() for part in entity_key.raw.split(",")] if entity_key else ["id"]
    return parts == ["id"] or any(_MOMENTS.search(part) for part in parts)


@fact("object")
def longer_children(entity_parents, entity_retention):
    """By entity the ones that must belong to it and are kept longer, or keep their own rows for something that is."""
    ties = [(child, parent) for child, parents in entity_parents.items() for parent in parents if parent != child]
    kept = dict(entity_retention.items())
    for child, parent in ties * len(kept):  # no chain of relations is longer than there are entities
        kept[parent] = max(kept[parent], kept[child])
    late = [(child, parent) for child, parent in ties if kept[child] > entity_retention[parent]]
    return {entity: tuple(child for child, parent in late if parent == entity) for entity in kept}


@fact("names", per="entity")
def entity_outlived_by(entity, longer_children):
    """Those of one entity: as long as they are there, its row cannot go."""
    return longer_children[entity]


@fact("flag", per="entity")
def entity_outlived(entity_outlived_by):
    """Whether there are any."""
    return bool(entity_outlived_by)


@fact("names")
def apart_entities(entity_apart):
    """The entities that the time series store alone keeps."""
    return tuple(entity for entity, apart in entity_apart.items() if apart)


@fact("names")
def strict_entities(entity_consistency):
    """The entities that must be right at once."""
    return tuple(entity for entity, wanted in entity_consistency.items() if wanted == "strong")


@fact("names")
def personal_kinds(entity_class, object_class):
    """The entities and kinds of files that tell of people."""
    return tuple(name for name, sort in (*entity_class.items(), *object_class.items()) if sort in _PERSONAL)


@fact("flag")
def personal_data(personal_kinds):
    """Whether anything that is kept tells of people."""
    return bool(personal_kinds)


@fact("flag")
def grave_data(entity_class, object_class):
    """Whether anything that is kept would do grave harm in other hands: health, payment, secrets, what is sensitive."""
    grave = ("sensitive", "health", "payment", "secret")
    return any(sort in grave for sort in (*entity_class.values(), *object_class.values()))


@fact("flag")
def card_data(entity_class, pci):
    """Whether card numbers come near the system."""
    return pci or "payment" in entity_class.values()


@fact("flag")
def health_data(entity_class, object_class, hipaa):
    """Whether health is told of."""
    return hipaa or "health" in (*entity_class.values(), *object_class.values())


@fact("flag")
def rules_kept(entity_integrity):
    """Whether any rule was named that must hold always."""
    return any(entity_integrity.values())
