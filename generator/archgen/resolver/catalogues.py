"""The roots that catalogues give: what a cloud offers for a role, and how candidate technologies are judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from archgen.evaluation import Catalogue, Rules, read_catalogue, read_rules
from archgen.quantities import Figure, figure

CLOUDS = ("aws", "gcp", "azure")


def catalogue_facts(catalogues: Mapping[str, Any], technologies: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """`offers` by role or technology and cloud, weights and pass mark, and `evaluation`, which is read when asked."""

    @cache
    def evaluation() -> tuple[Catalogue, Rules]:
        return read_catalogue(technologies(), catalogues["clouds"]), read_rules(catalogues["evaluation"])

    return {
        "offers": _offers(catalogues["clouds"]["entries"]),
        "evaluation": evaluation,
        **_marks(catalogues["evaluation"]),
    }


def _offers(entries: list[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """The first offer of each cloud for each role and technology: its id among the technologies, else its name."""
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        for cloud in CLOUDS:
            for offer in entry[cloud][:1]:
                for asked in (entry["role"], entry["technology"]):
                    found.setdefault((asked, cloud), offer.get("id", offer["name"]))
    return found


def _marks(matrix: Mapping[str, Any]) -> dict[str, Any]:
    marks = {f"weight_{entry['id']}": (entry["weight"], "%", f"techeval.{entry['id']}") for entry in matrix["entries"]}
    marks["pass_mark"] = (matrix["pass"]["total"], "1", matrix["pass"]["sources"][0])
    return {
        name: figure(Fraction(str(value)), Fraction(str(value)), unit, Figure(name, source)).named(name)
        for name, (value, unit, source) in marks.items()
    }
