"""The team: how many services it can own besides the core, and how many it should open."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, floor, largest, smallest


@fact("services", high=10**4)
def split_ceiling(split_limit, split_limit__people_each, engineers, teams, service_team_least):
    """The most services besides the core that scale permits and people can own, whichever is less (X3)."""
    owned = floor(engineers / split_limit__people_each, "services")
    beside_core = largest(owned - count(1, "services"), count(0, "services"))
    if split_limit__people_each > service_team_least:
        return smallest(split_limit, owned, largest(teams * count(1, "services/team"), count(1, "services")))
    return smallest(split_limit, beside_core)


@fact("services", high=10**4)
def split_offs(architecture_style, split_ceiling, candidates_to_split):
    """Services that are opened besides the core: those with a reason or a team, never more than the ceiling."""
    if architecture_style in ("single-codebase", "modular-monolith"):
        return count(0, "services")
    return smallest(split_ceiling, candidates_to_split)


@fact("services", low=1, high=10**4)
def deployables(split_offs):
    """What is deployed on its own: the core and the services that were split off."""
    return split_offs + count(1, "services")


@fact("flag")
def teams_share_deployables(teams, deployables):
    """Whether there are more teams than deployables, so that some must agree on a release."""
    return teams / count(1, "teams") > deployables / count(1, "services")


@fact("choice", values=("prototype", "foundation", "scaling", "complexity", "platform"))
def depth(stage, phase):
    """How deep the documents go: a prototype gets the least, then the phase decides."""
    return "prototype" if stage == "prototype" else phase


@fact("service", high=10**4)
def candidates_to_split(candidate_ripe, split_reason, owning_teams):
    """Candidates that could live as a service; where none is ripe, a measured reason stands for one.

    Where nobody named a candidate, what each team owns is one, but for the largest team's, which is the core.
    """
    ripe = sum(1 for ripe in candidate_ripe.values() if ripe)
    if not candidate_ripe and owning_teams:
        ripe = len(owning_teams[1:])
    return count(ripe or (split_reason != "none"), "services")


@fact("names")
def owning_teams(team_owns, team_size):
    """The teams that own something, the largest first; those whose size nobody said come last."""
    owning = [team for team, owned in team_owns.items() if owned]
    sized = [team for team in owning if team_size[team] is not None]
    unsized = [team for team in owning if team_size[team] is None]
    return (*sorted(sized, key=lambda team: team_size[team], reverse=True), *unsized)


@fact("team", low=1, high=5000)
def teams(team_size, engineers, engineers_per_team):
    """Teams: as listed, else as many as the engineers make."""
    if team_size:
        return count(len(team_size), "teams")
    return largest(floor(engineers / engineers_per_team, "teams"), count(1, "teams"))
