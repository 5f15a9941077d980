"""What a reviewer would find: a registry of codes, one file a family."""

from archgen.checks import (
    artifacts,
    compliance,
    described,
    design,
    drift,
    interfaces,
    layout,
    links,
    numbers,
    practice,
    prose,
    registers,
    repository,
    runbooks,
    telemetry,
)
from archgen.checks.registry import LEVELS, Check, checks, findings, level_of
from archgen.checks.subject import Subject

__all__ = [
    "LEVELS",
    "Check",
    "Subject",
    "artifacts",
    "checks",
    "compliance",
    "described",
    "design",
    "drift",
    "findings",
    "interfaces",
    "layout",
    "level_of",
    "links",
    "numbers",
    "practice",
    "prose",
    "registers",
    "repository",
    "runbooks",
    "telemetry",
]
