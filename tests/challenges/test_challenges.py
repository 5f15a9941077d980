"""The brief argues with itself: each challenge has arithmetic and ways out that clear it."""

import pytest

from archgen import library
from make import a_blueprint, a_brief

TRIGGERS = {
    "people-hours-target": (
        ("team.reachable_hours=40 h/week", "targets.availability=99.95 %"),
        ("team.reachable_hours=168 h/week", "targets.availability=99.95 %"),
    ),
    "recovery-hours": (("targets.rto=4 h", "team.reachable_hours=40 h/week"), ("targets.rto=20 h",)),
    "kubernetes-skills": (
        ("wishes=[Kubernetes]",),
        ("wishes=[Kubernetes]", "team.skills.kubernetes=production", "team.platform_people=2"),
    ),
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
