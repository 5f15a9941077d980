"""Layers of answers: given > detected > archetype > default. Each value keeps the layer that it came from."""

from archgen.brief.layers.given import SCHEMA_FILE, Given, Layer, LayerName
from archgen.brief.layers.shares import by_load, rescale, started_by_devices
from archgen.brief.layers.stacking import expand, mix, stack

__all__ = [
    "SCHEMA_FILE",
    "Given",
    "Layer",
    "LayerName",
    "by_load",
    "expand",
    "mix",
    "rescale",
    "stack",
    "started_by_devices",
]
