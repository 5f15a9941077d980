"""The architect's checklists as checks: each is a function of the design, a look at the repository, or a question."""

from archgen.compliance.checklist import Check, CheckNames, prove_checks, read_checks
from archgen.compliance.judging import Verdict, verdicts
from archgen.compliance.settings import Reply, Settings, Waiver, read_settings

__all__ = [
    "Check",
    "CheckNames",
    "Reply",
    "Settings",
    "Verdict",
    "Waiver",
    "prove_checks",
    "read_checks",
    "read_settings",
    "verdicts",
]
