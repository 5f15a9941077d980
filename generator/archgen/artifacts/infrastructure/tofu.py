"""`main.tf`: the parts of a design in its cloud, with the sizes of the ledger as variables. Parsed, not planned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archgen.artifacts.infrastructure import aws, azure, gcp
from archgen.artifacts.infrastructure.hcl import Block, hcl
from archgen.artifacts.sql.words import told
from archgen.blueprint import Blueprint
from archgen.hosting import Hosting

_VARIABLE = re.compile(r"\bvar\.(\w+)")
_CLOUDS = {"aws": aws, "gcp": gcp, "azure": azure}


def main_tf(blueprint: Blueprint, hosting: Hosting) -> str:
    """The whole file."""
    cloud = _CLOUDS[hosting.cloud]
    parts = [*_locals(blueprint), *cloud.blocks(blueprint, hosting)]
    used = set(_VARIABLE.findall(hcl(parts)))
    parts = [(head, body) for head, body in parts if not head.startswith("variable ") or head.split()[1] in used]
    blocks = [*_settings(cloud.PROVIDER, cloud.BACKEND), *_variables(hosting, used), *parts]
    return "\n".join((*_head(blueprint, hosting, cloud.PARTIAL), "", hcl(blocks)))


def _head(blueprint: Blueprint, hosting: Hosting, partial: str) -> Iterator[str]:
    yield f"# {told(blueprint.name.raw)}: a skeleton for OpenTofu or Terraform, made by archgen."
    yield "# Parsed, not planned: no provider has read it. Sizes are those of the ledger; variables without a default"
    yield "# are for the team to fill. Each environment has a state of its own; a backend block takes no variables in"
    yield "# Terraform, so its settings come from a file: tofu init -backend-config=prod.tfbackend. It names"
    yield f"# {partial}."
    for placed in hosting.placed:
        if not placed.cloud:
            yield f"# Not here: {placed.component.title}: {placed.why}."


def _settings(provider: Mapping[str, Any], backend: tuple[str, Mapping[str, Any]]) -> Iterator[Block]:
    name, settings = backend
    providers = {f"{key}=": value for key, value in provider["required"].items()}
    yield "terraform", {"required_version": ">= 1.11", "required_providers": providers, f"backend {name}": settings}
    yield f"provider {provider['name']}", provider["settings"]


def _variables(hosting: Hosting, used: set[str]) -> Iterator[Block]:
    listed = ", ".join(f'"{name}"' for name in hosting.environments)
    yield (
        "variable environment",
        {
            "type": "${string}",
            "description": "Which environment this is.",
            "validation": {
                "condition": f"${{contains([{listed}], var.environment)}}",
                "error_message": f"The environment is one of {', '.join(hosting.environments)}.",
            },
        },
    )
    region = {"default": hosting.region} if _plain(hosting.region) else {}
    yield "variable region", {"type": "${string}", "description": "Where it runs: constraints.regions.", **region}
    for name, says in (("owner", "The team that answers for it."), ("cost_center", "Who pays for it.")):
        yield f"variable {name}", {"type": "${string}", "description": says}
    for placed in hosting.placed:
        if placed.cloud:
            for size in placed.sizes:
                if size.variable in used:
                    yield (
                        f"variable {size.variable}",
                        {"type": "${number}", "description": size.says, "default": size.value},
                    )


def _locals(blueprint: Blueprint) -> Iterator[Block]:
    yield (
        "locals",
        {
            "name": f"{blueprint.slug}-${{var.environment}}",
            "tags=": {
                "Environment": "${var.environment}",
                "Project": blueprint.slug,
                "Owner": "${var.owner}",
                "CostCenter": "${var.cost_center}",
                "ManagedBy": "terraform",
            },
        },
    )


def _plain(region: str) -> bool:
    """Whether what people said is a region's name and nothing else."""
    return bool(region) and all(char.isalnum() or char == "-" for char in region) and region.isascii()
