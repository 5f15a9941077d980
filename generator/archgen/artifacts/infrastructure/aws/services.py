"""What answers on AWS: the cluster, the services in it, and the balancer, gateway and CDN before them."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.artifacts.infrastructure.dockerfile import LANGUAGES
from archgen.artifacts.infrastructure.hcl import Block
from archgen.artifacts.infrastructure.place import SERVED, Place, counted
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting, Placed


def cluster(hosting: Hosting) -> Iterator[Block]:
    """What runs the deployables: Kubernetes where it was decided, else containers that nobody schedules by hand."""
    if hosting.cluster:
        yield from _kubernetes()
    elif any(placed.cloud and placed.component.kind == "tier" for placed in hosting.placed):
        yield from _containers()


def _kubernetes() -> Iterator[Block]:
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


def _containers() -> Iterator[Block]:
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


def service(placed: Placed, *, served: bool, health: str) -> Iterator[Block]:
    """A task and its service, behind the balancer where clients reach it; `health` is what the platform asks it."""
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


def _uncounted(placed: Placed) -> Block:
    """How many: for the team to say, where no load of the ledger reaches the part."""
    says = f"How many of the {placed.component.title}: the ledger counts no load on it."
    return f"variable {placed.name}_units", {"type": "${number}", "description": says}


def health(blueprint: Blueprint) -> str:
    """What the image's own health check runs, since this platform does not read it from the image."""
    recipe = LANGUAGES.get(str(blueprint.design["language"]))
    if recipe is None:
        return ""
    command = f'concat(["CMD"], {recipe.health})'
    return f"\n    healthCheck            = {{ command = {command}, interval = 10, timeout = 3, retries = 3 }}"


def balancer(served: list[Placed], *, inside: bool) -> Iterator[Block]:
    """The load balancer with a rule for each part; `inside`, it has no address in public."""
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


def behind_gateway(hosting: Hosting) -> bool:
    """Whether an API gateway stands before the balancer, which is then reached from inside alone."""
    gateway = hosting.part("gateway")
    technology = gateway.component.technology if gateway and gateway.cloud else None
    return technology is not None and technology.name == "Amazon API Gateway"


def gateway(at: Place) -> Iterator[Block]:
    """The balancer is the gateway where it was decided so; an API gateway stands before it."""
    if not behind_gateway(at.hosting):
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


def cdn(at: Place) -> Iterator[Block]:
    """The delivery network before the files, or before an origin that the team names."""
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
