"""`archgen slo`: what a target means, and what a failure would do to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

import typer

from archgen import slo
from archgen.cli import options
from archgen.library import knowledge
from archgen.problems import Problem, Where, stop_if
from archgen.slo import printed
from archgen.slo.spelled import read_percent, read_positive, read_span, read_window
from archgen.slo.telemetry import terms_from

app = typer.Typer(add_completion=False, help="What a target means, and what a failure would do to it.")


class Chart(StrEnum):
    """How a simulated failure is drawn."""

    ASCII = "ascii"
    MERMAID = "mermaid"


Target = Annotated[str, typer.Option("--target", help="The share of events that must be good, in percent: 99.9.")]
Period = Annotated[str, typer.Option("--window", help="The period: 7d, 28d, 30d or 90d.")]
Errors = Annotated[str, typer.Option("--errors", help="The share of events that fails, in percent: 10%.")]
Minimum = Annotated[int, typer.Option("--minimum-errors", min=0, help="Failures below which nothing alerts.")]
Retention = Annotated[str, typer.Option("--retention", help="How long Prometheus keeps samples: 15d.")]


@app.command()
def table(
    target: Target,
    window: Period = "30d",
    errors: Errors = "10%",
    rps: Annotated[str, typer.Option(help="Events a second, on average.")] = "",
    minimum_errors: Minimum = 10,
    retention: Retention = "",
    bound: Annotated[str, typer.Option(help="A latency bound in seconds: is it a bucket?")] = "",
    buckets: Annotated[str, typer.Option(help="The histogram's buckets in seconds; default: the clients' own.")] = "",
    format: options.Format = "text",
) -> None:
    """Print the budget of a target, when each alert fires, and the traffic that it needs."""
    asked = printed.Target(
        read_percent("--target", target),
        read_window("--window", window, knowledge("slo")["windows"]),
        read_percent("--errors", errors),
        minimum_errors,
        read_positive("--rps", rps) if rps else None,
    )
    stop_if([*_refused(asked.target, asked.window, asked.errors, retention), *_no_bucket(bound, buckets)])
    if format == "json":
        typer.echo(json.dumps(printed.table_data(asked), indent=2))
    else:
        typer.echo(printed.table_text(asked))


@app.command()
def simulate(
    target: Target,
    errors: Errors,
    lasts: Annotated[str, typer.Option("--for", help="How long they fail: 20m, 6h.")],
    rps: Annotated[str, typer.Option(help="Events a second, on average.")],
    window: Period = "30d",
    minimum_errors: Minimum = 10,
    retention: Retention = "",
    chart: Annotated[Chart, typer.Option(help="How it is drawn.")] = Chart.ASCII,
    format: options.Format = "text",
) -> None:
    """Play a failure minute by minute: which alert fires when, and how much of the budget goes."""
    period = read_window("--window", window, knowledge("slo")["windows"])
    failure = slo.Failure(read_percent("--errors", errors), read_span("--for", lasts), read_positive("--rps", rps))
    share = read_percent("--target", target)
    stop_if([*_refused(share, period, failure.errors, retention), *_too_long(failure, period)])
    played = slo.simulate(share, period, failure, minimum_errors=minimum_errors)
    if format == "json":
        typer.echo(json.dumps(printed.simulation_data(share, period, failure, played), indent=2))
    elif chart is Chart.MERMAID:
        typer.echo(printed.simulation_mermaid(period, played))
    else:
        typer.echo(printed.simulation_text(share, period, failure, played))


def _refused(target: Fraction, window: slo.Window, errors: Fraction, retention: str) -> Iterator[Problem]:
    yield from slo.target_refusals(target, window, where=Where("--target"))
    if not 0 < errors <= 1:
        what = f"A share of {slo.percent(errors)} is none that can fail."
        yield Problem("slo-errors-range", Where("--errors"), what, "State more than 0 and at most 100 %.")
    if retention:
        days = read_span("--retention", retention) // 1440
        yield from slo.retention_refusal(window.days, days, where=Where("--window"))


def _no_bucket(bound: str, buckets: str) -> Iterator[Problem]:
    if bound:
        listed = tuple(read_positive("--buckets", part) for part in buckets.split(",")) if buckets else ()
        known = listed or terms_from(knowledge("slo")["contract"]).buckets
        yield from slo.bucket_refusal(read_positive("--bound", bound.removesuffix("s")), known, where=Where("--bound"))


def _too_long(failure: slo.Failure, window: slo.Window) -> Iterator[Problem]:
    if failure.minutes > window.minutes:
        what = f"A failure of {slo.spell_minutes(failure.minutes)} is longer than the period of {window.days} days."
        yield Problem("slo-failure-too-long", Where("--for"), what, "State a shorter one.")
