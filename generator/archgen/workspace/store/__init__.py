"""The only writer of the product: many files at once or none, a lock, a journal, a way back. Knows no documents."""

from archgen.workspace.store.writing import Applied, Undone, apply, recover, undo

__all__ = ["Applied", "Undone", "apply", "recover", "undo"]
