"""Plain data to one layer of answers: every value checked against its field, every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archgen.brief.layers import Given, Layer, LayerName
from archgen.brief.schema import Field, Schema, nearest
from archgen.brief.spelling import SpellingError
from archgen.brief.values import KEY, MOST_ITEMS, read_id, read_value, spelling
from archgen.problems import Problem, Where

Path = tuple[str | int, ...]
DETECTED = "detected"


class Reading:
    """Reads plain data into a layer; `where` tells the place of a path of the data, `grounds` why a value stands."""

    def __init__(
        self,
        schema: Schema,
        *,
        layer: LayerName,
        where: Callable[[Path], Where],
        grounds: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.problems: list[Problem] = []
        self._schema, self._name, self._where, self._ground = schema, layer, where, grounds
        self._values: dict[str, Given] = {}
        self._lists: dict[str, tuple[str, ...]] = {}

    def read(self, data: Mapping[str, Any]) -> Layer:
        """The layer that `data` holds; what cannot be read is a problem and left out."""
        self._group("", "", data, ())
        if self._name == "given" and data:
            self._nameless(data)
        return self.layer

    @property
    def layer(self) -> Layer:
        return Layer(self._values, self._lists)

    def value(self, field: Field, path: str, raw: Any, at: Path) -> None:
        """Read what stands at one path."""
        if raw is None:
            return
        match field.type:
            case "group":
                self._group(field.path, path, raw, at)
            case "items":
                self._items(field, path, raw, at)
            case _:
                self._leaf(field, path, raw, at)

    def _leaf(self, field: Field, path: str, raw: Any, at: Path) -> None:
        try:
            value, unit = read_value(field, raw)
        except SpellingError as wrong:
            self._fail(wrong, path, at)
        else:
            self._values[path] = Given(value, unit, self._name, self._where(at), spelling(raw), self._ground(path))

    def _group(self, schema_path: str, path: str, raw: Any, at: Path) -> None:
        if not isinstance(raw, Mapping):
            what = f"{path or 'the brief'} holds a {_kind(raw)} where 'key: value' lines are expected"
            known = ", ".join(self._schema.below(schema_path))
            self._problem("brief-wrong-type", what, f"It takes: {known}.", at)
            return
        below = self._schema.below(schema_path)
        for name, value in raw.items():
            field = below.get(name)
            if field is None and "*" in below and self._free_key(below["*"], name, path, at):
                field = below["*"]
            if field is not None and name != "*" and (path or name != DETECTED):
                self.value(field, f"{path}.{name}" if path else name, value, (*at, name))
            elif name not in below and "*" not in below:
                self._unknown(name, path, tuple(below), (*at, name), bare=value is None)
        if "[" in path:
            self._missing(below, raw, path, at)

    def _free_key(self, field: Field, name: str, path: str, at: Path) -> bool:
        if field.keys == "roles":
            known = self._schema.components()
            if name not in known:
                self._unknown(name, path, (*self._schema.below(path), *known), (*at, name))
            return name in known
        if KEY.fullmatch(name) and len(name) <= 60:
            return True
        self._problem(
            "brief-bad-id",
            f"'{name[:60]}' is no name that {path} takes",
            "Use letters, digits and + # . _ - only.",
            (*at, name),
        )
        return False

    def _missing(self, below: Mapping[str, Field], raw: Mapping[str, Any], path: str, at: Path) -> None:
        for name, field in below.items():
            if field.required and raw.get(name) in (None, ""):
                self._problem("brief-missing", f"{path}.{name} is missing", f"Write '{name}: ...' there.", at)

    def _nameless(self, data: Mapping[str, Any]) -> None:
        """What a whole brief must say, whether or not the group is there in which it stands."""
        for path, field in self._schema.fields.items():
            group, _, name = path.rpartition(".")
            held = data.get(group) or {}
            if field.required and "[]" not in path and isinstance(held, Mapping) and not held.get(name):
                hint = f"Write '{group}: {{{name}: ...}}'."
                self._problem("brief-missing", f"{path} is missing", hint, (group,))

    def _items(self, field: Field, path: str, raw: Any, at: Path) -> None:
        if not isinstance(raw, list):
            hint = "Begin each item with '- '."
            self._problem("brief-wrong-type", f"{path} is a list, and a {_kind(raw)} stands there", hint, at)
            return
        if not field.least <= len(raw) <= MOST_ITEMS:
            what = f"{path} has {len(raw):,} items, and {field.least or 'none'} to {MOST_ITEMS:,} are read"
            hint = "Shorten it." if raw else "Name one, or leave the list out."
            self._problem("brief-too-many" if raw else "brief-too-few", what, hint, at)
            return
        ids: dict[str, Path] = {}
        for place, item in enumerate(raw):
            name = self._item(field, path, self._spelled_out(field, item), (*at, place), place=place, ids=ids)
            if name:
                ids[name] = (*at, place)
        self._lists[path] = tuple(ids)

    def _spelled_out(self, field: Field, item: Any) -> Any:
        """A bare word stands for an item of which it is the one thing that must be said."""
        if field.key or not isinstance(item, (str, int)):
            return item
        needed = [name for name, below in self._schema.below(f"{field.path}[]").items() if below.required]
        return {needed[0]: item} if needed else item

    def _item(self, field: Field, path: str, item: Any, at: Path, *, place: int, ids: Mapping[str, Path]) -> str:
        if not isinstance(item, Mapping):
            hint = f"Write {{{field.key}: ...}}." if field.key else "Write {key: value}."
            self._problem("brief-wrong-type", f"an item of {path} is a {_kind(item)}", hint, at)
            return ""
        name = self._item_id(field, path, item, at, ids) if field.key else str(place)
        told = {key: value for key, value in item.items() if key != field.key and (name or key != _NAMED)}
        self._group(f"{field.path}[]", f"{path}[{name or place}]", told, at)
        return name

    def _item_id(self, field: Field, path: str, item: Mapping[str, Any], at: Path, ids: Mapping[str, Path]) -> str:
        if item.get(field.key) is None:
            named = _NAMED in item and _NAMED not in self._schema.below(f"{field.path}[]")
            hint = f"Write '{field.key}: ...' in place of '{_NAMED}'." if named else f"Add '{field.key}: ...'."
            self._problem("brief-missing", f"an item of {path} has no {field.key}", hint, at)
            return ""
        try:
            name = read_id(item[field.key], key=field.key)
        except SpellingError as wrong:
            self._fail(wrong, path, (*at, field.key))
            return ""
        if name in ids:
            what = f"'{name}' stands twice in {path}; the first is on line {self._where(ids[name]).line}"
            self._problem("brief-duplicate-id", what, "Give one of them another id.", (*at, field.key))
            return ""
        return name

    def _unknown(self, name: str, path: str, known: tuple[str, ...], at: Path, *, bare: bool = False) -> None:
        words = [word for word in known if word not in ("*", DETECTED)]
        close = nearest(name, words)
        hint = f"Did you mean '{close}'?" if close else f"It takes: {', '.join(words)}."
        if name.partition(":")[0] in known:
            hint = "Put a space behind the colon."
        elif name.isdecimal():
            hint = "Inside { } a comma parts two entries: write the number without it."
        elif bare and not close:
            hint = f"{hint} Inside {{ }} a comma parts two entries: put a text that holds one in quotes."
        place = f" in {path}" if path else ""
        self._problem("brief-unknown-key", f"'{name[:60]}' is not a known key{place}", hint, at)

    def _fail(self, wrong: SpellingError, path: str, at: Path) -> None:
        self._problem(wrong.code, f"{path}: {wrong.what}", wrong.hint, at)

    def _problem(self, code: str, what: str, hint: str, at: Path) -> None:
        self.problems.append(Problem(code, self._where(at), f"{what}.", hint))


_NAMED = "name"  # what people call the id of an item


def _kind(raw: Any) -> str:
    return "list" if isinstance(raw, list) else "mapping" if isinstance(raw, Mapping) else "single value"
