"""Pages for people. The only room that knows Jinja2."""

from archgen.documents.compose import Page, Standing, compose
from archgen.documents.render import Printed, Renderer, plain

__all__ = ["Page", "Printed", "Renderer", "Standing", "compose", "plain"]
