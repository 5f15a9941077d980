"""The log as people, pages and programs see it."""
