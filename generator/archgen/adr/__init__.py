"""Decision records and their log: everyone's records are read, two formats are written, nothing is lost. No disk.

Names are handed on when they are asked for: `adr list` must not wait for what `adr convert` needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archgen.adr.changes.bring import bring
    from archgen.adr.changes.convert import convert
    from archgen.adr.changes.derived import Derivation, Revisit, records_of, revisits
    from archgen.adr.changes.desk import Change
    from archgen.adr.changes.lifecycle import accept, amend, deprecate, link, reject, supersede
    from archgen.adr.changes.new import new
    from archgen.adr.changes.renumber import due_moves, moves_to, renumber
    from archgen.adr.findings.check import check
    from archgen.adr.log.log import Log
    from archgen.adr.log.settings import Settings, settings
    from archgen.adr.reading.document import Document, read
    from archgen.adr.record import Kind, Record, Relation, Status
    from archgen.adr.source import Source, decode, from_text
    from archgen.adr.views.index import AGENTS, INDEX, agents, index, placed
    from archgen.adr.views.page import log_page
    from archgen.adr.writing.draft import Option, RecordDraft

_HOMES = {
    "changes.bring": ("bring",),
    "changes.convert": ("convert",),
    "changes.derived": ("Derivation", "Revisit", "records_of", "revisits"),
    "changes.desk": ("Change",),
    "changes.lifecycle": ("accept", "amend", "deprecate", "link", "reject", "supersede"),
    "changes.new": ("new",),
    "changes.renumber": ("due_moves", "moves_to", "renumber"),
    "findings.check": ("check",),
    "log.log": ("Log",),
    "log.settings": ("Settings", "settings"),
    "reading.document": ("Document", "read"),
    "record": ("Kind", "Record", "Relation", "Status"),
    "source": ("Source", "decode", "from_text"),
    "views.index": ("AGENTS", "INDEX", "agents", "index", "placed"),
    "views.page": ("log_page",),
    "writing.draft": ("Option", "RecordDraft"),
}

__all__ = [
    "AGENTS",
    "INDEX",
    "Change",
    "Derivation",
    "Document",
    "Kind",
    "Log",
    "Option",
    "Record",
    "RecordDraft",
    "Relation",
    "Revisit",
    "Settings",
    "Source",
    "Status",
    "accept",
    "agents",
    "amend",
    "bring",
    "check",
    "convert",
    "decode",
    "deprecate",
    "due_moves",
    "from_text",
    "index",
    "link",
    "log_page",
    "moves_to",
    "new",
    "placed",
    "read",
    "records_of",
    "reject",
    "renumber",
    "revisits",
    "settings",
    "supersede",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"archgen.adr.{home}"), name)
    raise AttributeError(f"module 'archgen.adr' has no attribute '{name}'")
