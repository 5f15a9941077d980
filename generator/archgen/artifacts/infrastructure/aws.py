"""The parts of a design on AWS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.artifacts.infrastructure.dockerfile import LANGUAGES
from archgen.artifacts.infrastructure.hcl import Block
from archgen.artifacts.infrastructure.place import SERVED, Place, counted, hcl_name, node_of, there_already
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting, Placed

PROVIDER: dict[str, Any] = {
    "name": "aws",
    "required": {"aws": {"source": "hashicorp/aws", "version": "~> 6.0"}},
    "settings": {"region": "${var.region}", "default_tags": {"tags": "${local.tags}"}},
}
BACKEND = ("s3", {"encrypt": True, "use_lockfile": True})
PARTIAL = "bucket, key and region; the bucket is encrypted, versioned and locked by a file beside the state"

_CLASSES = {1: "xlarge", 2: "2xlarge", 4: "4xlarge", 8: "8xlarge", 12: "12xlarge", 16: "16xlarge"}


def blocks(blueprint: Blueprint, hosting: Hosting) -> Iterator[Block]:
    """Every block but the settings and the variables of sizes."""
    yield from _given(hosting)
    yield from _network(hosting)
    yield from _cluster(hosting)
    served = [placed for placed in hosting.placed if placed.cloud and placed.name in SERVED]
    for placed in hosting.placed:
        if placed.cloud and placed.component.kind == "tier":
            yield from _service(placed, served=placed in served, health=_health(blueprint))
    if served:
        yield from _balancer(served, inside=_before(hosting))
    for role, make in _MAKERS.items():
        part = hosting.part(role)
        if part and part.cloud:
            yield from make(Place(part, blueprint, hosting))
    for neighbour in blueprint.neighbours:
        name = f"${{local.name}}-{neighbour.id}"
        yield (
            f"resource aws_secretsmanager_secret {hcl_name(neighbour.id)}",
            {"name": name, "description": f"Key for {neighbour.id}."},
        )


def _given(hosting: Hosting) -> Iterator[Block]:
    given = {"vpc_id": "The network.", "private_subnet_ids": "One in each zone."}
    if not _before(hosting):
        given["public_subnet_ids"] = "For the balancer."
    for name, says in given.items():
        kind = "${list(string)}" if name.endswith("ids") else "${string}"
        yield f"variable {name}", {"type": kind, "description": says}
    yield "variable certificate_arn", {"type": "${string}", "description": "The certificate that the balancer shows."}
    for placed in hosting.placed:
        if placed.cloud and placed.component.kind == "tier":
            yield (
                f"variable {placed.name}_image",
                {"type": "${string}", "description": f"The image of the {placed.component.title}, by digest."},
            )


def _network(hosting: Hosting) -> Iterator[Block]:
    yield (
        "resource aws_security_group balancer",
        {
            "name": "${local.name}-balancer",
            "vpc_id": "${var.vpc_id}",
            "ingress": {"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]},
            "egress": _out(),
        },
    )
    yield (
        "resource aws_security_group services",
        {
            "name": "${local.name}-services",
            "vpc_id": "${var.vpc_id}",
            "ingress": {
                "from_port": 8080,
                "to_port": 8080,
                "protocol": "tcp",
                "security_groups": ["${aws_security_group.balancer.id}"],
            },
            "egress": _out(),
        },
    )
    yield (
        "resource aws_security_group stores",
        {
            "name": "${local.name}-stores",
            "vpc_id": "${var.vpc_id}",
            "ingress": [
                {
                    "from_port": port,
                    "to_port": port,
                    "protocol": "tcp",
                    "security_groups": ["${aws_security_group.services.id}"],
                }
                for port in _ports(hosting)
            ],
        },
    )


def _ports(hosting: Hosting) -> list[int]:
    """Where the stores of the design answer."""
    there = [placed for placed in hosting.placed if placed.cloud and placed.component.id in _PORTS]
    mysql = [placed.component.technology.id for placed in there if placed.component.technology]
    ports = {_PORTS[placed.component.id] for placed in there}
    return sorted(3306 if port == 5432 and "postgresql" not in mysql else port for port in ports)


_PORTS = {"primary-store": 5432, "read-replica": 5432, "cache": 6379, "event-log": 9094, "search": 443}


def _out() -> dict[str, Any]:
    return {"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}


def _cluster(hosting: Hosting) -> Iterator[Block]:
    if hosting.cluster:
        yield (
            "resource aws_iam_role cluster",
            {"name": "${local.name}-cluster", "assume_role_policy": _trusted("eks.amazonaws.com")},
        )
        yield (
            "resource aws_iam_role_policy_attachment cluster",
            {"role": "${aws_iam_role.cluster.name}", "policy_arn": "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"},
        )
        yield (
            "resource aws_eks_cluster main",
            {
                "name": "${local.name}",
                "role_arn": "${aws_iam_role.cluster.arn}",
                "vpc_config": {
                    "subnet_ids": "${var.private_subnet_ids}",
                    "endpoint_public_access": False,
                    "endpoint_private_access": True,
                },
            },
        )
        yield (
            "resource aws_iam_role node",
            {"name": "${local.name}-node", "assume_role_policy": _trusted("ec2.amazonaws.com")},
        )
        for policy in ("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"):
            attached = {"role": "${aws_iam_role.node.name}", "policy_arn": f"arn:aws:iam::aws:policy/{policy}"}
            yield f"resource aws_iam_role_policy_attachment node_{policy.lower()}", attached
        yield (
            "variable node_units",
            {
                "type": "${number}",
                "description": "Machines of the cluster: what its workloads ask for, and one zone's to spare.",
            },
        )
        scaling = {
            "desired_size": "${var.node_units}",
            "min_size": "${var.node_units}",
            "max_size": "${var.node_units * 2}",
        }
        yield (
            "resource aws_eks_node_group main",
            {
                "cluster_name": "${aws_eks_cluster.main.name}",
                "node_group_name": "main",
                "node_role_arn": "${aws_iam_role.node.arn}",
                "subnet_ids": "${var.private_subnet_ids}",
                "scaling_config": scaling,
            },
        )
        return
    if not any(placed.cloud and placed.component.kind == "tier" for placed in hosting.placed):
        return
    yield (
        "resource aws_ecs_cluster main",
        {"name": "${local.name}", "setting": {"name": "containerInsights", "value": "enabled"}},
    )
    yield (
        "resource aws_iam_role execution",
        {"name": "${local.name}-execution", "assume_role_policy": _trusted("ecs-tasks.amazonaws.com")},
    )
    yield (
        "resource aws_iam_role_policy_attachment execution",
        {
            "role": "${aws_iam_role.execution.name}",
            "policy_arn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        },
    )
    yield (
        "resource aws_iam_role task",
        {
            "#": "What the code itself may do: add the policies that it needs, one by one.",
            "name": "${local.name}-task",
            "assume_role_policy": _trusted("ecs-tasks.amazonaws.com"),
        },
    )
    yield (
        "resource aws_cloudwatch_log_group services",
        {"name": "/${local.name}", "retention_in_days": "${var.log_days}"},
    )


def _trusted(service: str) -> str:
    """Who may take a role on."""
    allowed = f'Effect = "Allow", Action = "sts:AssumeRole", Principal = {{ Service = "{service}" }}'
    return f'${{jsonencode({{ Version = "2012-10-17", Statement = [{{ {allowed} }}] }})}}'


def _service(placed: Placed, *, served: bool, health: str) -> Iterator[Block]:
    name, role = placed.name, placed.component.id
    if not counted(placed):
        yield _uncounted(placed)
    container = f'''${{jsonencode([{{
    name                   = "{role}"
    image                  = var.{name}_image
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    portMappings           = [{{ containerPort = 8080 }}]{health}
    logConfiguration = {{
      logDriver = "awslogs"
      options = {{
        awslogs-group         = aws_cloudwatch_log_group.services.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "{role}"
      }}
    }}
  }}])}}'''
    yield (
        f"resource aws_ecs_task_definition {name}",
        {
            "family": f"${{local.name}}-{role}",
            "requires_compatibilities": ["FARGATE"],
            "network_mode": "awsvpc",
            "cpu": f"${{var.{name}_cores * 1024}}",
            "memory": f"${{var.{name}_memory * 1024}}",
            "execution_role_arn": "${aws_iam_role.execution.arn}",
            "task_role_arn": "${aws_iam_role.task.arn}",
            "container_definitions": container,
        },
    )
    balanced = {
        "target_group_arn": f"${{aws_lb_target_group.{name}.arn}}",
        "container_name": role,
        "container_port": 8080,
    }
    yield (
        f"resource aws_ecs_service {name}",
        {
            "name": role,
            "cluster": "${aws_ecs_cluster.main.id}",
            "task_definition": f"${{aws_ecs_task_definition.{name}.arn}}",
            "desired_count": f"${{var.{name}_units}}",
            "launch_type": "FARGATE",
            "deployment_minimum_healthy_percent": 100,
            "deployment_maximum_percent": 200,
            "deployment_circuit_breaker": {"enable": True, "rollback": True},
            "network_configuration": {
                "subnets": "${var.private_subnet_ids}",
                "security_groups": ["${aws_security_group.services.id}"],
            },
            **({"load_balancer": balanced} if served else {}),
        },
    )


def _before(hosting: Hosting) -> bool:
    """Whether an API gateway stands before the balancer, which is then reached from inside alone."""
    gateway = hosting.part("gateway")
    technology = gateway.component.technology if gateway and gateway.cloud else None
    return technology is not None and technology.name == "Amazon API Gateway"


def _health(blueprint: Blueprint) -> str:
    """What the image's own health check runs, since this platform does not read it from the image."""
    recipe = LANGUAGES.get(str(blueprint.design["language"]))
    if recipe is None:
        return ""
    command = f'concat(["CMD"], {recipe.health})'
    return f"\n    healthCheck            = {{ command = {command}, interval = 10, timeout = 3, retries = 3 }}"


