from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from archgen.brief import Found, read_brief
from archgen.brief.interview import Draft, Entry, Interview, Setting, begin, read_questions
from archgen.brief.spelling import SpellingError
from archgen.library import knowledge
from archgen.problems import Stop

KINDS = {
    "help-desk": {
        "archetype": "help-desk",
        "title": "help desk",
        "says": "agents answer customers",
        "brief": {
            "load": {"users": {"monthly": "20k"}, "peaks": [{"id": "monday", "what": "monday", "factor": 2}]},
            "dependencies": [{"id": "mail", "for": "mail"}, {"id": "crm", "for": "customers"}],
            "journeys": [{"id": "reply", "wants": "an answer"}, {"id": "list", "wants": "the next tickets"}],
        },
        "grounds": {"load.users.monthly": "a help desk of middle size"},
        "questions": [
            {"path": "journeys[reply].contested", "ask": "What do two agents want at once?", "why": "It needs a lock."},
            {"path": "data.tenancy", "ask": "How is the data of customers kept apart?", "why": "It is hard to change."},
            {"path": "load.users.monthly", "ask": "asked already", "why": "asked already"},
        ],
    },
    "shop": {"archetype": "shop", "title": "shop", "says": "people buy", "brief": {}},
}

OCCASIONS = ("new", "split", "api", "database", "bottleneck", "growth", "integration", "legacy", "debt", "incident")


@pytest.fixture(scope="session")
def setting(schema):
    questions = read_questions(knowledge("questions"), schema)
    return Setting(schema, questions, KINDS, name="parley", address="https://example.org/brief.schema.json")


def at(interview: Interview, question: str) -> Interview:
    """Leave everything open up to a question."""
    while interview.question and interview.question.id != question:
        interview = interview.leave_open()
    assert interview.question, f"{question} is not asked"
    return interview


def test_the_quickest_run_asks_what_how_many_users_and_how_many_engineers(setting):
    interview, asked = begin(setting, quick=True), []
    while interview.question:
        asked.append(interview.question.path)
        interview = interview.leave_open()
    assert asked == ["archetype", "team.engineers", "load.users.monthly"]


def test_every_question_left_open_gives_a_brief_in_which_only_the_name_is_said(setting):
    interview = begin(setting)
    while interview.question:
        interview = interview.leave_open()
    read = read_brief(interview.text(), file="brief.yaml", schema=setting.schema, archetypes=KINDS)
    said = {path for path, given in read.layer.values.items() if given.layer == "given"}
    assert said == {"system.name"}


def test_the_text_begins_with_its_schema_and_holds_what_was_typed_as_it_was_typed(setting):
    interview = begin(replace(setting, known={"system.name": "Parley"}), quick=True)
    interview = interview.answer("help-desk").answer("5").leave_open()
    assert (
        interview.text()
        == """\
# yaml-language-server: $schema=https://example.org/brief.schema.json
# What you said stands here; what you left open is assumed and stands as a comment with its ground.
# Take the '# ' away to confirm a line, or change it; then run archgen update.

archetype: help-desk
system:
  name: Parley
team:
  engineers: 5
load:
  users:
    # monthly: 20k  # a help desk of middle size
"""
    )


def test_a_comment_taken_away_makes_the_assumption_an_answer(setting):
    interview = begin(setting)
    while interview.question:
        interview = interview.answer("help-desk") if interview.question.id == "archetype" else interview.leave_open()
    lines = interview.text().split("\n")
    open_ = [place for place, line in enumerate(lines) if line.lstrip().startswith("# ") and ":" in line][3:]
    assert len(open_) > 10
    for place in open_:
        confirmed = [*lines[:place], lines[place].replace("# ", "", 1), *lines[place + 1 :]]
        read_brief("\n".join(confirmed), file="brief.yaml", schema=setting.schema, archetypes=KINDS)


def test_an_answer_chooses_what_is_asked_next(setting):
    occasion = at(begin(setting), "occasion")
    assert occasion.answer("split").question.id == "style"
    assert occasion.answer("new").question.id == "engineers"
    assert "split-evidence" not in ids(occasion.answer("split"))
    reasoned = at(occasion.answer("split"), "split-reason").answer("own-scaling")
    assert reasoned.question.id == "split-evidence"


