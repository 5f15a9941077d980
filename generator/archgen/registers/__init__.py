"""Registers that people keep with archgen's help: incidents with their reviews, technical debt. Texts only, no disk."""

from archgen.registers.closing import Closing, closed
from archgen.registers.debt import CLASSES, Debt, add_debt, close_debt, debts
from archgen.registers.incident import MARK, Journey, Kit, Opening, Severity, logged, opened
from archgen.registers.reading import Action, Incident, incident_of
from archgen.registers.register import register
from archgen.registers.tables import cell
from archgen.registers.times import moment, said

__all__ = [
    "CLASSES",
    "MARK",
    "Action",
    "Closing",
    "Debt",
    "Incident",
    "Journey",
    "Kit",
    "Opening",
    "Severity",
    "add_debt",
    "cell",
    "close_debt",
    "closed",
    "debts",
    "incident_of",
    "logged",
    "moment",
    "opened",
    "register",
    "said",
]
