"""The interview: questions as data, and a state machine that knows no terminal."""

from archgen.brief.interview.agenda import Setting
from archgen.brief.interview.draft import Draft, Entry
from archgen.brief.interview.questions import Option, Question, read_questions
from archgen.brief.interview.standing import Standing
from archgen.brief.interview.state import Asked, Interview, begin

__all__ = [
    "Asked",
    "Draft",
    "Entry",
    "Interview",
    "Option",
    "Question",
    "Setting",
    "Standing",
    "begin",
    "read_questions",
]
