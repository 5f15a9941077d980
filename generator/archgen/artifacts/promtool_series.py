"""The samples of a rule test: what the metrics of an indicator would have shown under a load. Notation of promtool."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from archgen.slo import Objective, Probe
from archgen.slo.indicators import Counted, Indicator, NativeTimed, Serial, Sliced, Timed
from archgen.slo.promql import Matcher, number
from archgen.slo.replay import Load, Stretch

VANISHES = " stale"


def series(objective: Objective, load: Load, *, tail: str = "") -> list[dict[str, str]]:
    """Every input series of a case; `tail` is appended to what the objective measures, not to its second witness."""
    shown = [(name, values + tail) for name, values in _measured(objective.indicator, load)]
    if objective.probe:
        shown.append((objective.probe.selector.sample(), _witness(objective.probe, load)))
    return [{"series": name, "values": values} for name, values in dict(shown).items()]


def _measured(indicator: Indicator, load: Load) -> Iterator[tuple[str, str]]:
    match indicator:
        case Counted():
            yield _split(indicator, good=True), _counter(load, _good)
            yield _split(indicator, good=False), _counter(load, _bad)
        case Timed():
            yield indicator.count.sample(), _counter(load, _valid)
            yield indicator.bucket.sample(), _counter(load, _good)
        case NativeTimed():
            yield indicator.histogram.sample(), _histogram(load, indicator.bound)
        case Sliced():
            yield indicator.gauge.sample(), _gauge(load, indicator)
        case Serial():
            first, *others = indicator.steps
            healthy = Load(tuple(Stretch(s.steps, s.valid, 0) for s in load.stretches), load.layout, load.step)
            for step in others:
                yield from _measured(step, healthy)
            yield from _measured(first, load)


def _split(indicator: Counted, *, good: bool) -> str:
    value = indicator.passed if good else indicator.failed.sample
    return indicator.total.having(Matcher(indicator.failed.label, value)).sample()


def _counter(load: Load, of: Callable[[Stretch], int]) -> str:
    """`0+10x360 3609+9x19`: each stretch goes on where the last one ended."""
    runs, value = [], 0
    for place, stretch in enumerate(load.stretches):
        grows = of(stretch)
        start, times = (0, stretch.steps) if place == 0 else (value + grows, stretch.steps - 1)
        runs.append(f"{start}+{grows}x{times}")
        value += grows * stretch.steps
    return " ".join(runs)


def _histogram(load: Load, bound: Fraction) -> str:
    """Quick events lie well below the bound and slow ones well above it, so that nothing is interpolated.

    Sample by sample: promtool reads nothing after a repeated histogram.
    """
    quick, slow = _exponent(bound / 2), _exponent(bound * 2) + 2
    steps = range(sum(stretch.steps for stretch in load.stretches) + 1)
    return " ".join(_buckets((load.counted(i, _good), load.counted(i, _bad)), quick, slow) for i in steps)


def _buckets(counts: tuple[int, int], quick: int, slow: int) -> str:
    between = " 0" * (slow - quick - 1)
    total = sum(counts)
    return f"{{{{schema:0 sum:{total} count:{total} offset:{quick} buckets:[{counts[0]}{between} {counts[1]}]}}}}"


def _exponent(value: Fraction) -> int:
    """The largest power of two at most `value`: bucket i of schema 0 ends at 2 ** i."""
    exponent = 0
    while Fraction(2) ** exponent > value:
        exponent -= 1
    while Fraction(2) ** (exponent + 1) <= value:
        exponent += 1
    return exponent


def _gauge(load: Load, indicator: Sliced) -> str:
    """An age just over the bound in bad steps, none in good ones; as a time it moves on with the clock."""
    runs, step = [], 0
    seconds = load.step * 60 if indicator.since else 0
    for place, stretch in enumerate(load.stretches):
        age = indicator.bound + 60 if stretch.bad else Fraction(0)
        start = (step + 1 if place else 0) * seconds - age if indicator.since else age
        runs.append(f"{number(start)}+{seconds}x{stretch.steps - 1 if place else stretch.steps}")
        step += stretch.steps
    return " ".join(runs)


def _witness(probe: Probe, load: Load) -> str:
    """A second witness that sees nothing wrong for longer than the case lasts."""
    steps = sum(stretch.steps for stretch in load.stretches) + 60
    return f"1+0x{steps}" if probe.bound is None else f"0+{load.step * 60}x{steps}"


def _good(stretch: Stretch) -> int:
    return stretch.valid - stretch.bad


def _bad(stretch: Stretch) -> int:
    return stretch.bad


def _valid(stretch: Stretch) -> int:
    return stretch.valid
