"""Which file describes which part of a design, and why another part is in none."""

from __future__ import annotations

from msgspec import Struct

from archgen.blueprint import Blueprint, Component
from archgen.hosting.sizes import Size, sizes

CLOUDS = ("aws", "gcp", "azure")
_CONTAINERS = ("managed-containers",)
_CLUSTERS = ("managed-kubernetes", "mesh")
_LOCAL = (
    "postgresql",
    "mysql",
    "mariadb",
    "valkey",
    "redis",
    "rabbitmq",
    "kafka",
    "aws-msk",
    "clickhouse",
    "opensearch",
)


class Placed(Struct, frozen=True):
    """A part: its sizes, whether `main.tf` and `compose.yaml` describe it, and why not where one does not."""

    component: Component
    sizes: tuple[Size, ...]
    cloud: bool
    local: bool
    why: str

    @property
    def name(self) -> str:
        """Its name in HCL and in Compose."""
        return self.component.id.replace("-", "_")


class Hosting(Struct, frozen=True):
    """Where a design runs; `cloud` is "" where no cloud was named that a skeleton can be written for."""

    cloud: str
    cluster: bool
    environments: tuple[str, ...]
    region: str
    placed: tuple[Placed, ...]

    def part(self, role: str) -> Placed | None:
        """The part of a role, where the design has it."""
        return next((placed for placed in self.placed if placed.component.id == role), None)

    def size(self, variable: str) -> Size | None:
        """The size of that name."""
        return next((size for placed in self.placed for size in placed.sizes if size.variable == variable), None)


def hosting(blueprint: Blueprint) -> Hosting:
    """Where every part of the design runs."""
    design = blueprint.design
    cloud = str(design["cloud"]) if design["cloud"] in CLOUDS and design["iac"] == "opentofu" else ""
    regions = design["regions"] or ()
    return Hosting(
        cloud=cloud,
        cluster=design["orchestration"] in _CLUSTERS,
        environments=("prod",) if design["iac.environments"].value < 2 else ("dev", "staging", "prod"),
        region=regions[0].raw if regions else "",
        placed=tuple(_placed(component, blueprint, cloud) for component in blueprint.components),
    )


def _placed(component: Component, blueprint: Blueprint, cloud: str) -> Placed:
    why = _why_not(component, blueprint) if cloud else ""
    technology = component.technology.id if component.technology else ""
    ours = component.kind == "tier" and not _within(component, blueprint)
    store = component.id in ("primary-store", "cache", "queue", "event-log", "analytics-store", "search")
    local = ours or (store and technology in _LOCAL and not _within(component, blueprint))
    return Placed(component, sizes(blueprint, component), bool(cloud) and not why, local, why)


def _why_not(component: Component, blueprint: Blueprint) -> str:
    """Why no resource of the skeleton is this part; "" where one is."""
    if _within(component, blueprint):
        return "lives in the primary store"
    orchestration = blueprint.design["orchestration"]
    if component.id == "pooler":
        return "it stands beside each instance, or is a proxy of the cloud: for the team to place"
    if component.kind == "tier":
        if orchestration in _CLUSTERS:
            return "a workload of the cluster, described by its manifest"
        return "" if orchestration in _CONTAINERS else "the platform builds and runs it from a push"
    if component.id in _DESCRIBED[str(blueprint.design["cloud"])]:
        return (
            "" if component.id != "primary-store" or _known(component) else "an engine that the skeleton does not know"
        )
    return "the skeleton holds no resource for it: for the team to add, or to buy"


def _known(component: Component) -> bool:
    return component.technology is not None and component.technology.id in ("postgresql", "mysql", "mariadb")


def _within(component: Component, blueprint: Blueprint) -> bool:
    """Whether a role is filled by the primary store itself."""
    primary = blueprint.component("primary-store")
    apart = component.id in ("primary-store", "read-replica") or component.kind == "tier"
    return not apart and primary is not None and component.technology == primary.technology


_DESCRIBED = {
    "aws": ("cdn", "gateway", "primary-store", "read-replica", "cache", "object-store", "queue", "event-log", "search"),
    "gcp": ("primary-store", "read-replica", "cache", "object-store", "queue"),
    "azure": ("primary-store", "read-replica", "cache", "object-store", "queue"),
}