def ids(interview: Interview) -> list[str]:
    """The questions that come if all is left open."""
    found = []
    while interview.question:
        found.append(interview.question.id)
        interview = interview.leave_open()
    return found


def test_people_on_call_are_asked_for_only_beyond_office_hours(setting):
    hours = at(begin(setting), "hours")
    assert hours.answer("office").question.id != "on-call"
    assert hours.leave_open().question.id != "on-call"
    assert hours.answer("always").question.id == "on-call"


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_a_full_design_is_about_twenty_questions_whatever_the_occasion(setting, occasion):
    asked = ids(at(begin(setting).answer("help-desk"), "occasion").answer(occasion))
    assert len(asked) + 4 <= 21


def test_what_is_left_open_shows_what_stands_and_why(setting):
    found = Found("existing.language", "go", "go.mod")
    interview = begin(replace(setting, detected=(found,))).answer("help-desk")
    engineers = at(interview, "engineers").asked()
    assert (engineers.open.shown, engineers.open.ground) == ("5 engineers", "a common size of a first backend team")
    assert at(interview, "users").asked().open.ground == "a help desk of middle size"
    assert at(interview, "hours").asked().open.shown == "in office hours"
    language = at(interview, "language").asked()
    assert (language.open.shown, language.open.ground) == ("Go", "found in go.mod")
    assert at(interview, "dependencies").asked().open.shown == "mail, crm"
    assert at(interview, "budget").asked().open.ground == "not said, and nothing is assumed"
    assert at(interview, "availability").asked().open.ground == "computed from the other answers"


def test_back_returns_to_the_last_question_with_what_was_said(setting):
    interview = at(begin(setting), "engineers").answer("7").back()
    assert (interview.question.id, interview.asked().before) == ("engineers", "7")
    assert interview.answer("8").text().count("engineers: 8") == 1


def test_back_at_the_first_question_stays_there(setting):
    assert begin(setting).back().question.id == "archetype"


def test_back_undoes_leaving_the_rest_open(setting):
    interview = at(begin(setting), "users").finish()
    assert interview.question is None
    assert interview.back().question.id == "language"


def test_a_change_of_the_occasion_forgets_answers_that_are_no_longer_asked(setting):
    interview = at(begin(setting), "occasion").answer("split").answer("monolith").back().back().answer("new")
    assert "monolith" not in interview.text()


def test_what_is_known_already_is_not_asked_and_stands_in_the_brief(setting):
    interview = begin(replace(setting, known={"system.name": "Parley", "team.engineers": 5}))
    assert not {"name", "engineers"} & set(ids(interview))
    assert "engineers: 5" in interview.text()


def test_another_way_to_count_users_counts_as_known(setting):
    assert "users" not in ids(begin(replace(setting, known={"load.users.daily": "2k"})))


@pytest.mark.parametrize(
    ("question", "said", "stands"),
    [
        ("archetype", "help-desk", "archetype: help-desk"),
        ("archetype", "shop, help-desk", "archetype: {shop: '50 %', help-desk: '50 %'}"),
        ("name", "Parley", "name: Parley"),
        ("purpose", "yes: 'no' # \" {x}", "purpose: 'yes: ''no'' # \" {x}'"),
        ("engineers", "12", "engineers: 12"),
        ("engineers", "12 engineers", "engineers: 12 engineers"),
        ("hours", "always", "reachable_hours: 168 h/week"),
        ("hours", "day and night", "reachable_hours: 168 h/week"),
        ("skills", "messaging, kubernetes", "skills:\n    messaging: production\n    kubernetes: production"),
        ("skills", "none", "skills:\n    messaging: none\n    kubernetes: none"),
        ("users", "12k", "monthly: 12k"),
        ("users", "daily 2,500", "daily: 2,500"),
        ("growth", "1.5", "factor: 1.5"),
        ("peaks", "month end: 3; campaign: 10x", "peaks:\n  - {id: month-end, what: month end, factor: 3}"),
        ("peaks", "none", "peaks: []"),
        ("availability", "99.95 %", "availability: 99.95 %"),
        ("dependencies", "stripe: payments; SendGrid", "- {id: stripe, for: payments}\n- {id: sendgrid}"),
        ("compliance", "gdpr, pci", "compliance: [gdpr, pci]"),
        ("compliance", "none", "compliance: []"),
        ("budget", "EUR 600/month", "budget: EUR 600/month"),
        ("wishes", "microservices, Kubernetes", "wishes: [microservices, Kubernetes]"),
    ],
)
def test_a_line_of_text_answers_a_question(setting, question, said, stands):
    interview = at(begin(setting), question)
    assert interview.check(said) == ""
    text = interview.answer(said).text()
    assert stands in text
    read_brief(text, file="brief.yaml", schema=setting.schema, archetypes=KINDS)


