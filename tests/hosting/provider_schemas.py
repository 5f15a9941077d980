"""What the providers of Terraform know, read from bindings that were generated from their schemas; none is imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

META = {"count", "for_each", "depends_on", "provider", "lifecycle"}


class Provider:
    """One provider; its bindings have a module for each resource and each source of data."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self.folder, self.prefix = folder, prefix

    def mistakes(self, kind: str, type_: str, body: Mapping[str, Any]) -> Iterator[str]:
        """Attributes and blocks that the provider does not know, and those that it wants and that are not there."""
        module = f"data_{type_}" if kind == "data" else type_.removeprefix(f"{self.prefix}_")
        file = self.folder / module / "__init__.py"
        if not file.exists():
            yield f"{type_}: no such {kind}"
            return
        classes = _classes(file)
        own = next(node for node in classes.values() if _documented(node, type_) and _parameters(node))
        yield from _compared(own, classes, body, type_)


def _compared(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef], body: Any, where: str) -> Iterator[str]:
    known = _parameters(node)
    given = {key: value for key, value in body.items() if key not in META and not key.startswith("__")}
    yield from (f"{where}.{key}: unknown" for key in given if not {key, f"{key}_"} & set(known))
    wanted = {name for name, (_, needed) in known.items() if needed}
    yield from (
        f"{where}: lacks {name}" for name in sorted(wanted) if name.rstrip("_") not in given and name not in given
    )
    for key, value in given.items():
        annotation = known.get(key, known.get(f"{key}_", ("", False)))[0]
        below = next((classes[name] for name in re.findall(r"[A-Z]\w+", annotation) if name in classes), None)
        for each in value if isinstance(value, list) else [value]:
            if below is not None and isinstance(each, Mapping):
                yield from _compared(below, classes, each, f"{where}.{key}")


@cache
def _classes(file: Path) -> Mapping[str, ast.ClassDef]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _documented(node: ast.ClassDef, type_: str) -> bool:
    """Whether it stands for the resource itself and not for the whole of its arguments."""
    whole = any("TerraformMetaArguments" in ast.unparse(base) for base in node.bases)
    return not whole and f" {type_}}}" in (ast.get_docstring(node) or "")


def _parameters(node: ast.ClassDef) -> Mapping[str, tuple[str, bool]]:
    """The names that a class takes, with what each holds and whether it must be given."""
    made = next((each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"), None)
    if made is None:
        return {}
    return {
        argument.arg: (ast.unparse(argument.annotation) if argument.annotation else "", default is None)
        for argument, default in zip(made.args.kwonlyargs, made.args.kw_defaults, strict=True)
    }
