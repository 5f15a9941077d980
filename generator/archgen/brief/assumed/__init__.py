"""What nobody said: the typical values of an archetype, and the defaults of the schema."""

from archgen.brief.assumed.archetypes import Archetype, Question, Special, choose, read_archetype
from archgen.brief.assumed.behind import soften
from archgen.brief.assumed.defaults import check_defaults, prune, with_defaults

__all__ = [
    "Archetype",
    "Question",
    "Special",
    "check_defaults",
    "choose",
    "prune",
    "read_archetype",
    "soften",
    "with_defaults",
]
