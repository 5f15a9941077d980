"""`archgen knowledge` as people run it."""

import json

import pytest
from typer.testing import CliRunner

from archgen import library
from archgen.cli.knowledge import app
from archgen.problems import Stop


def _run(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_check_says_how_much_was_proved():
    assert "are complete and free of contradiction." in _run("check").output
    assert _run("check", "--quiet").output == ""


def test_show_prints_a_table_with_reasons_and_sources():
    output = _run("show", "phase").output
    assert "foundation (phase, built-in): users ..99999 -> foundation" in output
    assert "sources: scale.foundation.range" in output


def test_show_prints_a_catalogue_with_its_figures_filled_in():
    output = _run("show", "dr_tiers").output
    assert "  Data lost at most: 24 h\n" in output
    assert "restore into an empty place every 3 months" in output


def test_show_prints_a_technology_and_calls_what_was_not_verified_so():
    assert "  first_stable: not verified\n" in _run("show", "flask").output


def test_show_without_a_name_lists_what_there_is():
    assert _run("show").output.startswith("tables: ")


def test_an_unknown_name_is_refused_with_the_nearest_ones():
    with pytest.raises(Stop, match="Did you mean phase"):
        _run("show", "phases")


def test_eject_writes_house_rules_that_change_nothing_yet(tmp_path):
    assert _run("eject", "phase", "--output", str(tmp_path)).output == "Wrote .archgen/house/decisions/phase.yaml.\n"
    text = (tmp_path / ".archgen/house/decisions/phase.yaml").read_text("utf-8")
    assert "\nextends: phase\n" in text
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines == ["extends: phase"]


def test_eject_never_overwrites(tmp_path):
    _run("eject", "phase", "--output", str(tmp_path))
    with pytest.raises(Stop, match="exists already"):
        _run("eject", "phase", "--output", str(tmp_path))


def test_eject_can_be_tried_without_writing(tmp_path):
    assert _run("eject", "phase", "--output", str(tmp_path), "--dry-run").output.startswith("Would write ")
    assert list(tmp_path.iterdir()) == []


def test_coverage_is_given_as_data_and_fails_while_something_is_missing():
    result = _run("coverage", "--format", "json")
    data = json.loads(result.output)
    assert set(data) == {"places", "missing", "later", "exempt"}
    assert len(data["places"]) == len(library.knowledge("inventory")["inventory"])
    assert result.exit_code == (1 if data["missing"] else 0)


def test_coverage_counts_in_words():
    assert " of 585 items are carried; " in _run("coverage", "--all").output


def test_pages_are_written_below_a_folder_and_never_over_a_file_of_somebody_else(tmp_path):
    _run("pages", "docs/knowledge", "--output", str(tmp_path))
    page = tmp_path / "docs/knowledge/decisions/broker.md"
    assert page.read_text("utf-8").startswith("# Queues and events\n")
    _run("pages", "docs/knowledge", "--output", str(tmp_path))
    page.write_text("ours\n", encoding="utf-8")
    with pytest.raises(Stop) as refused:
        _run("pages", "docs/knowledge", "--output", str(tmp_path))
    assert [str(problem) for problem in refused.value.problems] == [
        "docs/knowledge/decisions/broker.md: is a file that this command did not write. "
        "Move it away, or name another folder. [knowledge-page-exists]"
    ]
    assert page.read_text("utf-8") == "ours\n"


@pytest.mark.parametrize("folder", ["..", "../elsewhere", "/tmp/elsewhere", ".archgen", "docs/../.."])
def test_pages_go_into_a_folder_of_the_repository_only(folder, tmp_path):
    with pytest.raises(Stop) as refused:
        _run("pages", folder, "--output", str(tmp_path))
    assert [str(problem) for problem in refused.value.problems] == [
        f"{folder}: is no folder for pages of this repository. "
        "Name a folder that lies in it, such as docs/knowledge. [knowledge-folder]"
    ]
    assert list(tmp_path.iterdir()) == []
