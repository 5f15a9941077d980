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


@fact("flag", per="candidate")
def candidate_tiny(
    candidate_tables,
    candidate_endpoints,
    candidate_own_scaling,
    candidate_own_technology,
    candidate_own_security,
    service_tables_least,
    service_endpoints_least,
):
    """Whether it is too small for a life of its own and has no need that would pay for one."""
    needed = candidate_own_scaling or candidate_own_technology or candidate_own_security
    small = candidate_tables < service_tables_least and candidate_endpoints < service_endpoints_least
    return small and not needed


@fact("flag", per="candidate")
def candidate_ripe(candidate_own_team, candidate_own_data, candidate_tiny):
    """Whether it could live as a service today: one team, data of its own, and enough of both."""
    return candidate_own_team and candidate_own_data and not candidate_tiny


@fact("names")
def candidate_order(candidate_answers, candidate_tiny, candidate_shared_tables):
    """The candidates, the best to split off first: answer by answer, then the fewest tables shared; tiny ones last."""

    def key(candidate):
        answers = tuple(not yes for yes in candidate_answers[candidate])
        return candidate_tiny[candidate], answers, candidate_shared_tables[candidate], candidate

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
def candidate_admitted(candidate, candidate_own_team, candidate_tiny, candidate_order, split_offs):
    """Whether it is among the first whom a team can own whole, as many as are split off."""
    first = count(candidate_order.index(candidate), "services") < split_offs
    return first and candidate_own_team and not candidate_tiny
