"""Prices: the book that designs are costed with, a team's own list, and what infracost prints."""

from archgen.pricing.book import Price, PriceBook, price_book
from archgen.pricing.infracost import rows_of_infracost
from archgen.pricing.own import FILE, read_own_prices

__all__ = ["FILE", "Price", "PriceBook", "price_book", "read_own_prices", "rows_of_infracost"]
