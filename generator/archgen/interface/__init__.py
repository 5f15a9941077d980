"""What a system offers over HTTP, and the events that it tells: derived from its journeys and entities."""

from archgen.interface.events import Event, events, key_of
from archgen.interface.offering import interface
from archgen.interface.operation import METHODS, READS, Interface, Operation
from archgen.interface.resource import Parameter, Resource, column, kind_of, lost, name_of

__all__ = [
    "METHODS",
    "READS",
    "Event",
    "Interface",
    "Operation",
    "Parameter",
    "Resource",
    "column",
    "events",
    "interface",
    "key_of",
    "kind_of",
    "lost",
    "name_of",
]
