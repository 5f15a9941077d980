"""The section of a site that says what archgen knows: every page by its path, house rules included."""

from __future__ import annotations

from archgen.library import Library
from archgen.reference import answers, archetypes, catalogues, decisions, facts, failures, sources, technologies


def pages(known: Library) -> dict[str, str]:
    """Every page of the knowledge base by its path within the section."""
    return {
        **decisions.pages(known),
        "facts.md": facts.facts_page(known),
        "figures.md": facts.figures_page(known),
        "brief.md": answers.brief_page(known),
        "questions.md": answers.questions_page(known),
        **archetypes.pages(known),
        "challenges.md": failures.challenges_page(known),
        "failures.md": failures.failures_page(known),
        "technologies.md": technologies.technologies_page(known),
        **catalogues.pages(known),
        "sources.md": sources.sources_page(known),
    }