def _uncounted(placed: Placed) -> Block:
    """How many: for the team to say, where no load of the ledger reaches the part."""
    says = f"How many of the {placed.component.title}: the ledger counts no load on it."
    return f"variable {placed.name}_units", {"type": "${number}", "description": says}


def _balancer(served: list[Placed], *, inside: bool) -> Iterator[Block]:
    first = next((placed for placed in served if placed.name == "api"), served[0])
    yield (
        "resource aws_lb main",
        {
            "name": "${local.name}",
            "load_balancer_type": "application",
            "internal": inside,
            "subnets": "${var.private_subnet_ids}" if inside else "${var.public_subnet_ids}",
            "security_groups": ["${aws_security_group.balancer.id}"],
            "drop_invalid_header_fields": True,
            "enable_deletion_protection": '${var.environment == "prod"}',
        },
    )
    for placed in served:
        yield (
            f"resource aws_lb_target_group {placed.name}",
            {
                "name": f"${{local.name}}-{placed.component.id}",
                "port": 8080,
                "protocol": "HTTP",
                "target_type": "ip",
                "vpc_id": "${var.vpc_id}",
                "deregistration_delay": 30,
                "health_check": {"path": "/ready", "interval": 10, "healthy_threshold": 2, "unhealthy_threshold": 3},
            },
        )
    yield (
        "resource aws_lb_listener https",
        {
            "load_balancer_arn": "${aws_lb.main.arn}",
            "port": 443,
            "protocol": "HTTPS",
            "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "certificate_arn": "${var.certificate_arn}",
            "default_action": {"type": "forward", "target_group_arn": f"${{aws_lb_target_group.{first.name}.arn}}"},
        },
    )
    for place, placed in enumerate(each for each in served if each is not first):
        yield (
            f"resource aws_lb_listener_rule {placed.name}",
            {
                "listener_arn": "${aws_lb_listener.https.arn}",
                "priority": 10 + place,
                "action": {"type": "forward", "target_group_arn": f"${{aws_lb_target_group.{placed.name}.arn}}"},
                "condition": {"path_pattern": {"values": [f"/{placed.component.id}/*"]}},
            },
        )


