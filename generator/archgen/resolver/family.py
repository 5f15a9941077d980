"""The members of a fact that is declared once a journey, role, entity or other subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import field


@dataclass(frozen=True, slots=True)
class Family(Mapping[str, Any]):
    """Values by subject id, in the order of the brief; iterating yields subjects, as with any mapping."""

    per: str
    members: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, subject: str) -> Any:
        return self.members[subject]

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def merged(self, changes: Mapping[str, Any]) -> Family:
        """This family with some members replaced or added."""
        return Family(self.per, {**self.members, **changes})