def test_a_kind_of_system_that_names_its_peaks_spares_the_question(setting):
    assert "peaks" in ids(begin(setting))
    assert "peaks" not in ids(begin(setting).answer("shop"))


def test_yes_and_no_may_be_written_short(setting):
    interview = at(at(begin(setting), "occasion").answer("api"), "consumers")
    assert "existing_consumers: true" in interview.answer("y").text()
    assert "existing_consumers: false" in interview.answer("No").text()


@pytest.mark.parametrize(
    ("question", "said", "wrong"),
    [
        ("archetype", "helpdesk", "'helpdesk' is none of the answers. Did you mean 'help-desk'? Choose of: "),
        ("engineers", "a few", "'a few' does not begin with a number."),
        ("engineers", "0", "0 engineer"),
        ("users", "12 apples", "'apples' in '12 apples' is"),
        ("availability", "0.999", "'0.999' may mean 99.9 % or 0.999 %."),
        ("budget", "600", "'600' names no currency."),
        ("peaks", "month end:", "nothing stands behind 'month end:'. Write month end: 3; campaign: 10."),
        ("peaks", "a: 2; a: 3", "'a: 3' stands twice. Name each once."),
        ("dependencies", "::", "'::' has no name in letters. Write stripe: payments; sendgrid: mail."),
        ("compliance", "none, gdpr", "none and something cannot both be. Leave one of them out."),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_says_what_to_write(setting, question, said, wrong):
    interview = at(begin(setting), question)
    assert interview.check(said).startswith(wrong)
    with pytest.raises(SpellingError):
        interview.answer(said)


def test_an_empty_answer_leaves_the_question_open(setting):
    interview = at(begin(setting), "engineers")
    assert interview.answer("  ").draft == interview.leave_open().draft


def test_a_draft_goes_on_where_it_ended(setting):
    interview = at(begin(setting).answer("shop"), "engineers").answer("7")
    again = begin(setting, draft=Draft.from_text(interview.draft.to_text()))
    assert again.draft == interview.draft
    assert again.question == interview.question
    assert again.text() == interview.text()


def test_a_quick_draft_stays_quick(setting):
    draft = begin(setting, quick=True).answer("shop").draft
    assert len(ids(begin(setting, draft=draft))) == 2


def test_what_a_draft_says_that_can_no_longer_be_read_is_asked_again(setting):
    entries = (Entry("archetype", "gone"), Entry("name", "Parley"), Entry("no-such-question", "x"))
    again = begin(setting, draft=Draft(entries))
    assert again.question.id == "archetype"
    assert again.draft.entries == ()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"format": 99, "quick": false, "done": false, "entries": []}', "[" * 9999]
)
def test_a_damaged_draft_is_an_empty_one(text):
    assert Draft.from_text(text) == Draft()
    assert not Draft.from_text(text)


def test_a_kind_of_system_brings_questions_of_its_own_but_none_twice(setting):
    asked = ids(begin(setting).answer("help-desk"))
    assert asked[-2:] == ["help-desk: journeys[reply].contested", "help-desk: data.tenancy"]
    assert not [name for name in ids(begin(setting).leave_open()) if ":" in name]
    assert "help-desk: load.users.monthly" not in asked


