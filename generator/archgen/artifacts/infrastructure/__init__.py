"""Skeletons of what a design runs on: OpenTofu for a cloud, a Dockerfile and a Compose file."""

from archgen.artifacts.infrastructure.compose import compose_yaml
from archgen.artifacts.infrastructure.dockerfile import LANGUAGES, dockerfile, dockerignore
from archgen.artifacts.infrastructure.tofu import main_tf

__all__ = ["LANGUAGES", "compose_yaml", "dockerfile", "dockerignore", "main_tf"]
