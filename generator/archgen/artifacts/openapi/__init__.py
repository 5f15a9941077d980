"""OpenAPI 3.1: the operations of a system for its callers, their mocks and their generated clients."""

from archgen.artifacts.openapi.document import openapi

__all__ = ["openapi"]
