"""Text of a record in, value out: every dialect, every markup. Named tuples where a log holds thousands of a kind."""
