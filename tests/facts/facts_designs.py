"""Designs that tests of numbers look at: the examples, and a brief in which everything occurs."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from archgen import library
from archgen.documents import Renderer, compose
from archgen.outline import outline
from archgen.pipeline import described
from make import a_brief, an_example

DESIGNS = ("help-desk", "full")
FULL = """\
archetype: iot-telemetry
system: {name: Meters, purpose: readings of meters}
team: {engineers: 12, on_call_people: 8, reachable_hours: 168}
load:
  users: {monthly: 200k}
  senders: {count: 50k, interval: 30 s, bytes: 400}
  peaks: [{id: evening, factor: 3, lasts: 2 h}]
journeys:
- {id: report, by: device, kind: write, criticality: critical, share: 100 %, steps: [
    {to: ingest, does: takes it}, {to: primary-store, does: appends it}]}
- {id: look, kind: read, criticality: critical, share: 70 %, steps: [
    {to: api, does: reads}, {to: primary-store, does: finds, calls: 2}]}
- {id: bill, kind: write, criticality: important, share: 30 %, answer: later, steps: [
    {to: api, does: takes it}, {to: queue, does: keeps it}, {to: worker, does: bills},
    {to: pay, from: worker, does: pays, needs: hard}, {to: mail, from: worker, does: tells, needs: soft}]}
dependencies:
- {id: mail, for: mail, rate_limit: 500 req/s, availability: 99.9 %}
- {id: pay, for: money, availability: 99.5 %, promised: 99 %, rate_limit: 5 req/s, cost: EUR 100/month}
data:
  staleness: 60 s
  hot_share: 60 %
  kinds: [relational, blob]
  entities: [{id: reading, rows_now: 1M, rows_per_month: 90M, bytes_per_row: 60, retention: 24 months}]
  objects: [{id: invoice, count_per_month: 100k, size: 80 KB}]
constraints: {cloud: aws, budget: EUR 20000/month, exchange_rate: 1.1}
business: {orders_per_hour: 40, revenue_per_hour: EUR 2000/h, downtime_cost: EUR 900/h, sla_credits: 10 %}
costs: {hourly_rate: EUR 80/h}
"""


def text_of(name: str) -> str:
    return FULL if name == "full" else an_example(name)


@cache
def resolved(name: str, *settings: str):
    return library.load().resolve(a_brief(*settings, text=text_of(name)))


@cache
def pages_of(name: str):
    """The pages about numbers and the log of what they printed, with the ledgers of today and of the horizons."""
    known = library.load()
    brief = a_brief(text=text_of(name))
    blueprint = described(brief, resolved(name), known, slug="system")
    owed = outline(blueprint, library.document_rows())
    about = replace(owed, owed=tuple(each for each in owed.owed if each.id in ("capacity", "cost", "growth", "ledger")))
    pages, printed = compose(blueprint, about, Renderer(library.templates_folder()), (), {})
    ledger = dict(blueprint.design.ledger)
    for horizon in blueprint.later:
        ledger |= {key: value for key, value in horizon.design.ledger.items() if key not in ledger}
    flips = {flip.value.id: flip.value for decision in blueprint.decisions for flip in decision.flips}
    return {page.id: page.text for page in pages}, printed, {**ledger, **flips}
