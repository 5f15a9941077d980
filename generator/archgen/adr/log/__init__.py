"""The log as a value: its settings, its records, what is remembered of them."""
