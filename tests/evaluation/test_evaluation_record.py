"""The matrix as the text of a record."""

from archgen.evaluation import record_sections, record_title


def _text(matrix):
    return "\n".join(f"## {head}\n\n" + "\n".join(lines) for head, lines in record_sections(matrix))


def test_the_record_shows_every_option_by_the_same_criteria_and_what_would_flip_it(matrix_of):
    skills = {"postgresql": "production", "mysql": "some"}
    matrix = matrix_of("postgresql", "mysql", fit={"postgresql": 4, "mysql": 4}, skills=skills)
    text = _text(matrix)
    assert record_title(matrix) == "Use PostgreSQL for a need"
    assert "| PostgreSQL | 5 | 4 | 5 | 5 | 5 | 4.70 | adopt |" in text
    assert "| MySQL | 5 | 4 | 4 | 5 | 5 | 4.50 | pilot |" in text
    assert "With fit at 5 instead of 4, MySQL would be first." in text


def test_a_record_without_a_choice_says_what_ruled_each_out(matrix_of):
    matrix = matrix_of("minio", fit={"minio": 5})
    assert record_title(matrix) == "No technology yet for a need"
    assert "MinIO (community server) is no longer maintained." in _text(matrix)


def test_open_criteria_are_told_as_the_range_that_they_leave(matrix_of):
    assert "PostgreSQL is open in fit, team: its total may move within 3.00 to 5.00." in _text(matrix_of("postgresql"))
