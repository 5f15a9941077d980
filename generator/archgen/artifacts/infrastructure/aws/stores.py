"""What keeps data on AWS: the primary store and its replica, cache, files, queue, event log and search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.artifacts.infrastructure.hcl import Block
from archgen.artifacts.infrastructure.place import Place, counted, node_of, there_already
from archgen.hosting import Hosting

_CLASSES = {1: "xlarge", 2: "2xlarge", 4: "4xlarge", 8: "8xlarge", 12: "12xlarge", 16: "16xlarge"}


def store(at: Place) -> Iterator[Block]:
    """The primary store with its parameters; a standby where the design has more than one node."""
    technology = at.part.component.technology
    engine = {"postgresql": "postgres"}.get(technology.id, technology.id) if technology else "postgres"
    version = {"engine_version": technology.cycle} if technology and technology.cycle else {}
    yield "resource aws_db_subnet_group stores", {"name": "${local.name}", "subnet_ids": "${var.private_subnet_ids}"}
    yield (
        "variable store_class",
        {
            "type": "${string}",
            "description": f"What the bill prices: {node_of(at.hosting)}.",
            "default": f"db.m6g.{_class(at.hosting)}",
        },
    )
    yield (
        "variable store_family",
        {
            "type": "${string}",
            "description": "The family of its parameters.",
            "default": f"{engine}{technology.cycle if technology else ''}",
        },
    )
    limits: list[dict[str, Any]] = [
        {"name": "max_connections", "value": "${tostring(var.store_connections)}", "apply_method": "pending-reboot"}
    ]
    if engine == "postgres":
        limits.append({"name": "rds.force_ssl", "value": "1"})
    yield (
        "resource aws_db_parameter_group primary_store",
        {"name": "${local.name}", "family": "${var.store_family}", "parameter": limits},
    )
    yield (
        "resource aws_db_instance primary_store",
        {
            **there_already(at.blueprint, "aws_db_instance.primary_store"),
            "identifier": "${local.name}",
            "engine": engine,
            **version,
            "instance_class": "${var.store_class}",
            "allocated_storage": "${var.store_disk}",
            "max_allocated_storage": "${var.store_disk_most}",
            "storage_type": "gp3",
            "storage_encrypted": True,
            "multi_az": "${var.store_nodes > 1}",
            "db_name": at.blueprint.slug.replace("-", "_"),
            "username": "owner_of_schema",
            "manage_master_user_password": True,
            "parameter_group_name": "${aws_db_parameter_group.primary_store.name}",
            "db_subnet_group_name": "${aws_db_subnet_group.stores.name}",
            "vpc_security_group_ids": ["${aws_security_group.stores.id}"],
            "backup_retention_period": "${var.store_backups}",
            "copy_tags_to_snapshot": True,
            "auto_minor_version_upgrade": True,
            "performance_insights_enabled": True,
            "deletion_protection": '${var.environment == "prod"}',
            "skip_final_snapshot": '${var.environment != "prod"}',
            "final_snapshot_identifier": "${local.name}-last",
        },
    )


def _class(hosting: Hosting) -> str:
    times = hosting.size("store_times")
    wanted = times.value if times else 1
    return next((name for size, name in _CLASSES.items() if size >= wanted), _CLASSES[16])


def replica(at: Place) -> Iterator[Block]:
    """Copies of the primary store that are read."""
    known = counted(at.part)
    yield (
        "resource aws_db_instance read_replica",
        {
            "count": "${var.read_replica_units}" if known else 1,
            "identifier": "${local.name}-replica-${count.index}",
            "replicate_source_db": "${aws_db_instance.primary_store.identifier}",
            "instance_class": "${var.store_class}",
            "storage_encrypted": True,
            "performance_insights_enabled": True,
            "vpc_security_group_ids": ["${aws_security_group.stores.id}"],
            "skip_final_snapshot": True,
        },
    )


def cache(at: Place) -> Iterator[Block]:
    """The pairs of the cache."""
    engine = at.part.component.technology.id if at.part.component.technology else "valkey"
    yield (
        "resource aws_elasticache_subnet_group stores",
        {"name": "${local.name}", "subnet_ids": "${var.private_subnet_ids}"},
    )
    memory = at.hosting.size("cache_memory")
    says = f"A class that holds {memory.says}." if memory else "The class of a node."
    yield "variable cache_class", {"type": "${string}", "description": says, "default": "cache.m6g.large"}
    yield (
        "resource aws_elasticache_replication_group cache",
        {
            "replication_group_id": "${local.name}",
            "description": f"Cache of {at.blueprint.slug}.",
            "engine": engine,
            "node_type": "${var.cache_class}",
            "num_node_groups": "${var.cache_pairs}",
            "replicas_per_node_group": 1,
            "automatic_failover_enabled": True,
            "multi_az_enabled": True,
            "at_rest_encryption_enabled": True,
            "transit_encryption_enabled": True,
            "subnet_group_name": "${aws_elasticache_subnet_group.stores.name}",
            "security_group_ids": ["${aws_security_group.stores.id}"],
        },
    )


def files(at: Place) -> Iterator[Block]:
    """The bucket of files, closed to the public; each kind expires by its retention."""
    yield "resource aws_s3_bucket files", {"bucket": "${local.name}-files"}
    yield (
        "resource aws_s3_bucket_public_access_block files",
        {
            "bucket": "${aws_s3_bucket.files.id}",
            "block_public_acls": True,
            "block_public_policy": True,
            "ignore_public_acls": True,
            "restrict_public_buckets": True,
        },
    )
    yield (
        "resource aws_s3_bucket_versioning files",
        {"bucket": "${aws_s3_bucket.files.id}", "versioning_configuration": {"status": "Enabled"}},
    )
    yield (
        "resource aws_s3_bucket_server_side_encryption_configuration files",
        {
            "bucket": "${aws_s3_bucket.files.id}",
            "rule": {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms"}},
        },
    )
    rules = [
        {
            "id": kept.id,
            "status": "Enabled",
            "filter": {"prefix": f"{kept.id}/"},
            "expiration": {"days": int(kept.retention.value_in("day"))},
        }
        for kept in at.blueprint.objects
        if kept.retention.value_in("day") >= 1
    ]
    if rules:
        yield (
            "resource aws_s3_bucket_lifecycle_configuration files",
            {"bucket": "${aws_s3_bucket.files.id}", "rule": rules},
        )


def queue(_: Place) -> Iterator[Block]:
    """The queue of work, and the one for what failed too often."""
    yield (
        "resource aws_sqs_queue put_aside",
        {"name": "${local.name}-put-aside", "message_retention_seconds": 1209600, "sqs_managed_sse_enabled": True},
    )
    dead = "${jsonencode({ deadLetterTargetArn = aws_sqs_queue.put_aside.arn, maxReceiveCount = var.queue_tries })}"
    yield (
        "resource aws_sqs_queue work",
        {"name": "${local.name}-work", "sqs_managed_sse_enabled": True, "redrive_policy": dead},
    )


def event_log(at: Place) -> Iterator[Block]:
    """The brokers of the event log; their class and disk nobody can know yet."""
    version = at.part.component.technology.cycle if at.part.component.technology else ""
    yield "variable event_log_class", {"type": "${string}", "description": "The class of a broker: from a load test."}
    yield (
        "variable event_log_disk",
        {"type": "${number}", "description": "GB on each broker: retention times what comes in."},
    )
    yield (
        "resource aws_msk_cluster event_log",
        {
            "cluster_name": "${local.name}",
            **(
                {"#": f"The catalogue knows {version} as the newest line; MSK names the versions that it offers."}
                if version
                else {}
            ),
            "kafka_version": "${var.event_log_version}",
            "number_of_broker_nodes": "${length(var.private_subnet_ids)}",
            "broker_node_group_info": {
                "instance_type": "${var.event_log_class}",
                "client_subnets": "${var.private_subnet_ids}",
                "security_groups": ["${aws_security_group.stores.id}"],
                "storage_info": {"ebs_storage_info": {"volume_size": "${var.event_log_disk}"}},
            },
            "encryption_info": {"encryption_in_transit": {"client_broker": "TLS", "in_cluster": True}},
        },
    )
    yield "variable event_log_version", {"type": "${string}", "description": "A version of Kafka that MSK offers."}


def search(_: Place) -> Iterator[Block]:
    """The search domain over three zones."""
    yield "variable search_class", {"type": "${string}", "description": "The class of a search node: from a load test."}
    yield (
        "resource aws_opensearch_domain search",
        {
            "domain_name": "${local.name}",
            "cluster_config": {
                "instance_type": "${var.search_class}",
                "instance_count": 3,
                "zone_awareness_enabled": True,
                "zone_awareness_config": {"availability_zone_count": 3},
            },
            "ebs_options": {"ebs_enabled": True, "volume_size": "${var.search_disk}"},
            "encrypt_at_rest": {"enabled": True},
            "node_to_node_encryption": {"enabled": True},
            "domain_endpoint_options": {"enforce_https": True},
            "vpc_options": {
                "subnet_ids": "${slice(var.private_subnet_ids, 0, 3)}",
                "security_group_ids": ["${aws_security_group.stores.id}"],
            },
        },
    )
    yield "variable search_disk", {"type": "${number}", "description": "GB on each search node."}