def _store(at: Place) -> Iterator[Block]:
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


def _replica(at: Place) -> Iterator[Block]:
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


def _cache(at: Place) -> Iterator[Block]:
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


def _files(at: Place) -> Iterator[Block]:
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


def _queue(_: Place) -> Iterator[Block]:
    yield (
        "resource aws_sqs_queue put_aside",
        {"name": "${local.name}-put-aside", "message_retention_seconds": 1209600, "sqs_managed_sse_enabled": True},
    )
    dead = "${jsonencode({ deadLetterTargetArn = aws_sqs_queue.put_aside.arn, maxReceiveCount = var.queue_tries })}"
    yield (
        "resource aws_sqs_queue work",
        {"name": "${local.name}-work", "sqs_managed_sse_enabled": True, "redrive_policy": dead},
    )


def _log(at: Place) -> Iterator[Block]:
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


def _cdn(at: Place) -> Iterator[Block]:
    files = at.hosting.part("object-store")
    bucket = bool(files and files.cloud)
    origin = "${aws_s3_bucket.files.bucket_regional_domain_name}" if bucket else "${var.cdn_origin}"
    if not bucket:
        yield (
            "variable cdn_origin",
            {"type": "${string}", "description": "Where the network fetches what it does not hold."},
        )
    access = {"origin_access_control_id": "${aws_cloudfront_origin_access_control.files.id}"} if bucket else {}
    plain = (
        {}
        if bucket
        else {
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            }
        }
    )
    if bucket:
        yield (
            "resource aws_cloudfront_origin_access_control files",
            {
                "name": "${local.name}",
                "origin_access_control_origin_type": "s3",
                "signing_behavior": "always",
                "signing_protocol": "sigv4",
            },
        )
    yield "data aws_cloudfront_cache_policy optimized", {"name": "Managed-CachingOptimized"}
    yield (
        "resource aws_cloudfront_distribution cdn",
        {
            "enabled": True,
            "origin": {"origin_id": "files", "domain_name": origin, **access, **plain},
            "default_cache_behavior": {
                "target_origin_id": "files",
                "allowed_methods": ["GET", "HEAD"],
                "cached_methods": ["GET", "HEAD"],
                "viewer_protocol_policy": "redirect-to-https",
                "cache_policy_id": "${data.aws_cloudfront_cache_policy.optimized.id}",
            },
            "restrictions": {"geo_restriction": {"restriction_type": "none"}},
            "viewer_certificate": {"cloudfront_default_certificate": True},
        },
    )


