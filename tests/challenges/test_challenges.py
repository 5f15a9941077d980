"""The brief argues with itself: each challenge has arithmetic and ways out that clear it."""

import pytest

from archgen import library
from make import a_blueprint, a_brief

TWO_REGIONS = ("constraints.regions_required=2", "constraints.region_distance=1500 km")
PEOPLE = ("data.entities[customer].class=personal",)
KEPT = ("data.entities[customer].rows_per_month=1M", "data.entities[customer].bytes_per_row=300")
NEEDED = "journeys[send-reply].steps[2].needs=hard"
ASKED = (NEEDED, "load.peaks[monday].factor=8")
SHARED = ("dependencies[mail].shares=[customer]",)
TRIGGERS = {
    "broker-skills": (("wishes=[Kafka]",), ("wishes=[Kafka]", "team.skills.messaging=some")),
    "budget-volume": (
        ("constraints.cloud=aws", "constraints.budget=USD 10/month"),
        ("constraints.cloud=aws", "constraints.budget=USD 90000/month"),
    ),
    "contention-later": (
        ("journeys[send-reply].contested=one ticket", "journeys[send-reply].answer=later"),
        ("journeys[send-reply].contested=one ticket", "journeys[send-reply].answer=now"),
    ),
    "deadline-scope": (  # 7 parts x 3, a dependency x 5 and 2 journeys x 10 are 46 workdays, for 5 people 21.5 days
        ("system.created=2030-01-01", "constraints.deadline=2030-01-22"),
        ("system.created=2030-01-01", "constraints.deadline=2030-01-23"),
    ),
    "failover-tier": (("targets.rto=30 min",), ("targets.rto=1 h",)),
    "forbidden-chosen": (
        ("constraints.forbidden=[Valkey]", "load.users.monthly=900k"),
        ("constraints.forbidden=[MongoDB]", "load.users.monthly=900k"),
    ),
    "kubernetes-skills": (
        ("wishes=[Kubernetes]",),
        ("wishes=[Kubernetes]", "team.skills.kubernetes=production", "team.platform_people=2"),
    ),
    "latency-dependency": (
        ("dependencies[mail].latency=300 ms", "journeys[send-reply].latency.target=299 ms", NEEDED),
        ("dependencies[mail].latency=300 ms", "journeys[send-reply].latency.target=300 ms", NEEDED),
    ),
    "latency-distance": (
        ("journeys[send-reply].kind=write", "journeys[send-reply].latency.target=10 ms", "targets.rpo=0", *TWO_REGIONS),
        ("journeys[send-reply].kind=write", "journeys[send-reply].latency.target=16 ms", "targets.rpo=0", *TWO_REGIONS),
    ),
    "limit-peak": (
        ("dependencies[mail].rate_limit=1 req/s", *ASKED),
        ("dependencies[mail].rate_limit=900 req/s", *ASKED),
    ),
    "loss-distance": (
        ("targets.rpo=0", *TWO_REGIONS),
        ("targets.rpo=0", "constraints.regions_required=2", "constraints.region_distance=150 km"),
    ),
    "loss-tier": (("targets.rpo=4 min",), ("targets.rpo=5 min",)),
    "mandated-missing": (("constraints.mandated=[RabbitMQ]",), ("constraints.mandated=[postgresql]",)),
    "microservices-team": (("wishes=[microservices]",), ("wishes=[microservices]", "team.engineers=16")),
    "parts-target": (
        ("journeys[send-reply].availability=99.99 %", "team.reachable_hours=168 h/week", "team.on_call_people=8"),
        ("journeys[send-reply].availability=99.95 %", "team.reachable_hours=168 h/week", "team.on_call_people=8"),
    ),
    "people-hours-target": (
        ("team.reachable_hours=40 h/week", "targets.availability=99.95 %"),
        ("team.reachable_hours=168 h/week", "targets.availability=99.95 %"),
    ),
    "reads-journeys": (
        ("existing.read_load=saturated", "journeys[work-queue].kind=write"),
        ("existing.read_load=saturated",),
    ),
    "recovery-hours": (("targets.rto=4 h", "team.reachable_hours=40 h/week"), ("targets.rto=20 h",)),
    "registered-active": (("load.users.registered=11k",), ("load.users.registered=12k",)),
    "residency-regions": (
        ("constraints.residency=country", "constraints.regions_required=2"),
        ("constraints.residency=country",),
    ),
    "restore-target": (("targets.rto=30 min",), ("targets.rto=20 h",)),
    "rota-night": (
        ("team.reachable_hours=168 h/week", "team.on_call_people=4"),
        ("team.reachable_hours=168 h/week", "team.on_call_people=5"),
    ),
    "stores-engineers": (("team.engineers=1",), ("team.engineers=5",)),
    "store-machine": (("load.users.monthly=90M",), ("load.users.monthly=90M", "constraints.cloud=on-premises")),
    "store-described": (("existing.database_size=400 GB", *KEPT), ("existing.database_size=4 GB", *KEPT)),
    "target-alerts": (("journeys[work-queue].availability=93 %",), ("journeys[work-queue].availability=94 %",)),
    "target-total": (("journeys[send-reply].availability=100 %",), ("journeys[send-reply].availability=99.9 %",)),
    "vendor-agreement": (
        ("constraints.compliance=[gdpr]", *PEOPLE, "dependencies[mail].shares=[customer]"),
        ("constraints.compliance=[gdpr]", *PEOPLE, *SHARED, "dependencies[mail].agreement=yes"),
    ),
    "window-target": (("targets.maintenance_window=4 h/month",), ("targets.maintenance_window=10 min/month",)),
}


