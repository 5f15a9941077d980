"""From the plain data of files, layer over layer, to tables. Stops once, with everything that is wrong."""

from archgen.decisions.reading.loading import load_table, load_tables
from archgen.decisions.reading.sheet import Piece, Sheet

__all__ = ["Piece", "Sheet", "load_table", "load_tables"]