def _gateway(at: Place) -> Iterator[Block]:
    """The balancer is the gateway where it was decided so; an API gateway stands before it."""
    if not _before(at.hosting):
        return
    if not any(placed.cloud and placed.name in SERVED for placed in at.hosting.placed):
        return
    yield "resource aws_apigatewayv2_api main", {"name": "${local.name}", "protocol_type": "HTTP"}
    yield (
        "resource aws_apigatewayv2_vpc_link main",
        {
            "name": "${local.name}",
            "subnet_ids": "${var.private_subnet_ids}",
            "security_group_ids": ["${aws_security_group.balancer.id}"],
        },
    )
    yield (
        "resource aws_apigatewayv2_integration main",
        {
            "api_id": "${aws_apigatewayv2_api.main.id}",
            "integration_type": "HTTP_PROXY",
            "integration_method": "ANY",
            "integration_uri": "${aws_lb_listener.https.arn}",
            "connection_type": "VPC_LINK",
            "connection_id": "${aws_apigatewayv2_vpc_link.main.id}",
        },
    )
    yield (
        "resource aws_apigatewayv2_route main",
        {
            "api_id": "${aws_apigatewayv2_api.main.id}",
            "route_key": "$default",
            "target": "integrations/${aws_apigatewayv2_integration.main.id}",
        },
    )
    yield (
        "resource aws_apigatewayv2_stage main",
        {"api_id": "${aws_apigatewayv2_api.main.id}", "name": "$default", "auto_deploy": True},
    )


def _search(_: Place) -> Iterator[Block]:
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


_MAKERS = {
    "primary-store": _store,
    "read-replica": _replica,
    "cache": _cache,
    "object-store": _files,
    "queue": _queue,
    "event-log": _log,
    "search": _search,
    "gateway": _gateway,
    "cdn": _cdn,
}
