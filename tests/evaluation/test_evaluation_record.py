"""The matrix as the parts of a record."""

from archgen.evaluation import record_parts


def test_the_record_judges_every_option_by_the_same_criteria_and_says_what_would_flip_it(matrix_of):
    skills = {"postgresql": "production", "mysql": "some"}
    parts = record_parts(matrix_of("postgresql", "mysql", fit={"postgresql": 4, "mysql": 4}, skills=skills))
    chosen, other = parts.options
    assert parts.title == "Use PostgreSQL for a need"
    assert (chosen.title, chosen.chosen, chosen.says["Total"]) == ("PostgreSQL", True, "4.70")
    assert (other.title, other.chosen, other.says["Total"]) == ("MySQL", False, "4.50")
    assert list(chosen.says) == list(other.says)
    assert other.says["Fit"] == "4. It fits."
    assert parts.revisit == "With fit at 5 instead of 4, MySQL would be first."
    assert parts.consequences == ("One begins with 18 (18.6).",)


def test_a_record_without_a_choice_says_what_ruled_each_out(matrix_of):
    parts = record_parts(matrix_of("minio", fit={"minio": 5}))
    assert parts.title == "No technology yet for a need"
    assert "MinIO (community server) is no longer maintained." in parts.decision
    assert not any(option.chosen for option in parts.options)


def test_open_criteria_are_told_as_the_range_that_they_leave(matrix_of):
    parts = record_parts(matrix_of("postgresql"))
    assert parts.options[0].says["Team"] == "open. What the team knows of PostgreSQL was not said."
    assert parts.revisit == "PostgreSQL is open in fit, team: its total may move within 3.00 to 5.00."


def test_the_weights_are_the_drivers(matrix_of):
    assert record_parts(matrix_of("postgresql")).drivers[0].startswith("Maturity, 25 %: ")
