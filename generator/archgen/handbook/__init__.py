"""Standing advice, written once for a repository and fitted to the designs that lie in it."""

from archgen.handbook.book import handbook, topics
from archgen.handbook.fitting import Handbook
from archgen.handbook.pages import handbook_files, titles_by_path

__all__ = ["Handbook", "handbook", "handbook_files", "titles_by_path", "topics"]
