"""The formats that records are written in, by name; each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from archgen.adr.writing.content import Content

Writer = Callable[[Content, str], str]
FORMATS = ("universal", "madr4")


def writer(name: str) -> Writer:
    """The function that makes text of a content, for a file name."""
    found: Writer = getattr(import_module(f"archgen.adr.writing.{name}"), name)
    return found
