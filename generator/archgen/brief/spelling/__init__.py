"""How people write sizes, rates and money, read as exact fractions in the unit that a field declares.

`5k`, `1.2M`, `12,000`, `120 KB`, `99.95%`, `1 h 30 min`, `1/30s`, `EUR 600/month` and `600 EUR per month` are read; a
number without a unit is in the declared one. A unit that measures something else is refused by name.
"""

from archgen.brief.spelling.reading import read_bound, read_money, read_number
from archgen.brief.spelling.saying import SpellingError, example, said, with_unit

__all__ = ["SpellingError", "example", "read_bound", "read_money", "read_number", "said", "with_unit"]
