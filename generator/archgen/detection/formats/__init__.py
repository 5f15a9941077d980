"""What single formats say of a repository: containers, Terraform, interfaces, settings by indentation."""

from archgen.detection.formats.containers import adapters, containers, known_image
from archgen.detection.formats.indented import Line, settings
from archgen.detection.formats.interfaces import interface
from archgen.detection.formats.terraform import regions, terraform

__all__ = ["Line", "adapters", "containers", "interface", "known_image", "regions", "settings", "terraform"]
