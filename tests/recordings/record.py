"""The interview as it is seen in a terminal, recorded: what stands on the screen, the keys, and what comes of it.

A real terminal (tmux) runs `archgen new-design` in an empty repository, on a day that never changes. `make recordings`
writes the page of the guide; a test records again and compares.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PAGE = Path(__file__).parents[2] / "docs" / "interview.md"
CLOCK = "1798761600"
COLUMNS, LINES = 100, 60
PATIENCE = 60.0
SHOWN = {"Down": "↓", "Enter": "Enter", "Escape": "Esc", "BSpace": "Backspace", "C-d": "Ctrl-D", "Space": "space"}


@dataclass(frozen=True)
class Step:
    """What has to stand on the screen, and the keys that are pressed then: names of keys, or what is typed."""

    wait: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """One run of the command."""

    title: str
    says: str
    command: str
    steps: tuple[Step, ...]


WRITE = Step(r"> write it", ("Enter",))
SCENES = (
    Scene(
        "Three questions",
        "What kind of system, how many engineers, how many users: everything else is assumed and listed.",
        "archgen new-design --quick",
        (
            Step(r"1 of 3 +What kind", ("Down", "Down", "Enter")),
            Step(r"2 of 3 +How many developers", ("?",)),
            Step(r"Why: The team decides", ("5", "Enter")),
            Step(r"3 of 3 +How many people", ("12k", "Enter")),
            WRITE,
        ),
    ),
    Scene(
        "The full interview",
        "What you answer is kept as you typed it; a question that is left open gets its assumption. Esc goes back, and"
        " Ctrl-D would leave all the rest open.",
        "archgen new-design",
        (
            Step(r"1 of \d+ +What kind", ("Down", "Down", "Enter")),
            Step(r"What is it called", ("Parley rooms", "Enter")),
            Step(r"in one sentence", ("meeting rooms of a shared office", "Enter")),
            Step(r"What do you need the design for", ("Down", "Enter")),
            Step(r"How many developers", ("50", "Enter")),
            Step(r"When does somebody answer", ("Escape",)),
            Step(r"How many developers", ("BSpace", "Enter")),
            Step(r"When does somebody answer", ("Down", "Down", "Enter")),
            Step(r"take turns", ("Enter",)),
            Step(r"run in production", ("Space", "Enter")),
            Step(r"In which language", ("Down", "Enter")),
            Step(r"How many people use it", ("daily 12k", "Enter")),
            Step(r"How many times as many", ("Enter",)),
            Step(r"What part of all requests", ("99.9 %", "Enter")),
            Step(r"How long may an outage last", ("Enter",)),
            Step(r"Which systems of others", ("Enter",)),
            Step(r"Which rules must it keep", ("Enter",)),
            Step(r"stay in a certain place", ("Enter",)),
            Step(r"Where does it run", ("Down", "Down", "Enter")),
            Step(r"What may it cost", ("EUR 600/month", "Enter")),
            Step(r"By which day", ("2027-02-15", "Enter")),
            Step(r"asked for by name", ("microservices", "Enter")),
            WRITE,
        ),
    ),
)


class Terminal:
    """A terminal of a fixed size that runs one command in a folder; a server of its own, ended with it."""

    def __init__(self, command: str, folder: Path) -> None:
        self._server = ["tmux", "-f", "/dev/null", "-L", f"archgen-{os.getpid()}"]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm", "SOURCE_DATE_EPOCH": CLOCK}
        size = ["-x", str(COLUMNS), "-y", str(LINES)]
        script = f"{command}; echo; echo ended; sleep {PATIENCE}"
        subprocess.run([*self._server, "new-session", "-d", *size, "-c", str(folder), script], check=True, env=own)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([*self._server, "kill-server"], check=False)

    def press(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            literal = [] if key in SHOWN else ["-l"]
            subprocess.run([*self._server, "send-keys", *literal, key], check=True)
            time.sleep(0.1)  # the program tells a lone Escape from a longer sequence by time

    def until(self, wanted: str) -> str:
        """What stands on the screen and above it, once its end shows `wanted` and has come to rest."""
        end, before = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            shown = self._shown()
            if shown == before and re.search(wanted, _last(shown), re.MULTILINE):
                return shown
            before = shown
            time.sleep(0.3)
        raise TimeoutError(f"'{wanted}' does not come; there is:\n{before}")

    def _shown(self) -> str:
        command = [*self._server, "capture-pane", "-p", "-S", "-"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def page() -> str:
    """The page of the guide with every scene as it was seen just now."""
    return "".join(_page())


def _page() -> Iterator[str]:
    yield "# The interview, as it is seen\n\n"
    yield "Two runs in an empty repository, in a real terminal; below each picture stand the keys that follow it.\n"
    for scene in SCENES:
        yield f"\n## {scene.title}\n\n{scene.says}\n"
        yield from _scene(scene)


def _scene(scene: Scene) -> Iterator[str]:
    yield f"\n```text\n$ {scene.command}\n```\n"
    with TemporaryDirectory() as root:
        folder = Path(root) / "parley"
        folder.mkdir()
        with Terminal(scene.command, folder) as terminal:
            for step in scene.steps:
                shown = terminal.until(step.wait)
                yield f"\n```text\n{_last(shown)}\n```\n\nKeys: {_told(step.keys)}\n"
                terminal.press(step.keys)
            end = terminal.until(r"^ended$").removesuffix("ended").rstrip()
        yield f"\n```text\n{_written(end)}\n```\n"
        brief = next(folder.glob("docs/backend/*/brief.yaml")).read_text("utf-8")
    yield f"\nThe answers, as they are kept:\n\n```yaml\n{brief.rstrip()}\n```\n"


def _last(shown: str) -> str:
    """From the last question, or from the last page, to the end of what is shown."""
    starts = [match.start() for match in re.finditer(r"^(?:\d+ of \d+  |\S.*\(scale phase\))", shown, re.MULTILINE)]
    return shown[starts[-1] :] if starts else shown


def _written(shown: str) -> str:
    """What is said after the last page was confirmed, without the page, which is said again."""
    after = shown.rpartition("write it")[2].strip()
    return re.sub(r"^\S.*\(scale phase\)(?:.|\n)*?\n\n", "\n", after, flags=re.MULTILINE)


def _told(keys: tuple[str, ...]) -> str:
    return " ".join(SHOWN.get(key, f"`{key}`") for key in keys)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
