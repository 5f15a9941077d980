"""`compose.yaml`: the parts of a design on one machine, with health checks, limits and no rights that nobody needs."""

from __future__ import annotations

from typing import Any

from archgen.artifacts.sql.words import told
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting, Placed
from archgen.yamltext import dump

_CHECK = {"interval": "10s", "timeout": "3s", "retries": 5, "start_period": "30s"}


def compose_yaml(blueprint: Blueprint, hosting: Hosting) -> str:
    """The whole file."""
    local = [placed for placed in hosting.placed if placed.local]
    stores = [placed for placed in local if placed.component.kind != "tier"]
    services = {
        placed.component.id: _tier(placed, stores, hosting, blueprint.slug)
        for placed in local
        if placed.component.kind == "tier"
    }
    services |= {placed.component.id: _store(placed, blueprint, hosting) for placed in stores}
    volumes: dict[str, dict[str, Any]] = {
        f"{placed.component.id}-data": {} for placed in stores if _IMAGES[_technology(placed)].get("data")
    }
    made: dict[str, Any] = {"name": blueprint.slug, "services": dict(sorted(services.items()))}
    if volumes:
        made["volumes"] = volumes
    if any(_technology(placed) in _SECRET for placed in stores):
        made["secrets"] = {"store-password": {"environment": "STORE_PASSWORD"}}
    return "\n".join((*_head(blueprint, hosting, local), dump(made)))


def _head(blueprint: Blueprint, hosting: Hosting, local: list[Placed]) -> list[str]:
    where = "a laptop; main.tf describes the rest" if hosting.cloud else "one machine"
    lines = [
        f"# {told(blueprint.name.raw)} on {where}. Made by archgen; read by the schema of Compose, not started.",
        "# STORE_PASSWORD comes from the environment. Ports are bound to this machine alone.",
    ]
    for placed in hosting.placed:
        if placed not in local:
            lines.append(f"# Not here: {placed.component.title}.")
    return lines


def _tier(placed: Placed, stores: list[Placed], hosting: Hosting, slug: str) -> dict[str, Any]:
    role = placed.component.id
    sizes = {size.variable: size.value for size in placed.sizes}
    primary = next((store for store in stores if store.component.id == "primary-store"), None)
    dockerfile = f"${{DOCKERFILE:-docs/backend/{slug}/artifacts/Dockerfile}}"
    deploy: dict[str, Any] = {
        "resources": {"limits": _limits(sizes[f"{placed.name}_cores"], sizes[f"{placed.name}_memory"])}
    }
    if not hosting.cloud and f"{placed.name}_units" in sizes:
        deploy = {"replicas": sizes[f"{placed.name}_units"], **deploy}
    made: dict[str, Any] = {
        "build": {"context": "${SOURCE:-../../../..}", "dockerfile": dockerfile, "target": "production"},
        "depends_on": {store.component.id: {"condition": "service_healthy"} for store in sorted(stores, key=_id)},
        "secrets": ["store-password"] if primary and _technology(primary) in _SECRET else [],
        "environment": _reached(stores),
        "ports": ["127.0.0.1:8080:8080" if hosting.cloud else "127.0.0.1:8080-8199:8080"] if role == "api" else [],
        "restart": "unless-stopped",
        "user": "10001:10001",
        "cap_drop": ["ALL"],
        "deploy": deploy,
        "read_only": True,
        "security_opt": ["no-new-privileges:true"],
        "stop_grace_period": "30s",
        "tmpfs": ["/tmp"],
    }
    return {key: value for key, value in made.items() if value}


def _reached(stores: list[Placed]) -> dict[str, str]:
    """Where each store answers, under the names that the runbooks use."""
    places = {_technology(store): store.component.id for store in stores}
    return {name: url for technology, (name, url) in _URLS.items() if technology in places}


def _limits(cores: int, memory: int) -> dict[str, str]:
    return {"cpus": str(cores), "memory": f"{memory}G"}


def _id(placed: Placed) -> str:
    return placed.component.id


