"""The load test of one design: its mix at its peaks, judged by its limits, all of them read from loadtest.json.

    locust -f loadtest.py --headless --host https://staging.example.org --header "Authorization: Bearer $TOKEN"

It ends with code 1 where a journey misses its latency or its share of good requests. Edit this file as you like, above
all what is sent: `archgen update` writes numbers and addresses into loadtest.json, and merges what changes here.
"""

from __future__ import annotations

import json
from math import ceil
from pathlib import Path
from typing import Any
from uuid import uuid4

from locust import HttpUser, LoadTestShape, constant_pacing, events, task
from locust.stats import StatsEntry

PLAN = json.loads(Path(__file__).with_name("loadtest.json").read_text(encoding="utf-8"))
JOURNEYS: dict[str, Any] = PLAN["journeys"]
UNITS = {"s": 1, "m": 60, "h": 3600}
READ = " (read before)"


class Journey(HttpUser):
    """Somebody who walks one journey again and again; a subclass for each journey is made below."""

    abstract = True
    name: str

    @task
    def walk(self) -> None:
        for request in JOURNEYS[self.name]["requests"]:
            self.ask(request)

    def ask(self, request: dict[str, Any]) -> None:
        """Send one request of the journey; what may be refused as agreed counts as answered."""
        headers = {**self.environment.given_headers, **request["headers"]}
        if request["media"]:
            headers["Content-Type"] = request["media"]
        if request["idempotency_key"]:
            headers["Idempotency-Key"] = str(uuid4())
        if request["etag_from"]:
            read = self.client.get(request["etag_from"], headers=headers, name=f"{self.name}{READ}")
            headers["If-Match"] = read.headers.get("ETag", "*")
        with self.client.request(
            request["method"],
            request["path"],
            params=request["query"],
            data=json.dumps(request["body"]) if request["media"] else None,
            headers=headers,
            name=self.name,
            catch_response=True,
        ) as response:
            if response.status_code in request["agreed"]:
                response.success()


class Peak(LoadTestShape):
    """All users of the peak from the ramp's end on, for as long as it holds."""

    def tick(self) -> tuple[int, float] | None:
        options = self.runner.environment.parsed_options
        users = sum(kind.fixed_count for kind in self.runner.environment.user_classes)
        ramp, hold = seconds(options.ramp), seconds(options.hold or f"{PLAN['peaks'][options.peak]['hold_s']}s")
        return (users, max(users / ramp, 1)) if self.get_run_time() < ramp + hold else None


@events.init_command_line_parser.add_listener
def options(parser: Any) -> None:
    """What can be said on the command line besides locust's own options."""
    parser.add_argument("--peak", choices=list(PLAN["peaks"]), default="test", help="whose rates are sent")
    parser.add_argument("--part", type=float, default=100, help="percent of the rates, to try it out")
    parser.add_argument("--ramp", default="60s", help="time until all users are there, such as 60s")
    parser.add_argument("--hold", default="", help="time that the peak holds, such as 10m; default: as the design says")
    parser.add_argument("--header", action="append", default=[], help="sent with each request, such as 'Name: value'")


@events.init.add_listener
def share(environment: Any, **_: Any) -> None:
    """Give each journey the users that make its rate: one asks once in a pace that a slow answer still fits into."""
    told = environment.parsed_options
    environment.given_headers = {
        name.strip(): value.strip() for name, _, value in (h.partition(":") for h in told.header)
    }
    for kind in environment.user_classes:
        rate = PLAN["peaks"][told.peak]["req_per_s"][kind.name] * told.part / 100
        pace = max(1.0, 2 * JOURNEYS[kind.name]["limits"]["latency_ms"] / 1000)
        kind.fixed_count = max(1, ceil(rate * pace))
        kind.wait_time = constant_pacing(kind.fixed_count / rate)


@events.quitting.add_listener
def judge(environment: Any, **_: Any) -> None:
    """Hold every journey against its limits, and say so."""
    missed = [line for name in JOURNEYS for line in misses(name, environment)]
    for line in missed or ["Every journey kept its limits."]:
        print(line)
    if missed:
        environment.process_exit_code = 1


def misses(name: str, environment: Any) -> list[str]:
    """What one journey missed, in words; reads before a change count as its requests, but not for its latency."""
    limits = JOURNEYS[name]["limits"]
    asked, read = summed(name, environment), summed(f"{name}{READ}", environment)
    if not asked.num_requests:
        return [f"{name}: nothing was asked."]
    found = []
    took, allowed = asked.get_response_time_percentile(limits["percentile"] / 100), limits["latency_ms"]
    if took > allowed:
        found.append(f"{name}: {limits['percentile']:g} % took up to {took:g} ms, {allowed:g} ms are allowed.")
    failed = asked.num_failures + read.num_failures
    good = 100 * (1 - failed / (asked.num_requests + read.num_requests))
    if good < limits["good_percent"]:
        found.append(f"{name}: {good:.4g} % were good, {limits['good_percent']:g} % are promised.")
    return found


def summed(name: str, environment: Any) -> StatsEntry:
    """All that was measured under a name, whatever the method."""
    whole = StatsEntry(environment.stats, name, "")
    for entry in environment.stats.entries.values():
        if entry.name == name:
            whole.extend(entry)
    return whole


def seconds(text: str) -> float:
    """The seconds of `90s`, `10m` or `3h`."""
    return float(text.rstrip("smh")) * UNITS.get(text[-1], 1)


# A class for each journey, as locust looks for them among this module's names.
globals().update(
    {f"Journey{place}": type(f"Journey{place}", (Journey,), {"name": name}) for place, name in enumerate(JOURNEYS)}
)
