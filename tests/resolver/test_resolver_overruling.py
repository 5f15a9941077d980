"""`decided`: a person's word overrules a table, the rest follows it, and a veto stands."""

import pytest

from archgen import library
from archgen.brief import read_brief
from archgen.decisions import trace_lines
from archgen.problems import Stop
from archgen.resolver import as_recommended
from archgen.resolver.flips import outcomes
from archgen.texts import Text
from make import WORKED, a_blueprint, a_design


def decided(*lines):
    return WORKED + "decided:\n" + "".join(f"- {{{line}}}\n" for line in lines)


def problems(text):
    known = library.load()
    brief = read_brief(text, file="brief.yaml", schema=known.schema, archetypes=known.archetypes)
    with pytest.raises(Stop) as stopped:
        known.resolve(brief)
    return [str(problem) for problem in stopped.value.problems]


POOLER = "decision: connection_pooler, choose: PgBouncer, because: we run one anyway, by: Ada"


def test_the_choice_wins_and_what_it_brings_is_there():
    design = a_design(text=decided(POOLER))
    assert design["connection_pooler"] == "pgbouncer"
    assert design["technology"]["pooler"] == "pgbouncer"
    trace = design.decisions["connection_pooler"]
    assert trace.against
    assert (trace.reason, trace.by) == (Text("we run one anyway"), Text("Ada"))
    assert trace.recommendation.outcome == "in-app"


def test_the_decision_gives_the_persons_reason_and_what_the_table_would_have_said():
    pooler = a_blueprint(text=decided(POOLER)).decision("connection_pooler")
    assert pooler.option == "PgBouncer"
    assert pooler.level == "person"
    assert pooler.because == ((Text("we run one anyway"), " (", Text("Ada"), ")"),)
    assert pooler.overruled[0] == "the table says Pool inside the API."


def test_the_trace_says_that_a_person_chose_and_what_the_row_gives():
    trace = a_design(text=decided(POOLER)).decisions["connection_pooler"]
    assert trace_lines(trace)[0].startswith(
        "connection_pooler = pgbouncer   chosen by a person, where row fits (simplicity), built-in gives in-app"
    )


def test_a_choice_that_the_table_shares_overrules_nothing():
    text = decided("decision: connection_pooler, choose: in-app, because: it is little")
    assert not a_design(text=text).decisions["connection_pooler"].against
    assert a_blueprint(text=text).decision("connection_pooler").overruled is None


def test_numbers_follow_a_choice():
    rolling = a_design()
    double = a_design(text=decided("decision: deployment_strategy, choose: blue-green, because: it is watched"))
    assert double["connections_peak"].base == rolling["connections_peak"].base + 3 * rolling["pool_size"].base


def test_further_outputs_are_those_of_the_nearest_row_with_that_outcome():
    design = a_design(text=decided("decision: database_topology, choose: partitioned, because: we know what comes"))
    assert design["database_topology.prepare"] == "none"


def test_a_set_is_chosen_by_its_members_and_a_veto_keeps_its_own_in_it():
    text = decided("decision: security_controls, choose: 'waf, ddos', because: we are small")
    assert a_design(text=text)["security_controls"] == ("ddos", "in-transit", "waf")
    assert a_design(text=decided("decision: cache_layers, choose: none, because: no"))["cache_layers"] == ()


def test_one_subject_may_be_decided_apart_from_the_others():
    design = a_design(text=decided("decision: slo_tier.work-queue, choose: deferrable, because: nobody minds"))
    assert dict(design["slo_tier"]) == {"send-reply": "critical", "work-queue": "deferrable"}


def test_a_number_may_be_chosen_within_its_bounds():
    design = a_design(text=decided("decision: split_limit, choose: 2, because: we try"))
    assert design["split_limit"].base == 2
    assert problems(decided("decision: split_limit, choose: 2000, because: we try")) == [
        "brief.yaml:14: '2000' is no outcome of 'split_limit'. "
        "It takes: a whole number from 0 to 1000. [decided-unknown-outcome]"
    ]


def test_a_veto_stands_and_the_decision_says_against_what():
    runs = WORKED.replace("constraints:", "interfaces: {existing_consumers: yes}\nconstraints:")
    text = runs + "decided:\n- {decision: api_style, choose: rest, because: it is nicer}\n"
    trace = a_design(text=text).decisions["api_style"]
    assert (trace.outcome, trace.against, trace.vetoes) == ("existing", False, ("existing",))
    said = a_blueprint(text=text).decision("api_style").because
    assert said[-1] == ("A veto keeps The style that is there, although REST was chosen: ", Text("it is nicer"))


def test_what_no_table_decides_or_offers_is_refused_at_its_line_with_the_nearest_name():
    assert problems(
        decided(
            "decision: conection_pooler, choose: pgbouncer, because: x",
            "decision: connection_pooler, choose: pgbouncr, because: x",
            "decision: slo_tier.send-replies, choose: critical, because: x",
            "decision: phase.api, choose: scaling, because: x",
        )
    ) == [
        "brief.yaml:14: there is no decision 'conection_pooler'. "
        "Did you mean 'connection_pooler'? [decided-unknown-decision]",
        "brief.yaml:15: 'pgbouncr' is no outcome of 'connection_pooler'. "
        "Did you mean 'pgbouncer'? [decided-unknown-outcome]",
        "brief.yaml:16: the decision 'slo_tier' is not taken for 'send-replies'. "
        "Did you mean 'send-reply'? [decided-unknown-subject]",
        "brief.yaml:17: the decision 'phase' is not taken for 'api'. Write 'phase'. [decided-unknown-subject]",
    ]


def test_the_design_as_the_tables_alone_would_have_it_is_the_one_without_the_choices():
    back = as_recommended(a_design(text=decided(POOLER)))
    assert outcomes(back) == outcomes(a_design())
