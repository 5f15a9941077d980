"""The files of the repository against the house's rules: images, containers, pipelines, scripts, pinned versions.

A look is named by a check of the knowledge base (`repository: image-user`). What another code finds already has no
look of its own here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where
from archgen.yamltext import parse

READ = (
    *("**/Dockerfile", "**/Dockerfile.*", "**/*.Dockerfile", "**/docker-compose*.y*ml", "**/compose*.y*ml"),
    *("**/requirements*.txt", "**/.env", "**/*.env", ".github/workflows/*.y*ml", ".gitlab-ci.yml", "Jenkinsfile"),
    *(".circleci/config.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml"),
)
PLACES = ("deployment", "validation", "monitoring", "orchestration", "testing", "management")
PIPELINES = {
    ".github/workflows/": "GitHub Actions",
    ".gitlab-ci.yml": "GitLab CI",
    "Jenkinsfile": "Jenkins",
    ".circleci/": "CircleCI",
    "azure-pipelines.yml": "Azure Pipelines",
    "bitbucket-pipelines.yml": "Bitbucket Pipelines",
}
LOCKS = {
    "package.json": ("package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lockb", "bun.lock"),
    "go.mod": ("go.sum",),
    "Cargo.toml": ("Cargo.lock",),
    "Gemfile": ("Gemfile.lock",),
    "composer.json": ("composer.lock",),
}
FEW = 5
Found = Iterator[tuple[str, int, str]]

_STAGE = re.compile(r"^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE | re.MULTILINE)
_USER = re.compile(r"^USER\s+(\S+)", re.IGNORECASE | re.MULTILINE)
_SECRET = re.compile(r"^[A-Z0-9_]*(?:SECRET|PASSWORD|TOKEN|PRIVATE_KEY|API_KEY)[A-Z0-9_]*=(\S+)", re.MULTILINE)
_UNPINNED = re.compile(r"^(?![#\-\s])(?!.*(?:==|@))\S.*$", re.MULTILINE)


@check("check-practice", "note", "The repository breaks a rule of the house")
def practice(subject: Subject) -> Iterator[Problem]:
    """Images without stages, users or pinned bases, containers without limits, unpinned dependencies, scripts beside
    their place, a secret in the tree, a second pipeline, a pipeline that does not ask archgen. The finding names the
    check that a waiver would name.
    """
    wanted = dict.fromkeys(
        (verdict.check.repository, verdict.check.id)
        for design in subject.designs
        for verdict in design.judged
        if verdict.state == "look" and not (verdict.waiver and verdict.waiver.until >= subject.today)
    )
    for look, name in wanted:
        for path, line, what in LOOKS[look](subject) if look in LOOKS else ():
            hint = f"Mend it, or waive `{name}` with a reason and an end."
            yield Problem("check-practice", Where(path, line), what, hint)


def env_files(subject: Subject) -> Found:
    for path, text in _named(subject, r"(?:^|/)[^/]*\.env$"):
        for match in _SECRET.finditer(text):
            yield path, _line(text, match.start()), "a secret lies in the tree."


def image_stages(subject: Subject) -> Found:
    for path, text in _images(subject):
        if len(_STAGE.findall(text)) == 1:
            yield path, 1, "the image is built in one stage, with what built it inside."


def image_user(subject: Subject) -> Found:
    for path, text in _images(subject):
        last = text[[match.start() for match in _STAGE.finditer(text)][-1] :]
        users = _USER.findall(last)
        if not users or users[-1].partition(":")[0] in ("root", "0"):
            yield path, 1, "the container runs as root."


def image_pins(subject: Subject) -> Found:
    for path, text in _images(subject):
        stages = {name for _, name in _STAGE.findall(text) if name}
        for match in _STAGE.finditer(text):
            image = match[1]
            tag = image.rpartition("/")[2].partition(":")[2]
            known = image in stages or image == "scratch" or "@sha256:" in image or "$" in image
            if not known and tag in ("", "latest"):
                yield path, _line(text, match.start()), f"the base image '{image}' is not pinned."


def container_limits(subject: Subject) -> Found:
    for path, name, service in _services(subject):
        deploy = service.get("deploy")
        resources = deploy.get("resources") if isinstance(deploy, Mapping) else None
        limits = resources.get("limits") if isinstance(resources, Mapping) else None
        if not limits and "mem_limit" not in service:
            yield path, 0, f"the container '{name}' has no limit."


def ports(subject: Subject) -> Found:
    taken: dict[str, tuple[str, str]] = {}
    for path, name, service in _services(subject):
        for entry in service.get("ports") or ():
            port = _published(entry)
            if port and taken.setdefault(port, (path, name)) != (path, name):
                where, other = taken[port]
                claims = f"'{name}' and '{other}'" + ("" if where == path else f" of {where}")
                yield path, 0, f"{claims} both claim port {port}."


def one_pipeline(subject: Subject) -> Found:
    found = [start for start in PIPELINES if any(path.startswith(start) for path in subject.sources)]
    if len(found) > 1:
        kinds = ", ".join(PIPELINES[start] for start in found)
        yield found[0].rstrip("/"), 0, f"there are several pipelines: {kinds}."


def checked_in_pipeline(subject: Subject) -> Found:
    pipelines = {path: text for path, text in subject.sources.items() if path.startswith(tuple(PIPELINES))}
    if pipelines and not any("archgen" in text for text in pipelines.values()):
        yield next(iter(pipelines)), 0, "the pipeline does not run `archgen check`."


def pinned_dependencies(subject: Subject) -> Found:
    for path, text in _named(subject, r"(?:^|/)requirements[^/]*\.txt$"):
        loose = _UNPINNED.findall(text)
        if loose:
            yield path, 0, f"not pinned: {_few(loose)}."
    for path in sorted(subject.tree):
        folder, _, name = path.rpartition("/")
        locks = [f"{folder}/{lock}".lstrip("/") for lock in LOCKS.get(name, ())]
        if locks and not any(lock in subject.tree or lock.rpartition("/")[2] in subject.tree for lock in locks):
            yield path, 0, f"there is no lock file beside it ({', '.join(LOCKS[name])})."


def scripts(subject: Subject) -> Found:
    kept = tuple(f"scripts/backend/{place}/" for place in PLACES)
    loose = [path for path in sorted(subject.tree) if path.startswith("scripts/") and not path.startswith(kept)]
    loose = [path for path in loose if path.endswith((".sh", ".py"))]
    if loose:
        yield "scripts", 0, f"{len(loose)} scripts lie beside `scripts/backend/`: {_few(loose)}."


def deploy_script(subject: Subject) -> Found:
    found = [path for path in sorted(subject.tree) if path.rpartition("/")[2] == "deploy.sh"]
    if len(found) > 1:
        yield found[0], 0, f"there are several scripts that deploy: {_few(found)}."


def changelog(subject: Subject) -> Found:
    if f"{subject.docs}/CHANGELOG.md" not in subject.files:
        yield f"{subject.docs}/CHANGELOG.md", 0, "the log of changes is gone."


LOOKS: dict[str, Callable[[Subject], Found]] = {
    "env-files": env_files,
    "scripts": scripts,
    "pinned-dependencies": pinned_dependencies,
    "one-pipeline": one_pipeline,
    "image-stages": image_stages,
    "image-user": image_user,
    "image-pins": image_pins,
    "container-limits": container_limits,
    "ports": ports,
    "deploy-script": deploy_script,
    "changelog": changelog,
    "checked-in-pipeline": checked_in_pipeline,
}


def _images(subject: Subject) -> Iterator[tuple[str, str]]:
    return (
        (path, text)
        for path, text in _named(subject, r"(?:^|/)(?:Dockerfile(?:\.[^/]*)?|[^/]*\.Dockerfile)$")
        if _STAGE.search(text)
    )


def _services(subject: Subject) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, text in _named(subject, r"(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$"):
        data = parse(text, file=path, top="mapping", foreign=True).data
        services = data.get("services")
        for name, service in services.items() if isinstance(services, Mapping) else ():
            if isinstance(service, Mapping):
                yield path, str(name), service


def _published(entry: Any) -> str:
    """The port of the host that a line of `ports` claims; "" where the engine picks one."""
    if isinstance(entry, Mapping):
        return str(entry.get("published", ""))
    parts = str(entry).partition("/")[0].split(":")
    return parts[-2] if len(parts) > 1 else ""


def _named(subject: Subject, pattern: str) -> Iterator[tuple[str, str]]:
    return ((path, text) for path, text in sorted(subject.sources.items()) if re.search(pattern, path))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _few(names: list[str]) -> str:
    shown = ", ".join(name.strip() for name, _ in groupby(names[:FEW]))
    return f"{shown} and {len(names) - FEW} more" if len(names) > FEW else shown
