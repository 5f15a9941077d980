"""A design on AWS."""

from archgen.artifacts.infrastructure.aws.blocks import BACKEND, PARTIAL, PROVIDER, blocks

__all__ = ["BACKEND", "PARTIAL", "PROVIDER", "blocks"]
