"""Wishes: what somebody asked for by name, read from their words, so that tables and challenges can answer."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("flag")
def wishes_kubernetes(wishes):
    """Whether somebody asked for Kubernetes."""
    return _asked(wishes, "kubernetes", "k8s")


@fact("flag")
def wishes_microservices(wishes):
    """Whether somebody asked for microservices."""
    return _asked(wishes, "microservice", "micro service", "micro-service")


@fact("flag")
def wishes_broker(wishes):
    """Whether somebody asked for a message broker or events."""
    return _asked(wishes, "kafka", "rabbitmq", "event-driven", "event driven", "message broker", "event sourcing")


def _asked(wishes, *words):
    told = " ".join(wish.raw.casefold() for wish in wishes or ())
    return any(word in told for word in words)
