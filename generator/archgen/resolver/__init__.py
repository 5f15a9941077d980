"""The graph of facts and tables: resolve a design, resolve it again with other answers, explain it."""

from archgen.resolver.binding import chosen, serving_node, technology_node
from archgen.resolver.catalogues import catalogue_facts
from archgen.resolver.design import Bounds, Design, resolve
from archgen.resolver.family import Family
from archgen.resolver.graph import Graph, Node, build
from archgen.resolver.insisting import mandate_node, refusal_node
from archgen.resolver.nodes import fact_node, fact_types, table_node
from archgen.resolver.overruling import Overruled, as_recommended, check_decided, read_choice
from archgen.resolver.prices import check_prices
from archgen.resolver.roots import brief_facts, figure_facts, figure_types, root_bounds, root_types, subjects_of

__all__ = [
    "Bounds",
    "Design",
    "Family",
    "Graph",
    "Node",
    "Overruled",
    "as_recommended",
    "brief_facts",
    "build",
    "catalogue_facts",
    "check_decided",
    "check_prices",
    "chosen",
    "fact_node",
    "fact_types",
    "figure_facts",
    "figure_types",
    "mandate_node",
    "read_choice",
    "refusal_node",
    "resolve",
    "root_bounds",
    "root_types",
    "serving_node",
    "subjects_of",
    "table_node",
    "technology_node",
]
