"""Valid briefs by chance: any answer that the schema takes may be there, within its bounds, or be left out."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from random import Random
from typing import Any

LEFT_OUT = ("detected", "archetype", "decided", "load.users", "journeys[].steps[].from")
ACTORS = ("user", "device", "partner", "clock", "staff")


class RandomBrief:
    """One brief, made from a seed; `text` is YAML."""

    def __init__(self, seed: int, schema: Any) -> None:
        self.chance, self.schema = Random(seed), schema
        names = ("journeys", "data.entities", "data.objects", "dependencies")
        self.names = {name: self._ids(name.rpartition(".")[2]) for name in names}
        self.likely = self.chance.choice((0.15, 0.4, 0.8))
        answers = self._group("") | {"system": {**self._group("system"), "name": "Parley"}}
        answers.setdefault("load", {})["users"] = users = self._group("load.users")
        told = [name for name in ("concurrent", "daily", "monthly") if name in users]
        users |= dict(zip(told, sorted(users[name] for name in told), strict=True))
        if len(told) > 1:
            for share in ("daily_share", "concurrent_share"):
                answers["load"].pop(share, None)
        self.text = json.dumps(answers)

    def _ids(self, word: str) -> list[str]:
        return [f"{word}-{place}" for place in range(self.chance.choice((1, 1, 2, 3)))]

    def _group(self, path: str) -> dict[str, Any]:
        made = {}
        for name, field in self.schema.below(path).items():
            wanted = field.required or field.path in (*self.names, "data") or self.chance.random() < self.likely
            if field.path in LEFT_OUT or not wanted:
                continue
            made |= {key: self._value(field) for key in (self._keys(field) if name == "*" else (name,))}
        return {name: value for name, value in made.items() if value is not None}

    def _keys(self, field: Any) -> tuple[str, ...]:
        known = tuple(self.schema.components()) if field.keys == "roles" else ("alpha", "postgresql", "redis")
        return tuple(self.chance.sample(known, 2))

    def _value(self, field: Any) -> Any:
        match field.type:
            case "group":
                return self._group(field.path)
            case "items":
                return self._items(field)
            case "list":
                return self._list(field)
            case "choice":
                return self.chance.choice(field.choices)
            case "flag":
                return self.chance.random() < 0.5
            case "money":
                return f"EUR {self._number(field)}/{field.unit.partition('/')[2]}"
            case "quantity" if field.unit == "%":
                return f"{self._number(field)} %"
            case "quantity" | "integer":
                return self._number(field)
            case "reference":
                return self._reference(field)
            case "date":
                return "2026-01-31"
            case _:
                return "words"

    def _number(self, field: Any) -> float | int:
        """Anything between the bounds, on the field's step: small ones as often as large ones."""
        low, high, step = field.low or Fraction(0), field.high or Fraction(10**9), field.step
        if self.chance.random() < 0.1:
            value = self.chance.choice((low, high))
        else:
            lowest = float(low) if low > 0 else float(step)
            value = Fraction(math.exp(self.chance.uniform(math.log(lowest), math.log(float(high)))))
        steps = max(math.ceil(low / step), min(math.floor(high / step), round(value / step)))
        exact = steps * step if low <= steps * step <= high else low
        return int(exact) if exact.denominator == 1 else float(exact)

    def _items(self, field: Any) -> list[dict[str, Any]]:
        below = f"{field.path}[]"
        if field.path in self.names:
            ids = self.names[field.path]
        elif field.path.endswith("steps"):
            ids = ["0"] * self.chance.choice((1, 2, 4))
        else:
            ids = self._ids("item")
        made = []
        for name in ids:
            item = self._group(below)
            if field.path == "journeys":
                item["share"] = 100 // len(ids)
            if field.path.endswith("relations") and "to" not in item:
                continue
            made.append({field.key: name, **item} if field.key else item)
        return made

    def _list(self, field: Any) -> list[Any]:
        if field.of == "reference":
            known = self._known(field.to)
            return self.chance.sample(known, min(len(known), 2))
        if field.of == "choice":
            return self.chance.sample(field.choices, self.chance.randrange(len(field.choices) + 1))
        return ["words"]

    def _reference(self, field: Any) -> str | None:
        known = self._known(field.to)
        return self.chance.choice(known) if known else None

    def _known(self, kind: str) -> list[str]:
        match kind:
            case "actors":
                return list(ACTORS)
            case "places":
                return [*self.schema.components(), *self.names["dependencies"]]
            case "kept":
                return [*self.names["data.entities"], *self.names["data.objects"]]
            case "entities":
                return self.names["data.entities"]
            case _:
                return self.names[kind]
