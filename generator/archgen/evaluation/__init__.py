"""Choosing technologies: the weighted matrix and the phases of adoption. Knows neither disk nor terminal nor today."""

from archgen.evaluation.answers import Said, read_candidates, read_skills
from archgen.evaluation.lifecycle import Stage, plan
from archgen.evaluation.matrix import Candidate, Flip, Matrix, Row, evaluate
from archgen.evaluation.outcome import Outcome, Verdict
from archgen.evaluation.printing import matrix_data, matrix_text, two_places
from archgen.evaluation.record import Choice, RecordParts, record_parts
from archgen.evaluation.rules import SKILLS, Criterion, Phase, Rules, Skill, Weighted, read_rules
from archgen.evaluation.scoring import Score
from archgen.evaluation.setting import Setting, Team
from archgen.evaluation.technology import CLOUDS, Catalogue, Cycle, Release, Relicensing, Technology, read_catalogue
from archgen.evaluation.wait import Wait, release_to_use, waiting

__all__ = [
    "CLOUDS",
    "SKILLS",
    "Candidate",
    "Catalogue",
    "Choice",
    "Criterion",
    "Cycle",
    "Flip",
    "Matrix",
    "Outcome",
    "Phase",
    "RecordParts",
    "Release",
    "Relicensing",
    "Row",
    "Rules",
    "Said",
    "Score",
    "Setting",
    "Skill",
    "Stage",
    "Team",
    "Technology",
    "Verdict",
    "Wait",
    "Weighted",
    "evaluate",
    "matrix_data",
    "matrix_text",
    "plan",
    "read_candidates",
    "read_catalogue",
    "read_rules",
    "read_skills",
    "record_parts",
    "release_to_use",
    "two_places",
    "waiting",
]
