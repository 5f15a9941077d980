"""The Pages workflow of a host, as text to print: archgen writes no CI files."""

from __future__ import annotations

_GITHUB = """\
# .github/workflows/site.yml: builds the site strictly on each push and publishes it with GitHub Pages.
# Once, in the repository's settings: Pages, Source, GitHub Actions.
name: site
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: pages
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "archgen[site]=={version}"
      - run: archgen site build --site-dir site
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
  publish:
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.publish.outputs.page_url }}}}
    steps:
      - id: publish
        uses: actions/deploy-pages@v4
"""

_GITLAB = """\
# .gitlab-ci.yml: builds the site strictly on the default branch and publishes it with GitLab Pages.
pages:
  stage: deploy
  image: python:3.12-slim
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pip install "archgen[site]=={version}"
    - archgen site build --site-dir public
  artifacts:
    paths:
      - public
"""

WORKFLOWS = {"github": _GITHUB, "gitlab": _GITLAB}


def workflow(host: str, *, version: str) -> str:
    """The workflow for a host in `WORKFLOWS`, pinned to this version of archgen."""
    return WORKFLOWS[host].format(version=version)
