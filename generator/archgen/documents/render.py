"""The home of Jinja2: templates to text, with a log of every number that was printed.

Whatever a template prints goes through `_printed`: a quantity by its one spelling, a person's text by the filter of
prose unless the template names another place. Template text itself holds no figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from archgen.documents import places
from archgen.documents.charts import Plot
from archgen.evaluation import two_places
from archgen.quantities import Quantity, print_number, print_quantity
from archgen.texts import Text


class Printed(Struct, frozen=True):
    """One number on one page: the quantity's id and the text that stands for it."""

    page: str
    quantity: str
    text: str


class Renderer:
    """Templates of one run. `house` folders stand in front of ours; with any, templates run in the sandbox."""

    def __init__(self, templates: Path, *, house: tuple[Path, ...] = (), cache: Path | None = None) -> None:
        kind = SandboxedEnvironment if house else Environment
        self._environment = kind(
            loader=FileSystemLoader([*house, templates]),
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._printed,
            bytecode_cache=_Bytecode(cache) if cache else None,
            auto_reload=True,
        )
        self._environment.filters |= {
            "cell": partial(self._placed, places.cell),
            "mermaid": partial(self._placed, places.mermaid),
            "plain": partial(self._placed, places.plain),
            "number": self._number,
            "anchor": places.anchor,
            "hundredths": two_places,
        }
        self._page = ""
        self.log: list[Printed] = []

    def page(self, template: str, page: str, values: Mapping[str, Any]) -> str:
        """The text of one page; numbers go to the log under `page`."""
        self._page = page
        text = self._environment.get_template(template).render(values)
        return places.tidied(text)

    def macro(self, template: str, name: str, *about: Any, page: str) -> str:
        """What one macro of a template says, its numbers logged under `page`; "" where it says nothing."""
        self._page = page
        return places.tidied(getattr(self._environment.get_template(template).module, name)(*about)).strip()

    def text(self, filled: tuple[Any, ...], *, page: str) -> str:
        """A filled sentence as prose, its numbers logged under `page`."""
        self._page = page
        return str(self._printed(filled))

    def _printed(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        if isinstance(value, Quantity):
            return self._logged(value, print_quantity(value))
        if isinstance(value, Text):
            return places.prose(value.raw)
        if isinstance(value, Plot):
            return self._logged(value.quantity, print_number(value.quantity).replace(",", ""))
        if isinstance(value, tuple):
            return "".join(str(self._printed(part)) for part in value)
        if value is None:
            raise TypeError(f"a page must say what is unknown in words, not print {value!r}")
        return value

    def _placed(self, place: Any, value: Any) -> str:
        if isinstance(value, Text):
            return str(place(value.raw))
        if isinstance(value, tuple):
            return "".join(self._placed(place, part) for part in value)
        if isinstance(value, Quantity):
            return str(self._printed(value))
        return str(place(value)) if place is not places.cell else str(value)

    def _number(self, value: Quantity) -> str:
        return self._logged(value, print_number(value))

    def _logged(self, quantity: Quantity, text: str) -> str:
        if quantity.id:
            self.log.append(Printed(self._page, quantity.id, text))
        return text


def plain(value: Any) -> str:
    """A quantity, a person's text or a filled sentence as plain words, for a terminal."""
    if isinstance(value, Quantity):
        return print_quantity(value)
    if isinstance(value, Text):
        return places.one_line(value.raw)
    return "".join(map(plain, value)) if isinstance(value, tuple) else str(value)


class _Bytecode(BytecodeCache):
    """Compiled templates in a folder, by the hash of their text: compiling costs far more than rendering."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        file = self._file(bucket)
        if file.exists():
            with file.open("rb") as stream:
                bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._file(bucket).open("wb") as stream:
                bucket.write_bytecode(stream)
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{hashlib.sha1(bucket.key.encode() + bucket.checksum.encode()).hexdigest()}.jinja"
