"""The packages that a manifest asks for at run time, whatever the manifest's language. Knows no technology."""

from archgen.detection.manifests.package import Package
from archgen.detection.manifests.reading import packages

__all__ = ["Package", "packages"]
