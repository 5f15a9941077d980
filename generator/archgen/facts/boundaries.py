"""Boundaries: which candidate becomes a service first, by eight answers in their order, then by what it shares."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count


@fact("object", per="candidate")
def candidate_answers(
    candidate_own_team,
    candidate_own_data,
    candidate_capability,
    candidate_own_scaling,
    candidate_own_technology,
    candidate_own_release,
    candidate_own_failure,
    candidate_own_security,
):
    """The eight answers, in the order in which the architect lets them count."""
    return (
        candidate_own_team,
        candidate_own_data,
        candidate_capability,
        candidate_own_scaling,
        candidate_own_technology,
        candidate_own_release,
        candidate_own_failure,
        candidate_own_security,
    )


@fact("names")
def candidate_order(candidate_answers, candidate_shared_tables):
    """The candidates, the best to split off first: answer by answer, then the fewest tables shared with others."""

    def key(candidate):
        return tuple(not yes for yes in candidate_answers[candidate]), candidate_shared_tables[candidate], candidate

    return tuple(sorted(candidate_answers, key=key))


@fact("1", per="candidate", low=1, high=1000)
def candidate_rank(candidate, candidate_order):
    """Its place in that order."""
    return count(candidate_order.index(candidate) + 1)


@fact("1", per="candidate", high=8)
def candidate_score(candidate_answers):
    """How many of the eight answers are yes."""
    return count(sum(candidate_answers))


@fact("flag", per="candidate")
def candidate_admitted(candidate, candidate_answers, candidate_order, split_offs):
    """Whether it is among the first whom a team can own whole, as many as are split off."""
    return candidate_answers[0] and count(candidate_order.index(candidate), "services") < split_offs


@fact("names")
def admitted_candidates(candidate_admitted):
    """The candidates that are split off now."""
    return tuple(candidate for candidate, admitted in candidate_admitted.items() if admitted)
