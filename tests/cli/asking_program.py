"""A program that holds an interview and prints the brief: what the tests of the terminal run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from archgen.brief import make_schema
from archgen.brief.interview import Draft, Setting, begin, read_questions
from archgen.cli.asking import front_for, interview
from archgen.library import knowledge
from archgen.problems import Exit, Stop

USERS = {"load": {"users": {"monthly": "20k"}}}
KINDS = {
    "help-desk": {"archetype": "help-desk", "title": "help desk", "says": "agents answer", "brief": USERS},
    "shop": {"archetype": "shop", "title": "shop", "says": "people buy", "brief": {}},
}


def a_setting() -> Setting:
    schema = make_schema(knowledge("brief")["brief"], knowledge("roles")["roles"])
    return Setting(schema, read_questions(knowledge("questions"), schema), KINDS, name="folder", address="brief.json")


def main(kept: Path, options: list[str]) -> int:
    setting, quick = a_setting(), "--quick" in options
    draft = Draft.from_text(kept.read_text(encoding="utf-8")) if kept.exists() else None
    front = front_for(sys.stdin, sys.stdout, os.environ)
    if front is None:
        print("nobody to ask")
        print(begin(setting, quick=quick).finish().text())
        return Exit.FINE
    try:
        done = interview(
            setting,
            front,
            quick=quick,
            draft=draft,
            keep=lambda each: kept.write_text(each.to_text(), encoding="utf-8") and None,
            last_page=lambda state: f"The last page after {len(state.draft.entries)} questions.",
        )
    except KeyboardInterrupt:
        print("interrupted")
        return Exit.INTERRUPTED
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    print(done.text() if done else "left")
    return Exit.FINE


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
