"""What a reviewer of a decision log would find, as problems with a code each. Finds, and changes nothing."""

from archgen.adr.findings.check import check
from archgen.adr.findings.codes import CODES, Code, level

__all__ = ["CODES", "Code", "check", "level"]
