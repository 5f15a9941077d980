"""What `infracost breakdown --format json` prints, as rows of a team's own price list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

# The kind of price by the kind of resource and the unit of its component; what is not here is told and left out.
_KINDS = {
    ("aws_instance", "hours"): "vm",
    ("aws_autoscaling_group", "hours"): "vm",
    ("aws_db_instance", "hours"): "database",
    ("aws_db_instance", "GB"): "database-storage",
    ("aws_elasticache_cluster", "hours"): "cache-node",
    ("aws_elasticache_replication_group", "hours"): "cache-node",
    ("aws_lb", "hours"): "load-balancer",
    ("aws_alb", "hours"): "load-balancer",
    ("aws_s3_bucket", "GB"): "object-storage",
    ("aws_nat_gateway", "hours"): "nat",
    ("google_compute_instance", "hours"): "vm",
    ("google_sql_database_instance", "hours"): "database",
    ("google_storage_bucket", "GiB"): "object-storage",
    ("azurerm_linux_virtual_machine", "hours"): "vm",
    ("azurerm_postgresql_flexible_server", "hours"): "database",
    ("azurerm_postgresql_flexible_server", "GB"): "database-storage",
}
_UNITS = {"hours": "unit*h", "GB": "GB*month", "GiB": "GiB*month"}


def rows_of_infracost(data: Mapping[str, Any]) -> tuple[tuple[dict[str, str], ...], tuple[str, ...]]:
    """Rows for `prices.yaml`, the first of each kind, and the names of the components that no kind is known for."""
    rows: dict[str, dict[str, str]] = {}
    left: list[str] = []
    day = str(data.get("timeGenerated") or "")[:10]
    for resource, component in _components(data):
        kind = _KINDS.get((str(resource.get("resourceType") or _type(resource)), str(component.get("unit"))))
        price = _amount(component.get("price"))
        name = f"{resource.get('name')}: {component.get('name')}"
        if kind is None or price is None:
            left.append(name)
            continue
        if "multi-az" in str(component.get("name")).lower():
            kind = kind.replace("database", "database-standby", 1)
        rows.setdefault(kind, _row(kind, name, price, day, data, component))
    return tuple(rows.values()), tuple(left)


def _components(data: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for project in data.get("projects") or ():
        waiting = list((project.get("breakdown") or {}).get("resources") or ())
        while waiting:
            resource = waiting.pop(0)
            inner = [{"resourceType": _type(resource), **part} for part in resource.get("subresources") or ()]
            waiting.extend(inner)
            yield from ((resource, component) for component in resource.get("costComponents") or ())


def _type(resource: Mapping[str, Any]) -> str:
    return str(resource.get("resourceType") or str(resource.get("name", "")).partition(".")[0])


def _amount(text: Any) -> str | None:
    try:
        amount = Decimal(str(text))
    except InvalidOperation:
        return None
    return format(amount, "f") if amount.is_finite() and amount > 0 else None


def _row(
    kind: str, name: str, price: str, day: str, data: Mapping[str, Any], component: Mapping[str, Any]
) -> dict[str, str]:
    return {
        "sku": name,
        "prices": kind,
        "unit": _UNITS[str(component.get("unit"))],
        "unit_price": price,
        "currency": str(data.get("currency") or "USD"),
        "as_of": day,
        "source": "infracost breakdown",
    }
