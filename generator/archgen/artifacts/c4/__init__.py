"""The parts of a design as a C4 model, in the languages of the tools that draw and query such models."""

from archgen.artifacts.c4.elements import Arrow, Element, Model, model
from archgen.artifacts.c4.likec4 import likec4
from archgen.artifacts.c4.structurizr import structurizr

__all__ = ["Arrow", "Element", "Model", "likec4", "model", "structurizr"]
