"""Outside programs: found, asked for their version, run to an end, and missed with a hint."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from archgen import tools
from archgen.problems import Exit, Stop


def test_a_program_beside_this_python_is_found_before_the_path(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert tools.find("pytest") == Path(sys.executable).parent / "pytest"


def test_a_program_that_is_not_installed_is_not_found():
    assert tools.find("no-such-program-anywhere") is None


def test_a_missing_program_stops_with_the_environments_code_and_the_hint():
    with pytest.raises(Stop) as stopped:
        tools.need("no-such-program-anywhere", "Install it.")
    assert stopped.value.code is Exit.ENVIRONMENT
    assert str(stopped.value) == "no-such-program-anywhere: This program is not installed. Install it. [tool-missing]"


def test_the_version_is_the_first_number_that_the_program_prints():
    assert tools.version(sys.executable) == ".".join(map(str, sys.version_info[:3]))
    assert tools.version(sys.executable, "-c", "print('promtool, version 2.42.0+ds (branch: debian)')") == "2.42.0+ds"


def test_a_program_without_a_version_says_nothing():
    assert tools.version(sys.executable, "-c", "raise SystemExit('1.2.3 is what I refuse to say')") == ""
    assert tools.version("no-such-program-anywhere") == ""


def test_what_a_program_says_is_kept_apart_from_what_it_complains_of():
    said = tools.run(sys.executable, "-c", "import sys; print(input()); sys.exit('no')", stdin="yes")
    assert said == tools.Result(1, "yes\n", "no\n")


def test_a_program_that_hangs_is_ended():
    said = tools.run(sys.executable, "-c", "import time; time.sleep(60)", timeout=0.2)
    assert said.code == tools.TIMED_OUT
    assert "did not end within 0.2 s" in said.err


def test_the_environment_of_a_program_can_be_added_to_and_taken_from(monkeypatch):
    monkeypatch.setenv("ARCHGEN_TEST_A", "a")
    script = "import os; print(os.environ.get('ARCHGEN_TEST_A'), os.environ.get('ARCHGEN_TEST_B'))"
    said = tools.run(sys.executable, "-c", script, env={"ARCHGEN_TEST_B": "b"}, without=("ARCHGEN_TEST_A",))
    assert said.out == "None b\n"


def test_an_attached_program_hands_back_its_exit_code():
    assert tools.attach(sys.executable, "-c", "raise SystemExit(7)") == 7
    assert tools.attach("no-such-program-anywhere") == tools.MISSING
