"""The parts of a design on Azure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.artifacts.infrastructure.hcl import Block
from archgen.artifacts.infrastructure.place import SERVED, Place, counted, hcl_name, node_of, there_already
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting, Placed

PROVIDER: dict[str, Any] = {
    "name": "azurerm",
    "required": {"azurerm": {"source": "hashicorp/azurerm", "version": "~> 4.0"}},
    "settings": {"features": {}},
}
BACKEND: tuple[str, dict[str, Any]] = ("azurerm", {"use_azuread_auth": True})
PARTIAL = "resource_group_name, storage_account_name, container_name and key; a lease on the blob is the lock"

_SKUS = {1: "D4ds_v5", 2: "D8ds_v5", 4: "D16ds_v5", 8: "D32ds_v5", 12: "D48ds_v5", 16: "D64ds_v5"}
_GROUP = {
    "resource_group_name": "${azurerm_resource_group.main.name}",
    "location": "${azurerm_resource_group.main.location}",
}


def blocks(blueprint: Blueprint, hosting: Hosting) -> Iterator[Block]:
    """Every block but the settings and the variables of sizes."""
    yield "variable subnet_id", {"type": "${string}", "description": "The subnet of the services."}
    yield "variable store_subnet_id", {"type": "${string}", "description": "The subnet that is delegated to the store."}
    yield "variable store_dns_zone_id", {"type": "${string}", "description": "The private zone of names of the store."}
    yield (
        "resource azurerm_resource_group main",
        {"name": "${local.name}", "location": "${var.region}", "tags": "${local.tags}"},
    )
    tiers = [placed for placed in hosting.placed if placed.cloud and placed.component.kind == "tier"]
    if hosting.cluster:
        yield from _cluster()
    elif tiers:
        yield from _environment()
    for placed in tiers:
        yield from _service(placed)
    for role, make in _MAKERS.items():
        part = hosting.part(role)
        if part and part.cloud:
            yield from make(Place(part, blueprint, hosting))
    yield "data azurerm_client_config current", {}
    yield (
        "resource azurerm_key_vault main",
        {
            **_GROUP,
            "#": "Its keys are set by hand or by the pipeline: one for each neighbour that asks for one.",
            "name": "${substr(local.name, 0, 24)}",
            "tenant_id": "${data.azurerm_client_config.current.tenant_id}",
            "sku_name": "standard",
            "rbac_authorization_enabled": True,
            "purge_protection_enabled": True,
            "tags": "${local.tags}",
        },
    )


def _cluster() -> Iterator[Block]:
    yield (
        "resource azurerm_kubernetes_cluster main",
        {
            **_GROUP,
            "name": "${local.name}",
            "dns_prefix": "${local.name}",
            "private_cluster_enabled": True,
            "local_account_disabled": True,
            "default_node_pool": {
                "name": "system",
                "node_count": 3,
                "vm_size": "Standard_D4ds_v5",
                "vnet_subnet_id": "${var.subnet_id}",
            },
            "azure_active_directory_role_based_access_control": {"azure_rbac_enabled": True},
            "identity": {"type": "SystemAssigned"},
            "tags": "${local.tags}",
        },
    )


def _environment() -> Iterator[Block]:
    yield (
        "resource azurerm_log_analytics_workspace main",
        {**_GROUP, "name": "${local.name}", "retention_in_days": "${max(30, var.log_days)}", "tags": "${local.tags}"},
    )
    yield (
        "resource azurerm_container_app_environment main",
        {
            **_GROUP,
            "name": "${local.name}",
            "log_analytics_workspace_id": "${azurerm_log_analytics_workspace.main.id}",
            "infrastructure_subnet_id": "${var.subnet_id}",
            "tags": "${local.tags}",
        },
    )


def _service(placed: Placed) -> Iterator[Block]:
    name, role = placed.name, placed.component.id
    known = counted(placed)
    yield (
        f"variable {name}_image",
        {"type": "${string}", "description": f"The image of the {placed.component.title}, by digest."},
    )
    entrance = {
        "ingress": {
            "external_enabled": True,
            "target_port": 8080,
            "traffic_weight": {"percentage": 100, "latest_revision": True},
        }
    }
    yield (
        f"resource azurerm_container_app {name}",
        {
            "name": f"${{local.name}}-{role}",
            "resource_group_name": "${azurerm_resource_group.main.name}",
            "container_app_environment_id": "${azurerm_container_app_environment.main.id}",
            "revision_mode": "Single",
            "identity": {"type": "SystemAssigned"},
            **(entrance if role in SERVED else {}),
            "template": {
                "min_replicas": 1,
                **({"max_replicas": f"${{var.{name}_units}}"} if known else {}),
                "container": {
                    "name": role,
                    "image": f"${{var.{name}_image}}",
                    "cpu": f"${{var.{name}_cores}}",
                    "memory": f"${{var.{name}_memory}}Gi",
                    "readiness_probe": {"transport": "HTTP", "port": 8080, "path": "/ready"},
                    "liveness_probe": {"transport": "HTTP", "port": 8080, "path": "/live"},
                },
            },
            "tags": "${local.tags}",
        },
    )


def _store(at: Place) -> Iterator[Block]:
    technology = at.part.component.technology
    postgresql = technology is not None and technology.id == "postgresql"
    kind = "postgresql" if postgresql else "mysql"
    version = {"version": technology.cycle} if technology and technology.cycle else {}
    disk: dict[str, Any] = (
        {"storage_mb": "${pow(2, ceil(log(max(32, var.store_disk), 2))) * 1024}"}
        if postgresql
        else {"storage": {"size_gb": "${max(20, var.store_disk)}"}}
    )
    yield (
        "variable store_sku",
        {
            "type": "${string}",
            "description": f"What the bill prices: {node_of(at.hosting)}.",
            "default": f"GP_Standard_{_sku(at.hosting)}",
        },
    )
    yield (
        f"resource azurerm_{kind}_flexible_server primary_store",
        {
            **there_already(at.blueprint, f"azurerm_{kind}_flexible_server.primary_store"),
            **_GROUP,
            "name": "${local.name}",
            **version,
            "sku_name": "${var.store_sku}",
            **disk,
            "backup_retention_days": "${max(7, var.store_backups)}",
            "delegated_subnet_id": "${var.store_subnet_id}",
            "private_dns_zone_id": "${var.store_dns_zone_id}",
            "administrator_login": "owner_of_schema",
            "administrator_password": "${var.store_password}",
            **({"public_network_access_enabled": False} if postgresql else {}),
            "high_availability": {"mode": "ZoneRedundant"},
            "tags": "${local.tags}",
            "lifecycle": {
                "ignore_changes": ["${zone}", "${high_availability[0].standby_availability_zone}"],
                "prevent_destroy": True,
            },
        },
    )
    yield (
        "variable store_password",
        {"type": "${string}", "description": "From the pipeline's own secrets.", "sensitive": True},
    )
    if postgresql:
        yield (
            "resource azurerm_postgresql_flexible_server_configuration connections",
            {
                "name": "max_connections",
                "server_id": "${azurerm_postgresql_flexible_server.primary_store.id}",
                "value": "${tostring(var.store_connections)}",
            },
        )


def _sku(hosting: Hosting) -> str:
    times = hosting.size("store_times")
    wanted = times.value if times else 1
    return next((name for size, name in _SKUS.items() if size >= wanted), _SKUS[16])


def _replica(at: Place) -> Iterator[Block]:
    technology = at.part.component.technology
    kind = "postgresql" if technology is None or technology.id == "postgresql" else "mysql"
    known = counted(at.part)
    yield (
        f"resource azurerm_{kind}_flexible_server read_replica",
        {
            **_GROUP,
            "count": "${var.read_replica_units}" if known else 1,
            "name": "${local.name}-replica-${count.index}",
            "create_mode": "Replica",
            "source_server_id": f"${{azurerm_{kind}_flexible_server.primary_store.id}}",
            "delegated_subnet_id": "${var.store_subnet_id}",
            "private_dns_zone_id": "${var.store_dns_zone_id}",
            "tags": "${local.tags}",
        },
    )


def _cache(_: Place) -> Iterator[Block]:
    yield (
        "variable cache_sku",
        {"type": "${string}", "description": "A size that holds cache_pairs times cache_memory, in GB."},
    )
    yield (
        "resource azurerm_managed_redis cache",
        {
            **_GROUP,
            "name": "${local.name}",
            "sku_name": "${var.cache_sku}",
            "high_availability_enabled": True,
            "default_database": {"access_keys_authentication_enabled": False, "client_protocol": "Encrypted"},
            "tags": "${local.tags}",
        },
    )


def _files(at: Place) -> Iterator[Block]:
    yield (
        "resource azurerm_storage_account files",
        {
            **_GROUP,
            "name": '${substr(replace("${local.name}files", "-", ""), 0, 24)}',
            "account_tier": "Standard",
            "account_replication_type": "ZRS",
            "min_tls_version": "TLS1_2",
            "shared_access_key_enabled": False,
            "public_network_access_enabled": False,
            "blob_properties": {"versioning_enabled": True},
            "tags": "${local.tags}",
        },
    )
    rules = [
        {
            "name": f"after-{kept.id}",
            "enabled": True,
            "filters": {"prefix_match": [f"{kept.id}/"], "blob_types": ["blockBlob"]},
            "actions": {
                "base_blob": {"delete_after_days_since_creation_greater_than": int(kept.retention.value_in("day"))}
            },
        }
        for kept in at.blueprint.objects
        if kept.retention.value_in("day") >= 1
    ]
    for kept in at.blueprint.objects:
        yield (
            f"resource azurerm_storage_container {hcl_name(kept.id)}",
            {"name": f"{kept.id}-files", "storage_account_id": "${azurerm_storage_account.files.id}"},
        )
    if rules:
        yield (
            "resource azurerm_storage_management_policy files",
            {"storage_account_id": "${azurerm_storage_account.files.id}", "rule": rules},
        )


def _queue(_: Place) -> Iterator[Block]:
    yield (
        "resource azurerm_servicebus_namespace main",
        {**_GROUP, "name": "${local.name}", "sku": "Standard", "local_auth_enabled": False, "tags": "${local.tags}"},
    )
    yield (
        "resource azurerm_servicebus_queue work",
        {
            "name": "work",
            "namespace_id": "${azurerm_servicebus_namespace.main.id}",
            "max_delivery_count": "${var.queue_tries}",
            "dead_lettering_on_message_expiration": True,
        },
    )


_MAKERS = {
    "primary-store": _store,
    "read-replica": _replica,
    "cache": _cache,
    "object-store": _files,
    "queue": _queue,
}
