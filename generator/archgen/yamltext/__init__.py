"""YAML text to data that remembers its lines, edits of people's YAML as text, and our own YAML. Knows no schema."""

from archgen.yamltext.dumping import dump, spell
from archgen.yamltext.editing import insert_item, set_value
from archgen.yamltext.reading import Parsed, Path, decode, parse

__all__ = ["Parsed", "Path", "decode", "dump", "insert_item", "parse", "set_value", "spell"]
