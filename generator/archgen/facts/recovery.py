"""Recovery and the rota: how long nobody answers, what that costs a window, and how long a recovery takes."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, floor, high_end, largest, smallest


@fact("text")
def zone_word(cloud):
    """What fails as one without taking the rest along: a zone of a cloud, or a room with its own power."""
    return "room" if cloud == "on-premises" else "zone"


@fact("text")
def region_word(cloud):
    """What holds several of them: a region, or a site."""
    return "site" if cloud == "on-premises" else "region"


@fact("flag")
def second_region(disaster_recovery, regions_required):
    """Whether a second region stands ready: warm, or as the second place of every write where two must serve."""
    asked = regions_required > count(1, "region")
    return disaster_recovery == "warm-region" or (disaster_recovery == "synchronous-pair" and asked)


@fact("%", high=100)
def unreachable_share(reachable_hours, hours_of_week):
    """The part of a week in which nobody answers a call."""
    return 1 - reachable_hours / hours_of_week


@fact("day/week", low=1, high=7)
def reached_days(reachable_hours, reach_days, longest_reach_day, hours_of_day, hours_of_week):
    """Days of a week on which people can be reached: working days as long as those hold the hours, else all."""
    return reach_days if reachable_hours <= reach_days * longest_reach_day else hours_of_week / hours_of_day


@fact("h", high=168)
def night_silence(reachable_hours, reached_days, hours_of_day, hours_of_week):
    """The hours between two days on which people can be reached; none where somebody always can."""
    a_day = hours_of_day * count(1, "day")
    spread = smallest(reachable_hours / reached_days * count(1, "day"), a_day)
    return count(0, "h") if reachable_hours >= hours_of_week else largest(a_day - spread, count(0, "h"))


@fact("min", high=10**6)
def silent_outage(outages_by_hand, slo_window, unreachable_share, night_silence):
    """Minutes of outage in a window that pass before anybody looks: half a night for each outage outside hours."""
    half = night_silence / (count(1) + count(1))
    return outages_by_hand * slo_window / count(1, "incident") * unreachable_share * half


@fact("%", low=0, high=100, step="0.001")
def availability_by_people(silent_outage, slo_window, target_step):
    """The best target that these hours of reach can hold, stated in steps."""
    return floor((1 - silent_outage / slo_window) / target_step) * target_step


@fact("flag", per="journey")
def people_miss_target(journey_availability_wanted, availability_by_people, stage):
    """Whether the wish for a journey is stricter than the hours in which somebody answers."""
    return stage == "live" and journey_availability_wanted > availability_by_people


@fact("min", high=10**7)
def recovery_by_day(notice_time, act_time, restore_time, verify_time):
    """A recovery from the backup while people can be reached: notice, decide and act, restore, verify."""
    return notice_time + act_time + restore_time + verify_time


@fact("min", high=10**7)
def recovery_by_night(recovery_by_day, night_silence):
    """The same when it happens just after the last person has left."""
    return recovery_by_day + night_silence


@fact("min", per="entity", high=10**9)
def entity_restore(restore_time, entity_bytes_12m, restore_rate):
    """One class of rows alone: the whole store put back beside the one that runs, and the rows copied over."""
    return restore_time + entity_bytes_12m / restore_rate


@fact("min", per="entity", high=10**9)
def entity_recovery_by_day(notice_time, act_time, entity_restore, verify_time):
    """From the loss of one class of rows to its proof, while people can be reached."""
    return notice_time + act_time + entity_restore + verify_time


@fact("min", per="entity", high=10**9)
def entity_recovery_by_night(entity_recovery_by_day, night_silence):
    """The same when it happens just after the last person has left."""
    return entity_recovery_by_day + night_silence


@fact("min", per="object", high=10**12)
def object_restore(object_bytes_12m, restore_rate):
    """All files of one kind, copied back from their second place."""
    return object_bytes_12m / restore_rate


@fact("min", per="object", high=10**12)
def object_recovery_by_day(notice_time, act_time, object_restore, verify_time):
    """From the loss of one kind of files to its proof, while people can be reached."""
    return notice_time + act_time + object_restore + verify_time


@fact("min", per="object", high=10**12)
def object_recovery_by_night(object_recovery_by_day, night_silence):
    """The same when it happens just after the last person has left."""
    return object_recovery_by_day + night_silence


@fact("flag")
def rto_beyond_hours(rto_wanted, rto_wanted__given, recovery_by_night, recovery_by_day):
    """Whether a recovery that would be in time by day is too late by night, where somebody stated a time."""
    return rto_wanted__given and recovery_by_night > rto_wanted >= recovery_by_day


@fact("min", high=10**7)
def rpo_at_most(rpo_reached):
    """The most work that the chosen tier of recovery may lose."""
    return high_end(rpo_reached)


@fact("flag")
def rpo_beyond_tier(rpo_wanted, rpo_wanted__given, rpo_at_most, stage):
    """Whether the chosen tier of recovery may lose more work than somebody stated."""
    return stage == "live" and rpo_wanted__given and rpo_at_most > rpo_wanted


@fact("min", high=10**7)
def rto_at_most(rto_reached):
    """The longest that the chosen tier of recovery takes where a machine or a place is lost."""
    return high_end(rto_reached)


@fact("flag")
def rto_beyond_tier(rto_wanted, rto_wanted__given, rto_at_most, stage):
    """Whether the chosen tier of recovery takes longer than the time that somebody stated."""
    return stage == "live" and rto_wanted__given and rto_at_most > rto_wanted


@fact("flag")
def rto_beyond_restore(rto_wanted, rto_wanted__given, recovery_by_day):
    """Whether even by day a restore takes longer than the time that somebody stated."""
    return rto_wanted__given and recovery_by_day > rto_wanted


@fact("flag")
def kubernetes_beyond_skills(wishes_kubernetes, kubernetes_experience, platform_people, kubernetes_platform_people):
    """Whether Kubernetes is wished for by a team that has neither run it nor people to."""
    return wishes_kubernetes and (kubernetes_experience != "production" or platform_people < kubernetes_platform_people)