def _store(placed: Placed, blueprint: Blueprint, hosting: Hosting) -> dict[str, Any]:
    technology = _technology(placed)
    entry = _IMAGES[technology]
    sizes = {size.variable: size.value for size in placed.sizes}
    unit = hosting.size("api_memory")
    memory = sizes.get("store_memory") or sizes.get("cache_memory") or (unit.value if unit else 4)
    made: dict[str, Any] = {
        "image": _image(placed, blueprint),
        "volumes": [f"{placed.component.id}-data:{entry['data']}"] if "data" in entry else [],
        "secrets": ["store-password"] if technology in _SECRET else [],
        "environment": entry.get("environment"),
        "command": entry.get("command"),
        "restart": "unless-stopped",
        "healthcheck": {"test": entry["check"], **_CHECK},
        "deploy": {"resources": {"limits": _limits(sizes.get("store_cores", 2), memory)}},
        "security_opt": ["no-new-privileges:true"],
        "stop_grace_period": "60s",
    }
    if placed.component.id == "primary-store" and blueprint.entities:
        made["volumes"].append("./schema.sql:/docker-entrypoint-initdb.d/schema.sql:ro")
    return {key: value for key, value in made.items() if value}


def _image(placed: Placed, blueprint: Blueprint) -> str:
    """The image of the line in use; places in PostgreSQL need the one that brings PostGIS."""
    technology = placed.component.technology
    cycle = technology.cycle if technology and technology.cycle else "stable"
    if _technology(placed) == "postgresql" and "places" in (blueprint.design["primary_features"] or ()):
        return f"postgis/postgis:{cycle}-3.6"
    return f"{_IMAGES[_technology(placed)]['image']}:{cycle}"


def _technology(placed: Placed) -> str:
    name = placed.component.technology.id if placed.component.technology else ""
    return {"aws-msk": "kafka"}.get(name, name)


_URLS = {
    "postgresql": ("PRIMARY_DSN", "postgresql://postgres@primary-store/postgres"),
    "mysql": ("PRIMARY_DSN", "mysql://root@primary-store/main"),
    "mariadb": ("PRIMARY_DSN", "mysql://root@primary-store/main"),
    "valkey": ("CACHE_URL", "redis://cache:6379"),
    "redis": ("CACHE_URL", "redis://cache:6379"),
    "rabbitmq": ("QUEUE_URL", "amqp://queue:5672"),
    "kafka": ("EVENT_LOG", "event-log:9092"),
}
_SECRET = ("postgresql", "mysql", "mariadb")
_IMAGES: dict[str, dict[str, Any]] = {
    "postgresql": {
        "image": "postgres",
        "data": "/var/lib/postgresql",
        "check": ["CMD", "pg_isready", "-U", "postgres"],
        "environment": {"POSTGRES_PASSWORD_FILE": "/run/secrets/store-password"},
    },
    "mysql": {
        "image": "mysql",
        "data": "/var/lib/mysql",
        "check": ["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"],
        "environment": {"MYSQL_DATABASE": "main", "MYSQL_ROOT_PASSWORD_FILE": "/run/secrets/store-password"},
    },
    "mariadb": {
        "image": "mariadb",
        "data": "/var/lib/mysql",
        "check": ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"],
        "environment": {"MARIADB_DATABASE": "main", "MARIADB_ROOT_PASSWORD_FILE": "/run/secrets/store-password"},
    },
    "valkey": {
        "image": "valkey/valkey",
        "check": ["CMD", "valkey-cli", "ping"],
        "command": ["valkey-server", "--save", "", "--maxmemory-policy", "allkeys-lru"],
    },
    "redis": {
        "image": "redis",
        "check": ["CMD", "redis-cli", "ping"],
        "command": ["redis-server", "--save", "", "--maxmemory-policy", "allkeys-lru"],
    },
    "rabbitmq": {
        "image": "rabbitmq",
        "data": "/var/lib/rabbitmq",
        "check": ["CMD", "rabbitmq-diagnostics", "-q", "check_port_connectivity"],
    },
    "kafka": {
        "image": "apache/kafka",
        "data": "/var/lib/kafka/data",
        "check": ["CMD", "/opt/kafka/bin/kafka-broker-api-versions.sh", "--bootstrap-server", "localhost:9092"],
    },
    "clickhouse": {
        "image": "clickhouse/clickhouse-server",
        "data": "/var/lib/clickhouse",
        "check": ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8123/ping"],
    },
    "opensearch": {
        "image": "opensearchproject/opensearch",
        "data": "/usr/share/opensearch/data",
        "check": ["CMD-SHELL", "curl -sf http://127.0.0.1:9200/_cluster/health"],
        "environment": {"discovery.type": "single-node"},
    },
}
