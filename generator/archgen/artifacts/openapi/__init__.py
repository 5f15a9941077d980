"""OpenAPI 3.1: the operations of a system for its callers, their mocks and their generated clients."""

from archgen.artifacts.openapi.document import openapi
from archgen.artifacts.openapi.names import schema_names

__all__ = ["openapi", "schema_names"]
