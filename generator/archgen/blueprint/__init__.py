"""The designed system as a value, and the one function that makes it."""

from archgen.blueprint.assembly import assemble
from archgen.blueprint.blueprint import (
    Assumed,
    Blueprint,
    Branch,
    Challenge,
    Failure,
    Horizon,
    Mitigation,
    Risk,
    ToDo,
    Way,
)
from archgen.blueprint.components import technology
from archgen.blueprint.conditions import holds
from archgen.blueprint.constraints import Constraint
from archgen.blueprint.decided import option_title, options_of, reasons
from archgen.blueprint.decision import Decided, Flip, Loser, Member, anchor_of_decision
from archgen.blueprint.deployables import Deployable
from archgen.blueprint.failure_rows import Names, failure_rows
from archgen.blueprint.failures import Binding
from archgen.blueprint.integrity import Rule, spoken
from archgen.blueprint.lexicon import Lexicon, lexicon
from archgen.blueprint.libraries import Guard, Libraries, Package
from archgen.blueprint.parts import (
    Component,
    Entity,
    Flow,
    Journey,
    Neighbour,
    Objects,
    Query,
    Relation,
    Step,
    Technology,
)
from archgen.blueprint.passages import Passage, Told
from archgen.blueprint.people import Crew, Known, People
from archgen.blueprint.rows import Rows, knowledge_rows
from archgen.blueprint.safeguards import Resting, Safeguards
from archgen.blueprint.speech import Filled, Speaker, begun, listed
from archgen.blueprint.tenants import belongs, leads_to, tenant
from archgen.blueprint.threats import Threat

__all__ = [
    "Assumed",
    "Binding",
    "Blueprint",
    "Branch",
    "Challenge",
    "Component",
    "Constraint",
    "Crew",
    "Decided",
    "Deployable",
    "Entity",
    "Failure",
    "Filled",
    "Flip",
    "Flow",
    "Guard",
    "Horizon",
    "Journey",
    "Known",
    "Lexicon",
    "Libraries",
    "Loser",
    "Member",
    "Mitigation",
    "Names",
    "Neighbour",
    "Objects",
    "Package",
    "Passage",
    "People",
    "Query",
    "Relation",
    "Resting",
    "Risk",
    "Rows",
    "Rule",
    "Safeguards",
    "Speaker",
    "Step",
    "Technology",
    "Threat",
    "ToDo",
    "Told",
    "Way",
    "anchor_of_decision",
    "assemble",
    "begun",
    "belongs",
    "failure_rows",
    "holds",
    "knowledge_rows",
    "leads_to",
    "lexicon",
    "listed",
    "option_title",
    "options_of",
    "reasons",
    "spoken",
    "technology",
    "tenant",
]