def raised(*settings: str):
    return {challenge.id: challenge for challenge in a_blueprint(*settings).challenges}


def of(name: str, *settings: str):
    return [challenge for key, challenge in raised(*settings).items() if key.startswith(name)]


def test_every_challenge_has_an_example_on_each_side_of_the_line():
    assert set(library.knowledge("challenges")) == set(TRIGGERS)


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_challenge_is_raised_with_its_arithmetic_and_not_just_beyond_the_line(name):
    over, under = TRIGGERS[name]
    found = of(name, *over)
    assert found
    assert all(challenge.arithmetic for challenge in found)
    assert not of(name, *under)


@pytest.mark.parametrize("name", TRIGGERS)
def test_every_way_out_clears_its_challenge(name):
    settings = TRIGGERS[name][0]
    for challenge in of(name, *settings):
        assert len(challenge.ways) >= 2
        assert sum(way.recommended for way in challenge.ways) == 1
        for way in challenge.ways:
            patched = a_blueprint(*settings, *(f"{path}={value}" for path, value in way.patch.items()))
            assert challenge.id not in {left.id for left in patched.challenges}


def test_an_ordinary_design_at_three_nines_is_not_challenged():
    calm = ("journeys[send-reply].availability=99.9 %",)
    assert raised(*calm) == {}


def test_a_way_out_is_spelt_as_the_brief_reads_it():
    (challenge,) = of("people-hours-target", *TRIGGERS["people-hours-target"][0])
    first = challenge.ways[0]
    assert first.patch == {"journeys[send-reply].availability": "99.93 %"}
    assert a_brief(*(f"{path}={value}" for path, value in first.patch.items())).get("journeys[send-reply].availability")


def test_a_day_that_is_too_near_for_any_journey_leaves_a_later_day_or_a_prototype():
    near = ("system.created=2030-01-01", "constraints.deadline=2030-01-03")
    (challenge,) = of("deadline-scope", *near)
    patches = [dict(way.patch) for way in challenge.ways]
    assert patches == [{"constraints.deadline": "2030-01-23"}, {"system.stage": "prototype"}]
    assert [way.recommended for way in challenge.ways] == [True, False]
    for patch in patches:
        assert not of("deadline-scope", *near, *(f"{path}={value}" for path, value in patch.items()))


def test_a_journey_that_may_wait_is_promised_no_more_than_its_parts_allow():
    weak = ("journeys[send-reply].availability=99.9 %", NEEDED, "dependencies[mail].availability=99 %")
    (challenge,) = of("parts-target", *weak)
    later = challenge.ways[1]
    assert later.patch["journeys[send-reply].availability"] == "98.96 %"
    assert not of("parts-target", *weak, *(f"{path}={value}" for path, value in later.patch.items()))


def test_nobody_who_answers_round_the_clock_is_told_to_answer_round_the_clock():
    always = ("targets.rto=30 min", "team.reachable_hours=168 h/week", "team.on_call_people=8")
    (challenge,) = of("restore-target", *always)
    assert [set(way.patch) for way in challenge.ways] == [{"targets.rto"}, {"targets.rto"}]
    assert [way.recommended for way in challenge.ways] == [True, False]
    for way in challenge.ways:
        assert not of("restore-target", *always, *(f"{path}={value}" for path, value in way.patch.items()))


def test_a_wait_that_nobody_told_or_that_few_requests_need_is_no_contradiction():
    told = ("dependencies[mail].latency=300 ms", "journeys[send-reply].latency.target=200 ms")
    assert not of("latency-dependency", *told)  # the step is soft
    assert not of("latency-dependency", NEEDED, told[1])
    seldom = ("journeys[send-reply].steps[2].calls=0.05",)
    assert not of("latency-dependency", NEEDED, *told, *seldom)
    assert of("latency-dependency", NEEDED, *told, "journeys[send-reply].steps[2].calls=0.06")


def test_without_the_day_of_the_answers_or_for_a_system_that_runs_nothing_is_said_of_a_deadline():
    assert not of("deadline-scope", "constraints.deadline=2030-01-02")
    running = ("existing.style=monolith", "system.created=2030-01-01", "constraints.deadline=2030-01-02")
    assert not of("deadline-scope", *running)
