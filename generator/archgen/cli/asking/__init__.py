"""How the interview is put to a person: lists and boxes, plain lines, or not at all."""

from archgen.cli.asking.front import Decision, Front, Move
from archgen.cli.asking.loop import front_for, interview

__all__ = ["Decision", "Front", "Move", "front_for", "interview"]
