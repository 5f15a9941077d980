"""Journeys as paths over roles."""

from __future__ import annotations

from fractions import Fraction

import pytest

from archgen.brief import Step
from archgen.texts import Text


def test_a_step_comes_from_the_step_before_or_from_the_user(brief, parley):
    steps = brief(parley).paths.of("send-reply").steps
    assert [(step.source, step.role) for step in steps] == [("user", "api"), ("api", "primary-store"), ("api", "mail")]
    assert steps[1] == Step(
        "send-reply", "api", "primary-store", True, Fraction(3), Text("stores the reply and moves the ticket"), 1
    )


def test_a_step_is_hard_and_one_call_unless_it_says_otherwise(brief, parley):
    paths = brief(parley).paths
    assert [(step.hard, step.calls) for step in paths.of("send-reply").steps] == [(True, 1), (True, 3), (False, 1)]


def test_roles_and_dependencies_are_told_apart(brief, parley):
    paths = brief(parley).paths
    assert paths.roles == ("api", "primary-store")
    assert paths.called == ("mail",)
    assert paths.journeys == ("send-reply", "work-queue")


def test_what_goes_into_a_role_is_known_over_all_journeys(brief, parley):
    into = brief(parley).paths.into("primary-store")
    assert [(step.journey, step.calls) for step in into] == [("send-reply", 3), ("work-queue", 2)]


def test_who_is_harmed_when_something_fails_are_the_journeys_with_a_hard_step_there(brief, parley):
    paths = brief(parley).paths
    assert paths.through("primary-store") == ("send-reply", "work-queue")
    assert paths.through("mail") == ()
    assert paths.through("mail", hard=False) == ("send-reply",)
    assert not paths.of("send-reply").needs("mail")


def test_the_first_step_comes_from_whoever_starts_the_journey(brief):
    paths = brief("system: {name: X}\njourneys: [{id: run, by: clock, steps: [worker, primary-store]}]\n").paths
    assert [step.source for step in paths.of("run").steps] == ["clock", "worker"]


def test_what_comes_after_a_store_or_a_dependency_comes_from_who_asked_there(brief):
    steps = "[api, primary-store, customs, {to: queue, from: api}, worker, primary-store, customs]"
    text = f"system: {{name: X}}\njourneys: [{{id: run, steps: {steps}}}]\ndependencies: [{{id: customs}}]\n"
    ways = [(step.source, step.role) for step in brief(text).paths.of("run").steps]
    asked_by_api = [("user", "api"), ("api", "primary-store"), ("api", "customs"), ("api", "queue")]
    assert ways == [*asked_by_api, ("queue", "worker"), ("worker", "primary-store"), ("worker", "customs")]


def test_what_lies_behind_a_queue_fails_no_journey_that_was_answered_before(brief):
    steps = "[api, queue, worker, {to: primary-store}, {to: object-store, from: worker}, {to: cache, from: api}]"
    text = f"system: {{name: X}}\njourneys: [{{id: run, STARTS, steps: {steps}}}]\n"
    later = brief(text.replace("STARTS", "answer: later"))
    assert [step.hard for step in later.paths.of("run").steps] == [True, True, False, False, False, True]
    assert later.get("journeys[run].steps[2].needs").ground.startswith(
        "the answer comes before the work behind the queue"
    )
    for starts in ("answer: now", "by: clock, answer: later"):
        assert all(step.hard for step in brief(text.replace("STARTS", starts)).paths.of("run").steps)
    said = brief(text.replace("STARTS", "answer: later").replace("worker, {", "{to: worker, needs: hard}, {", 1))
    assert said.paths.of("run").needs("worker")


def test_a_journey_without_steps_is_assumed_to_end_at_the_primary_store(brief):
    read = brief("system: {name: X}\njourneys: [{id: look}]\n")
    assert read.paths.of("look").roles == ("api", "primary-store")
    assert read.get("journeys[look].steps[0].to").ground.startswith("no steps were told")


def test_another_name_is_no_journey(brief, parley):
    with pytest.raises(KeyError):
        brief(parley).paths.of("nothing")
