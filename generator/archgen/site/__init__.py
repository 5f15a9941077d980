"""The published site: its configuration, its navigation, and building it. Knows no document's content."""

from archgen.site.building import Order, build, serve
from archgen.site.configuration import NEEDED_EXTENSIONS, Extension, configuration, draws_mermaid
from archgen.site.engine import ENGINES, Engine
from archgen.site.hidden import hidden
from archgen.site.navigation import Page, Section, nav_text, shortened
from archgen.site.redaction import Private, Redactor
from archgen.site.settings import Settings, notes, read_settings
from archgen.site.workflow import WORKFLOWS, workflow

__all__ = [
    "ENGINES",
    "NEEDED_EXTENSIONS",
    "WORKFLOWS",
    "Engine",
    "Extension",
    "Order",
    "Page",
    "Private",
    "Redactor",
    "Section",
    "Settings",
    "build",
    "configuration",
    "draws_mermaid",
    "hidden",
    "nav_text",
    "notes",
    "read_settings",
    "serve",
    "shortened",
    "workflow",
]