def test_a_question_about_an_item_that_was_replaced_is_not_asked(setting):
    kind = KINDS["help-desk"] | {"questions": [{"path": "load.peaks[monday].factor", "ask": "How?", "why": "So."}]}
    said = replace(setting, archetypes={"help-desk": kind}, known={"archetype": "help-desk"})
    friday = {"load.peaks": [{"id": "friday", "what": "friday", "factor": 4}]}
    assert "help-desk: load.peaks[monday].factor" in ids(begin(said))
    assert "help-desk: load.peaks[monday].factor" not in ids(begin(replace(said, known=said.known | friday)))


def test_every_kind_of_system_of_the_knowledge_base_can_be_interviewed(setting, archetypes):
    for kind in archetypes:
        interview = begin(replace(setting, archetypes=archetypes)).answer(kind)
        while interview.question:
            interview = interview.leave_open()
        read = read_brief(interview.text(), file="brief.yaml", schema=setting.schema, archetypes=archetypes)
        assert read.archetypes[0][0].id == kind
        assert len(interview.draft.entries) <= 21


def test_an_answer_about_one_item_keeps_the_others_of_the_list(setting):
    interview = at(begin(setting).answer("help-desk"), "help-desk: journeys[reply].contested").answer("one ticket")
    assert "journeys:\n- {id: reply, contested: one ticket}\n- {id: list}\n" in interview.text()
    read = read_brief(interview.text(), file="brief.yaml", schema=setting.schema, archetypes=KINDS)
    assert read.ids("journeys") == ("reply", "list")
    assert read.get("journeys[list].wants").layer == "archetype"


def test_the_same_answers_give_the_same_bytes(setting):
    def run() -> str:
        return at(begin(setting).answer("help-desk"), "users").answer("daily 2k").finish().text()

    assert run() == run()


def test_every_question_is_readable_by_its_own_example_and_every_option(setting):
    for occasion in setting.schema.fields["occasion"].choices:
        interview = at(begin(setting), "occasion").answer(occasion)
        while interview.question:
            question = interview.question
            for said in filter(None, (question.example, *(option.value for option in question.options))):
                assert interview.check(said) == "", f"{question.id}: {said}"
            interview = interview.leave_open()


def test_texts_of_questions_are_sentences_without_numbers(setting):
    for question in setting.questions:
        assert question.text.endswith("?"), question.id
        assert question.why.rstrip().endswith((".", "'")), question.id
        assert not any(letter.isdigit() for letter in question.text + question.why), question.id


def test_every_question_is_asked_on_some_occasion(setting):
    asked = set()
    for occasion in setting.schema.fields["occasion"].choices:
        interview = at(begin(setting), "occasion").answer(occasion)
        for question in setting.questions:
            if not question.occasions or occasion in question.occasions:
                asked.add(question.id)
        asked |= set(ids(interview))
    assert asked == {question.id for question in setting.questions}


def test_questions_that_speak_of_nothing_known_are_refused_all_at_once(schema):
    told = {"x": {"place": 1, "questions": [{"id": "a", "path": "team.size", "text": "?", "colour": "red"}]}}
    with pytest.raises(Stop) as stop:
        read_questions(told, schema)
    assert [problem.code for problem in stop.value.problems] == [
        "question-unknown-key",
        "question-missing",
        "question-unknown-path",
    ]


MOVES = st.lists(
    st.one_of(
        st.sampled_from(["", "<", "!", "help-desk", "split", "always", "yes", "none", "gdpr", "5", "99.9 %", "a: 2"]),
        st.text(max_size=30),
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(MOVES)
def test_whatever_is_typed_the_brief_can_be_read(setting, moves):
    interview = begin(setting)
    for said in moves:
        if said == "<":
            interview = interview.back()
        elif said == "!":
            interview = interview.finish()
        elif interview.question and not interview.check(said):
            interview = interview.answer(said)
    read_brief(interview.text(), file="brief.yaml", schema=setting.schema, archetypes=KINDS)
    assert begin(setting, draft=Draft.from_text(interview.draft.to_text())).draft == interview.draft


def test_every_answer_is_read_under_the_name_of_a_fact(setting):
    """The kind of system is read as a layer, and items by their own fields; all else is a fact itself."""
    roots = {root.field.path for root in setting.schema.roots()}
    for question in setting.questions:
        for path in question.paths():
            below = any(root.startswith(f"{path}[]") for root in roots)
            assert path in roots or below or path == "archetype", path
