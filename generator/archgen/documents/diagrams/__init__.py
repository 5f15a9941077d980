"""Mermaid from the blueprint. Labels go through the filter of their place; ids are made here, never by people."""

from archgen.documents.diagrams.boxes import containers, context
from archgen.documents.diagrams.choices import decisions, quadrant, timeline
from archgen.documents.diagrams.records import entities, states
from archgen.documents.diagrams.regions import deployment, places
from archgen.documents.diagrams.steps import sequence

__all__ = [
    "containers",
    "context",
    "decisions",
    "deployment",
    "entities",
    "places",
    "quadrant",
    "sequence",
    "states",
    "timeline",
]
