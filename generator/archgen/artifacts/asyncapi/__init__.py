"""AsyncAPI 3.0 and JSON Schemas: the events of a system for those who take them."""

from archgen.artifacts.asyncapi.document import asyncapi
from archgen.artifacts.asyncapi.schema import event_schema

__all__ = ["asyncapi", "event_schema"]
