"""Customers in shared tables: which table they are, and the column by which every other row says whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.blueprint import Blueprint, Entity, leads_to, tenant
from archgen.database.columns import pointing, refer
from archgen.database.drafts import Draft
from archgen.database.relational import Tenancy

_DECISION = "decision tenant-isolation"


def apart(blueprint: Blueprint, entities: Mapping[str, Entity], drafts: Mapping[str, Draft]) -> Tenancy | None:
    """The column of the customer in every row that leads to one; None where customers share no tables."""
    decided = blueprint.design["tenant_isolation"]
    if decided not in ("row-policies", "code-and-test") or not drafts:
        return None
    root = tenant(entities.values())
    leading = {name for name in entities if root and leads_to(name, root, entities)}
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
