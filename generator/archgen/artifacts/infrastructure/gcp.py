"""The parts of a design on Google Cloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.artifacts.infrastructure.hcl import Block
from archgen.artifacts.infrastructure.place import SERVED, Place, counted, hcl_name, node_of, there_already
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting, Placed

PROVIDER: dict[str, Any] = {
    "name": "google",
    "required": {"google": {"source": "hashicorp/google", "version": "~> 7.0"}},
    "settings": {"project": "${var.project}", "region": "${var.region}", "default_labels": "${local.labels}"},
}
BACKEND: tuple[str, dict[str, Any]] = ("gcs", {})
PARTIAL = "bucket and prefix; the bucket keeps versions and locks by itself"


def blocks(blueprint: Blueprint, hosting: Hosting) -> Iterator[Block]:
    """Every block but the settings and the variables of sizes."""
    yield "variable project", {"type": "${string}", "description": "The project of this environment."}
    yield "variable network_id", {"type": "${string}", "description": "The network, with private access to services."}
    yield (
        "locals",
        {
            "#": "Labels are lower case here.",
            "labels": "${{ for key, value in local.tags : lower(key) => lower(value) }}",
        },
    )
    if hosting.cluster:
        yield from _cluster()
    for placed in hosting.placed:
        if placed.cloud and placed.component.kind == "tier":
            yield from _service(placed)
    for role, make in _MAKERS.items():
        part = hosting.part(role)
        if part and part.cloud:
            yield from make(Place(part, blueprint, hosting))
    for neighbour in blueprint.neighbours:
        yield (
            f"resource google_secret_manager_secret {hcl_name(neighbour.id)}",
            {
                "secret_id": f"${{local.name}}-{neighbour.id}",
                "replication": {"user_managed": {"replicas": {"location": "${var.region}"}}},
            },
        )


def _cluster() -> Iterator[Block]:
    yield (
        "resource google_container_cluster main",
        {
            "name": "${local.name}",
            "location": "${var.region}",
            "network": "${var.network_id}",
            "enable_autopilot": True,
            "deletion_protection": '${var.environment == "prod"}',
            "private_cluster_config": {"enable_private_nodes": True},
        },
    )


def _service(placed: Placed) -> Iterator[Block]:
    name, role = placed.name, placed.component.id
    yield (
        f"variable {name}_image",
        {"type": "${string}", "description": f"The image of the {placed.component.title}, by digest."},
    )
    yield (
        f"resource google_service_account {name}",
        {
            "#": "What the code itself may do: add the roles that it needs, one by one.",
            "account_id": f"${{local.name}}-{role}",
        },
    )
    known = counted(placed)
    scaling = (
        {"max_instance_count": f"${{var.{name}_units}}", "min_instance_count": 1}
        if known
        else {"min_instance_count": 1}
    )
    container: dict[str, Any] = {
        "image": f"${{var.{name}_image}}",
        "ports": {"container_port": 8080},
        "resources": {
            "limits=": {"cpu": f"${{tostring(var.{name}_cores)}}", "memory": f"${{var.{name}_memory}}Gi"},
            "cpu_idle": role in SERVED,
        },
        "startup_probe": {"http_get": {"path": "/ready", "port": 8080}, "period_seconds": 10, "failure_threshold": 3},
        "liveness_probe": {"http_get": {"path": "/live", "port": 8080}, "period_seconds": 10},
    }
    yield (
        f"resource google_cloud_run_v2_service {name}",
        {
            "name": f"${{local.name}}-{role}",
            "location": "${var.region}",
            "ingress": "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" if role in SERVED else "INGRESS_TRAFFIC_INTERNAL_ONLY",
            "deletion_protection": '${var.environment == "prod"}',
            "template": {
                "service_account": f"${{google_service_account.{name}.email}}",
                "scaling": scaling,
                "vpc_access": {"egress": "PRIVATE_RANGES_ONLY", "network_interfaces": {"network": "${var.network_id}"}},
                "containers": container,
            },
        },
    )


def _store(at: Place) -> Iterator[Block]:
    technology = at.part.component.technology
    version = _version(technology.id, technology.cycle) if technology else ""
    yield (
        "variable store_tier",
        {
            "type": "${string}",
            "description": f"vCPU and MB of what the bill prices: {node_of(at.hosting)}.",
            "default": _tier(at.hosting),
        },
    )
    yield (
        "resource google_sql_database_instance primary_store",
        {
            **there_already(at.blueprint, "google_sql_database_instance.primary_store"),
            "name": "${local.name}",
            "database_version": version,
            "region": "${var.region}",
            "deletion_protection": '${var.environment == "prod"}',
            "settings": {
                "tier": "${var.store_tier}",
                "edition": "ENTERPRISE",
                "availability_type": '${var.store_nodes > 1 ? "REGIONAL" : "ZONAL"}',
                "disk_type": "PD_SSD",
                "disk_size": "${var.store_disk}",
                "disk_autoresize_limit": "${var.store_disk_most}",
                "user_labels": "${local.labels}",
                "ip_configuration": {
                    "ipv4_enabled": False,
                    "private_network": "${var.network_id}",
                    "ssl_mode": "ENCRYPTED_ONLY",
                },
                "backup_configuration": {
                    "enabled": True,
                    **(
                        {"point_in_time_recovery_enabled": True}
                        if version.startswith("POSTGRES")
                        else {"binary_log_enabled": True}
                    ),
                    "backup_retention_settings": {"retained_backups": "${var.store_backups}"},
                },
                **({"database_flags": {"name": "max_connections", "value": "${tostring(var.store_connections)}"}}),
                "insights_config": {"query_insights_enabled": True},
            },
        },
    )
    yield (
        "resource google_sql_database main",
        {"name": at.blueprint.slug, "instance": "${google_sql_database_instance.primary_store.name}"},
    )


def _version(engine: str, cycle: str) -> str:
    return f"POSTGRES_{cycle.partition('.')[0]}" if engine == "postgresql" else f"MYSQL_{cycle.replace('.', '_')}"


def _tier(hosting: Hosting) -> str:
    """A tier of the assumed cores and memory, as often as one node needs them; the largest has 96 cores."""
    times, cores, memory = (hosting.size(f"store_{name}") for name in ("times", "cores", "memory"))
    if not (times and cores and memory):
        return "db-custom-4-16384"
    most = min(times.value, 96 // cores.value)
    return f"db-custom-{most * cores.value}-{most * memory.value * 1024}"


def _replica(at: Place) -> Iterator[Block]:
    known = counted(at.part)
    yield (
        "resource google_sql_database_instance read_replica",
        {
            "count": "${var.read_replica_units}" if known else 1,
            "name": "${local.name}-replica-${count.index}",
            "master_instance_name": "${google_sql_database_instance.primary_store.name}",
            "database_version": "${google_sql_database_instance.primary_store.database_version}",
            "region": "${var.region}",
            "settings": {
                "tier": "${var.store_tier}",
                "edition": "ENTERPRISE",
                "ip_configuration": {
                    "ipv4_enabled": False,
                    "private_network": "${var.network_id}",
                    "ssl_mode": "ENCRYPTED_ONLY",
                },
            },
        },
    )


def _cache(_: Place) -> Iterator[Block]:
    yield (
        "variable cache_zone_network",
        {"type": "${string}", "description": "The network with a policy for service connections."},
    )
    yield (
        "resource google_memorystore_instance cache",
        {
            "instance_id": "${local.name}",
            "location": "${var.region}",
            "shard_count": "${var.cache_pairs}",
            "replica_count": 1,
            "#": "The node type holds cache_memory, in GB, or more.",
            "node_type": "STANDARD_SMALL",
            "transit_encryption_mode": "SERVER_AUTHENTICATION",
            "authorization_mode": "IAM_AUTH",
            "deletion_protection_enabled": '${var.environment == "prod"}',
            "desired_auto_created_endpoints": {"network": "${var.cache_zone_network}", "project_id": "${var.project}"},
        },
    )


def _files(at: Place) -> Iterator[Block]:
    rules = [
        {
            "action": {"type": "Delete"},
            "condition": {"age": int(kept.retention.value_in("day")), "matches_prefix": [f"{kept.id}/"]},
        }
        for kept in at.blueprint.objects
        if kept.retention.value_in("day") >= 1
    ]
    yield (
        "resource google_storage_bucket files",
        {
            "name": "${local.name}-files",
            "location": "${var.region}",
            "uniform_bucket_level_access": True,
            "public_access_prevention": "enforced",
            "versioning": {"enabled": True},
            **({"lifecycle_rule": rules} if rules else {}),
        },
    )


def _queue(_: Place) -> Iterator[Block]:
    yield "resource google_pubsub_topic put_aside", {"name": "${local.name}-put-aside"}
    yield "resource google_pubsub_topic work", {"name": "${local.name}-work"}
    yield (
        "resource google_pubsub_subscription work",
        {
            "name": "${local.name}-work",
            "topic": "${google_pubsub_topic.work.id}",
            "dead_letter_policy": {
                "#": "Pub/Sub takes five tries at least.",
                "dead_letter_topic": "${google_pubsub_topic.put_aside.id}",
                "max_delivery_attempts": "${max(5, var.queue_tries)}",
            },
        },
    )


_MAKERS = {
    "primary-store": _store,
    "read-replica": _replica,
    "cache": _cache,
    "object-store": _files,
    "queue": _queue,
}
