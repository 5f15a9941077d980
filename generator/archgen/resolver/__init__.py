"""The graph of facts and tables: resolve a design, resolve it again with other answers, explain it."""

from archgen.resolver.binding import chosen, technology_node
from archgen.resolver.design import Bounds, Design, resolve
from archgen.resolver.family import Family
from archgen.resolver.graph import Graph, Node, build
from archgen.resolver.nodes import fact_node, fact_types, table_node
from archgen.resolver.roots import brief_facts, figure_facts, figure_types, root_bounds, root_types, subjects_of

__all__ = [
    "Bounds",
    "Design",
    "Family",
    "Graph",
    "Node",
    "brief_facts",
    "build",
    "chosen",
    "fact_node",
    "fact_types",
    "figure_facts",
    "figure_types",
    "resolve",
    "root_bounds",
    "root_types",
    "subjects_of",
    "table_node",
    "technology_node",
]
