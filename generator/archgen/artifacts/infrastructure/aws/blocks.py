"""The parts of a design on AWS: what is given, the network, and all that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.artifacts.infrastructure.aws import services, stores
from archgen.artifacts.infrastructure.hcl import Block
from archgen.artifacts.infrastructure.place import SERVED, Place, hcl_name
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting

PROVIDER: dict[str, Any] = {
    "name": "aws",
    "required": {"aws": {"source": "hashicorp/aws", "version": "~> 6.0"}},
    "settings": {"region": "${var.region}", "default_tags": {"tags": "${local.tags}"}},
}
BACKEND = ("s3", {"encrypt": True, "use_lockfile": True})
PARTIAL = "bucket, key and region; the bucket is encrypted, versioned and locked by a file beside the state"

_PORTS = {"primary-store": 5432, "read-replica": 5432, "cache": 6379, "event-log": 9094, "search": 443}


def blocks(blueprint: Blueprint, hosting: Hosting) -> Iterator[Block]:
    """Every block but the settings and the variables of sizes."""
    yield from _given(hosting)
    yield from _network(hosting)
    yield from services.cluster(hosting)
    served = [placed for placed in hosting.placed if placed.cloud and placed.name in SERVED]
    for placed in hosting.placed:
        if placed.cloud and placed.component.kind == "tier":
            yield from services.service(placed, served=placed in served, health=services.health(blueprint))
    if served:
        yield from services.balancer(served, inside=services.behind_gateway(hosting))
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
    if not services.behind_gateway(hosting):
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


def _out() -> dict[str, Any]:
    return {"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}


_MAKERS = {
    "primary-store": stores.store,
    "read-replica": stores.replica,
    "cache": stores.cache,
    "object-store": stores.files,
    "queue": stores.queue,
    "event-log": stores.event_log,
    "search": stores.search,
    "gateway": services.gateway,
    "cdn": services.cdn,
}
