"""Migration: how long what is there takes to be copied."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("h", high=10**9)
def copy_time(existing_database_size, restore_rate):
    """How long today's database takes to be copied, at the rate at which a backup is put back."""
    return existing_database_size / restore_rate
