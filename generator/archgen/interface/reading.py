"""The operations of journeys that read: lists by the declared queries, one record, a search, a file made later."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.blueprint import Entity, Journey, Query, belongs
from archgen.interface.drafting import Draft
from archgen.interface.operation import Kind, Operation
from archgen.interface.phrase import Phrase, before
from archgen.interface.resource import column, name_of


def reading(journey: Journey, phrase: Phrase, draft: Draft) -> Iterator[Operation]:
    """What serves a journey that reads: what it is about first, then its other queries and records."""
    if journey.id in draft.later:
        yield _ordered(journey, phrase, draft)
        return
    own = [name for name in journey.entities if name in draft.resources]
    target = phrase.named or next(iter(own), "")
    if not target:
        yield draft.operation(journey, "view", "get", f"/views/{journey.id}")
        return
    asked = [query for entity in draft.entities.values() for query in entity.queries if query.journey == journey.id]
    yield _main(journey, phrase, target, asked, draft)
    for query in asked:
        yield _listed(journey, query.entity, query, draft, main=False)
    for name in own:
        yield draft.item(name, journey)


def _main(journey: Journey, phrase: Phrase, target: str, asked: list[Query], draft: Draft) -> Operation:
    resource = draft.resources[target]
    if phrase.use == "seek":
        return draft.operation(journey, "seek", "get", f"/{draft.own('search')}/{resource.plural}", target)
    if phrase.use == "open" and phrase.named:
        return draft.operation(journey, "item", "get", resource.item, target, parameters=resource.parameters)
    if phrase.use == "open" and phrase.words:
        noun = "-".join(phrase.words)
        kind: Kind = "fetch" if noun in draft.files else "view"
        return draft.operation(
            journey, kind, "get", f"{resource.item}/{noun}", parameters=resource.parameters, noun=noun
        )
    query = next((query for query in asked if query.entity == target), None)
    return _listed(journey, target, query, draft, main=True)


def _listed(journey: Journey, target: str, query: Query | None, draft: Draft, *, main: bool) -> Operation:
    """A list: below what a query filters by first or what the journey names before it, with the other filters."""
    entity, resource = draft.entities[target], draft.resources[target]
    filters = tuple(_filters(query, draft)) if query else ()
    above = resource.parent or (_leading(filters, entity, draft) if query else before(entity, journey.entities))
    if above == draft.tenant and above != resource.parent:
        above = ""
    path = resource.below(draft.resources[above]) if above else resource.collection
    inside = draft.resources[above].parameters if above else ()
    taken = {relation_column for relation_column in map(column, belongs(entity)) if above} & {
        column(relation) for relation in entity.relations if relation.to == above
    }
    return draft.operation(
        journey,
        "list",
        "get",
        path,
        target,
        parameters=inside,
        filters=tuple(name for name in filters if name not in taken),
        order=query.order if query else "",
        main=main,
        says=query.wants if query and not main else journey.wants,
    )


def _filters(query: Query, draft: Draft) -> Iterator[str]:
    """The columns that a query filters by, without the tenant, who is known from the sign-in."""
    entity = draft.entities[query.entity]
    own = {column(relation) for relation in entity.relations if relation.to == draft.tenant}
    for words in query.by:
        if words not in own and not (draft.tenant and words == f"{name_of(draft.tenant)}_id"):
            yield words


def _leading(filters: tuple[str, ...], entity: Entity, draft: Draft) -> str:
    """What the first filter leads to, where every record belongs to one."""
    found = {column(relation): relation.to for relation in belongs(entity) if relation.to in draft.resources}
    return found.get(filters[0], "") if filters else ""


def _ordered(journey: Journey, phrase: Phrase, draft: Draft) -> Operation:
    """A file or a report that is made later is a thing of its own, which is asked for."""
    words = phrase.named or "-".join(phrase.words) or journey.id
    noun = f"{words}-exports" if phrase.use == "export" else draft.lexicon.plural(words)
    return draft.operation(journey, "export", "post", f"/{draft.own(noun)}", phrase.named, later=True)
