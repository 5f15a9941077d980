"""What if: a design at every combination of four answers, as data that a page looks up without a server."""

from archgen.what_if.answers import Answers, answers
from archgen.what_if.compiling import LARGEST, compiled

__all__ = ["LARGEST", "Answers", "answers", "compiled"]
