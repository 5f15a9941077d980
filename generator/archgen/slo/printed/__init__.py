"""The arithmetic as people and programs read it on a terminal."""

from archgen.slo.printed.outage import simulation_data, simulation_mermaid, simulation_text
from archgen.slo.printed.table import Target, reason_text, table_data, table_text

__all__ = [
    "Target",
    "reason_text",
    "simulation_data",
    "simulation_mermaid",
    "simulation_text",
    "table_data",
    "table_text",
]
