"""The door: the version, completion in a shell, and words that are no command."""

import os
import subprocess
import sys

import pytest

from archgen import __version__


def archgen_told(*arguments, **environment):
    command = [sys.executable, "-c", "from archgen.cli.start import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


@pytest.mark.parametrize("line", [("--version",), ("--debug", "--version"), ("--version", "check")])
def test_the_version_is_told_and_nothing_else_is_done(line):
    done = archgen_told(*line)
    assert (done.returncode, done.stdout) == (0, f"archgen {__version__}\n")


def test_the_help_names_the_version_and_how_a_shell_learns_to_complete():
    told = archgen_told("--help").stdout
    assert all(option in told for option in ("--version", "--install-completion", "--show-completion"))


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("archgen che", {"check"}),
        ("archgen adr su", {"supersede"}),
        ("archgen check --fo", {"--format"}),
        ("archgen export --format str", {"structurizr"}),
        ("archgen nosuch", set()),
    ],
)
def test_a_shell_completes_commands_options_and_values(words, offered):
    place = str(len(words.split(" ")) - 1)
    done = archgen_told(_ARCHGEN_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place)
    assert set(done.stdout.split()) == offered, done.stderr


def test_a_word_that_is_no_command_is_refused():
    done = archgen_told("nosuch")
    assert done.returncode == 2
    assert "No such command 'nosuch'." in done.stderr
