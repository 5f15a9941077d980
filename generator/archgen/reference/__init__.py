"""The knowledge base as pages to read: decisions, facts, questions, catalogues. Values in, Markdown out; no disk."""

from archgen.reference.section import pages

__all__ = ["pages"]
