"""Interfaces: who calls, how many keep a connection open, how long an old version lives, what runs already."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count

_TIERS = frozenset({"api", "ingest", "realtime", "identity"})


@fact("clients", high=10)
def client_kinds(web_clients, mobile_clients, device_clients, partner_clients):
    """How many kinds of programs call it."""
    return count(sum((web_clients, mobile_clients, device_clients, partner_clients)), "clients")


@fact("flag")
def exposed(api_audience, web_clients, mobile_clients, device_clients, journey_by, cloud):
    """Whether it can be reached from the internet: not what only staff and machines use within a house of its own."""
    outside = any(caller in ("user", "partner") for caller in journey_by.values())
    if cloud == "on-premises" and api_audience == "internal" and journey_by and not outside:
        return False
    return api_audience != "internal" or web_clients or mobile_clients or device_clients


@fact("names")
def called_journeys(paths, journey_by):
    """The journeys that somebody begins by a call to a part of ours; a schedule calls nobody, and a CDN is not ours."""
    return tuple(
        path.journey
        for path in paths.paths
        if journey_by[path.journey] != "clock" and not _TIERS.isdisjoint(path.roles)
    )


@fact("flag", per="journey")
def journey_asks_api(journey, paths):
    """Whether a journey fails without the API."""
    return paths.of(journey).needs("api")


@fact("flag")
def push_on_path(paths):
    """Whether a journey goes through a push tier."""
    return "realtime" in paths.roles


@fact("flag")
def push_wanted(streaming, push_on_path):
    """Whether clients must see changes without asking."""
    return streaming or push_on_path


@fact("users", high=10**10)
def connected_peak(users, users_concurrent, concurrent_share):
    """People who are there at the same moment in the busiest hour, each with a connection where changes are pushed."""
    return users_concurrent if users_concurrent is not None else users * concurrent_share


@fact("months", high=120, optional=True)
def deprecation_notice(api_deprecation, deprecation_public, deprecation_internal):
    """How long an old version is served beside the new one; nothing where both go out together."""
    return {"public": deprecation_public, "internal": deprecation_internal}.get(api_deprecation)


@fact("flag")
def has_login(existing_login):
    """Whether a login is in place."""
    return existing_login is not None


@fact("flag")
def has_monitoring(existing_monitoring):
    """Whether monitoring is in place."""
    return existing_monitoring is not None


@fact("flag")
def has_ci(existing_ci):
    """Whether a build and test service is in place."""
    return existing_ci is not None


@fact("flag")
def something_runs(existing_style, existing_database, existing_consumers):
    """Whether a system runs already that this one continues."""
    return existing_style != "none" or existing_database != "none" or existing_consumers


@fact("flag")
def signs_in_today(something_runs, has_login):
    """Whether people sign in to something today, whether or not anybody named by what."""
    return something_runs or has_login


@fact("flag")
def engine_changes(existing_database, database_engine):
    """Whether records move from one engine to another."""
    return existing_database not in ("none", "postgresql") and database_engine != "existing"
