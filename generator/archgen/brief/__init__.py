"""The answers of one design: their schema, their layers, and the paths that they describe."""

from archgen.brief.assumed import Archetype, Question, Special, check_defaults, read_archetype
from archgen.brief.brief import Brief, assumption_id, read_brief
from archgen.brief.detected import Found
from archgen.brief.layers import Given, Layer
from archgen.brief.paths import CARRIERS, CRITICALITIES, Path, Paths, Step
from archgen.brief.schema import Field, Role, Root, Schema, make_schema
from archgen.brief.values import read_value

__all__ = [
    "CARRIERS",
    "CRITICALITIES",
    "Archetype",
    "Brief",
    "Field",
    "Found",
    "Given",
    "Layer",
    "Path",
    "Paths",
    "Question",
    "Role",
    "Root",
    "Schema",
    "Special",
    "Step",
    "assumption_id",
    "check_defaults",
    "make_schema",
    "read_archetype",
    "read_brief",
    "read_value",
]
