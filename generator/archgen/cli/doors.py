"""Groups of commands behind doors: a command is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

from typer.core import TyperGroup
from typer.main import get_command


class Door(NamedTuple):
    """One command: the module that holds its `app`, and its line in `--help`."""

    module: str
    help: str
    app: str = "app"


def behind(doors: Mapping[str, Door]) -> type[TyperGroup]:
    """The group of these commands, for `typer.Typer(cls=...)`."""

    class Doors(TyperGroup):
        def list_commands(self, _: Any) -> list[str]:
            return list(doors)

        def get_command(self, _: Any, cmd_name: str) -> Any:
            door = doors.get(cmd_name)
            return door and get_command(getattr(import_module(door.module), door.app))

        def format_commands(self, _: Any, formatter: Any) -> None:
            with formatter.section("Commands"):
                formatter.write_dl([(name, door.help) for name, door in doors.items()])

    return Doors
