"""The load test as data: rates of every peak, limits, and the requests of each journey as the interface takes them."""

from archgen.artifacts.loadtest.plan import plan

__all__ = ["plan"]
