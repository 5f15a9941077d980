"""The whole design as plain data, for scripts and for agents: what `archgen export` prints."""

from archgen.artifacts.exported.decisions import decision
from archgen.artifacts.exported.design import VERSION, exported
from archgen.artifacts.exported.numbers import entry
from archgen.artifacts.exported.telling import Telling

__all__ = ["VERSION", "Telling", "decision", "entry", "exported"]
