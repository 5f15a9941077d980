"""PromQL from parts: selectors with quoted label values, exact numbers. It knows no metric and no objective."""

from __future__ import annotations

import json
import re
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
LABEL = re.compile(r"(?!__)[a-zA-Z_][a-zA-Z0-9_]*")
_SIGNIFICANT = 12


class Matcher(Struct, frozen=True):
    """`label op value`; `example` is a value that it matches, needed where `op` is not `=`."""

    label: str
    value: str
    op: str = "="
    example: str = ""

    def __str__(self) -> str:
        return f"{self.label}{self.op}{quote(self.value)}"

    @property
    def sample(self) -> str:
        return self.value if self.op == "=" else self.example


class Selector(Struct, frozen=True):
    """A metric and what its labels must be; prints as PromQL."""

    metric: str
    matchers: tuple[Matcher, ...] = ()

    def __str__(self) -> str:
        inside = ",".join(map(str, self.matchers))
        return f"{self.metric}{{{inside}}}" if inside else self.metric

    def having(self, *matchers: Matcher) -> Selector:
        """The same selector, narrowed."""
        return replace(self, matchers=self.matchers + matchers)

    def named(self, metric: str) -> Selector:
        """The same labels on another metric."""
        return replace(self, metric=metric)

    def sample(self) -> str:
        """One series that the selector matches, as a rule test writes it."""
        return str(replace(self, matchers=tuple(Matcher(m.label, m.sample) for m in self.matchers)))


def select(metric: str, **labels: str) -> Selector:
    """A selector by equal labels: `select("up", job="api")`."""
    return Selector(metric, tuple(Matcher(label, value) for label, value in labels.items()))


def quote(text: str) -> str:
    """`text` as a PromQL string; JSON's escapes are a part of PromQL's."""
    return json.dumps(text, ensure_ascii=False)


def number(value: Fraction) -> str:
    """`value` as an exact decimal, or to twelve significant digits where it has none."""
    exact = decimal(value)
    return exact if exact is not None else f"{float(value):.{_SIGNIFICANT}g}"


def decimal(value: Fraction) -> str | None:
    """The exact decimal text of `value`; None where the digits would never end."""
    twos, fives, rest = 0, 0, value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def summed(selector: Selector, span: str) -> str:
    """How often the counter grew within `span`, over all its series."""
    return f"sum(increase({selector}[{span}]))"
