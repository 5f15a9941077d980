"""Where a design runs: which file describes which part, and how large each part is by the ledger."""

from archgen.hosting.hosting import Hosting, Placed, hosting
from archgen.hosting.sizes import Size, sizes

__all__ = ["Hosting", "Placed", "Size", "hosting", "sizes"]
