"""Files for machines: built as data from the blueprint and serialised, never pasted together as text."""

from archgen.artifacts.files import artifacts

__all__ = ["artifacts"]
