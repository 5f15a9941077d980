"""Customers in shared tables: which table they are, and the column by which every other row says whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.blueprint import Blueprint, Entity
from archgen.database.columns import pointing, refer
from archgen.database.drafts import Draft
from archgen.database.relational import Tenancy

_DECISION = "decision tenant-isolation"


def apart(blueprint: Blueprint, entities: Mapping[str, Entity], drafts: Mapping[str, Draft]) -> Tenancy | None:
    """The column of the customer in every row that leads to one; None where customers share no tables."""
    decided = blueprint.design["tenant_isolation"]
    if decided not in ("row-policies", "code-and-test") or not drafts:
        return None
    root = _root(entities)
    leading = {name for name in entities if root and name != root and root in _ways(name, entities)}
    if root:
        home = drafts[root]
        kind, column = home.columns[home.key[0]].kind, f"{root}_{home.key[0]}"
        ground = f"{_DECISION}; assumed: {root} is the customer, since {len(leading)} other kinds of records lead to it"
    else:
        home, kind, column = None, "id", "tenant_id"
        ground = f"{_DECISION}; assumed: no kind of record was named that is the customer"
    for name, draft in drafts.items():
        if name == root:
            continue
        if root and name not in leading:
            draft.notes.append(f"No relation leads from it to {root}: all customers see it (assumed)")
        else:
            _scope(draft, entities[name], entities, root, column, home)
    first = next((draft.tenant for name, draft in drafts.items() if name != root and draft.tenant), "")
    return Tenancy(
        table=home.name if home else "",
        column=first or (home.key[0] if home else ""),
        kind=kind,
        policies=decided == "row-policies",
        ground=ground,
    )


def _scope(
    draft: Draft, entity: Entity, entities: Mapping[str, Entity], root: str, column: str, home: Draft | None
) -> None:
    direct = next((relation for relation in entity.relations if relation.to == root and not relation.optional), None)
    if direct:
        draft.tenant = draft.find(pointing(direct, entity, entities)[0][0])
        return
    kind = home.columns[home.key[0]].kind if home else "id"
    draft.tenant = draft.add(column, kind, f"derived: {_DECISION} puts the customer into every row", required=True)
    draft.require(draft.tenant)
    if home:
        refer(draft, (draft.tenant,), home, f"derived: {_DECISION}")


def _root(entities: Mapping[str, Entity]) -> str:
    """The kind of record that depends on no other and that most others lead to; "" where none is."""
    alone = [name for name, entity in entities.items() if len(entity.key) == 1 and not _parents(entity, entities)]
    led = {name: sum(name in _ways(other, entities) for other in entities if other != name) for name in alone}
    best = max(alone, key=lambda name: (led[name], entities[name].sensitivity == "none"), default="")
    return best if best and led[best] else ""


def _ways(name: str, entities: Mapping[str, Entity]) -> set[str]:
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        for parent in _parents(entities[ahead.pop()], entities):
            if parent not in seen:
                seen.add(parent)
                ahead.append(parent)
    return seen


def _parents(entity: Entity, entities: Mapping[str, Entity]) -> list[str]:
    """What it always belongs to, one each."""
    return [
        relation.to
        for relation in entity.relations
        if not relation.optional and relation.kind != "many-to-many" and relation.to in entities
    ]
