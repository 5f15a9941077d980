"""From the files of a repository to what it already is, each with the file that says so. Reads no disk itself."""

from archgen.detection.answers import answers, shown
from archgen.detection.choice import MOST_BYTES, Choice, choose
from archgen.detection.detect import CONTRIBUTOR_DAYS, detect
from archgen.detection.finding import Detected, Finding
from archgen.detection.signs import Signs, read_signs

__all__ = [
    "CONTRIBUTOR_DAYS",
    "MOST_BYTES",
    "Choice",
    "Detected",
    "Finding",
    "Signs",
    "answers",
    "choose",
    "detect",
    "read_signs",
    "shown",
]
