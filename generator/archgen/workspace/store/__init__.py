"""The only writer of the product: many files at once or none, a lock, a journal, a way back. Knows no documents."""

from archgen.workspace.store.reading import Seen, look
from archgen.workspace.store.writing import Applied, Undone, apply, apply_plan, recover, undo

__all__ = ["Applied", "Seen", "Undone", "apply", "apply_plan", "look", "recover", "undo"]
