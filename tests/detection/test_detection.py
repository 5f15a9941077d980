from __future__ import annotations

import pytest

from archgen.detection import Detected, Finding, answers, choose, detect, read_signs
from archgen.library import knowledge
from archgen.problems import Stop

SIGNS = read_signs(knowledge("detection")["detection"])


def found(files: dict[str, str], *, contributors: int = 0) -> tuple[Finding, ...]:
    choice = choose(files, SIGNS)
    return detect(choice, {path: files[path] for path in choice.formats}, SIGNS, contributors=contributors)


def values(files: dict[str, str], kind: str) -> list[object]:
    return [each.value for each in found(files) if each.kind == kind]


def one(files: dict[str, str], kind: str) -> Finding:
    (finding,) = (each for each in found(files) if each.kind == kind)
    return finding


COMPOSE = """
services:
  db:
    image: "postgres:16-alpine"   # the store
  cache: {image: redis:7}
  broker:
    image: ${REGISTRY:-docker.io}/bitnami/rabbitmq:3.12@sha256:abc
  search:
    image: docker.elastic.co/elasticsearch/elasticsearch:8.11
  own:
    image: registry.example.org:5000/team/postgres-exporter:1
  api:
    build: ./services/api
  worker:
    build:
      context: services/api
    command: work
  billing:
    build: {context: ., dockerfile: docker/billing.Dockerfile}
  text:
    environment:
      NOTE: |
        image: mysql:8
        more
"""


def test_a_compose_file_tells_stores_by_their_images_whatever_the_registry():
    files = {"deploy/docker-compose.yml": COMPOSE}
    assert values(files, "database") == ["postgresql"]
    assert values(files, "cache") == ["redis"]
    assert values(files, "broker") == ["rabbitmq"]
    assert values(files, "search") == ["elasticsearch"]
    assert one(files, "database").line == 4
    assert one(files, "database").note == "image postgres:16-alpine"


def test_what_is_built_here_is_deployable_and_an_image_counts_once():
    files = {
        "docker-compose.yml": COMPOSE,
        "services/api/Dockerfile": "",
        "docker/billing.Dockerfile": "",
        "services/mailer/docker/Dockerfile": "",
        "Dockerfile.dev": "",
        ".devcontainer/Dockerfile": "",
    }
    deployables = [each for each in found(files) if each.kind == "deployable"]
    assert [(each.value, each.file) for each in deployables] == [
        ("api", "services/api/Dockerfile"),
        ("billing", "docker/billing.Dockerfile"),
        ("mailer", "services/mailer/docker/Dockerfile"),
    ]
    assert deployables[0].note == "its image also runs as worker"


def test_images_for_developers_and_products_with_settings_of_ours_are_not_deployable():
    files = ("docker/grafana/Dockerfile", "docker/postgres/Dockerfile", "nginx.Dockerfile", "web/Dockerfile.playwright")
    ours = ("web/Dockerfile", "services/go/Dockerfile")
    assert values(dict.fromkeys((*files, *ours), ""), "deployable") == ["go", "web"]


def test_a_dockerfile_at_the_root_is_the_app():
    assert values({"Dockerfile": ""}, "deployable") == ["app"]


WORKLOADS = """
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: orders
          image: registry.example.org/orders:1.2
---
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers:
        - image: postgres:15
---
kind: Service
metadata:
  name: orders
"""


def test_without_dockerfiles_own_workloads_of_kubernetes_are_the_deployables():
    files = {
        "k8s/base/all.yaml": WORKLOADS,
        "charts/mail/templates/deployment.yaml": "kind: Deployment\nmetadata:\n  name: {{ .x }}\n",
    }
    assert values(files, "deployable") == ["mail", "orders"]
    assert values(files, "database") == ["postgresql"]
    assert values(files, "platform") == ["kubernetes"]


def test_a_procfile_ships_one_thing_with_several_processes():
    finding = one({"Procfile": "web: run\nworker: run\nrelease: migrate\n"}, "deployable")
    assert (finding.value, finding.note) == ("web", "processes: web, worker")


def test_charts_and_their_values_tell_what_is_installed_with_them():
    files = {
        "chart/Chart.yaml": "dependencies:\n- name: postgresql\n  version: 12\n- name: redis\n",
        "chart/values.yaml": "image:\n  repository: shop\nqueue:\n  image:\n    repository: bitnami/kafka\n",
    }
    assert values(files, "database") == ["postgresql"]
    assert values(files, "cache") == ["redis"]
    assert values(files, "broker") == ["kafka"]
    assert values(files, "infrastructure") == ["helm"]


TERRAFORM = """
provider "aws" {
  region = "eu-central-1"
}
provider "aws" {
  alias  = "us"
  region = var.region
}
resource "aws_db_instance" "main" {
  engine         = "postgres"
  engine_version = "15.4"
}
resource "aws_sqs_queue" "jobs" {}
module "eks" {
  source = "terraform-aws-modules/eks/aws"
}
resource "random_id" "x" {
  engine = "mysql-like"
}
"""


def test_terraform_tells_engines_services_cloud_and_region():
    files = {"infra/main.tf": TERRAFORM}
    assert values(files, "database") == ["postgresql"]
    assert one(files, "database").line == 10
    assert one(files, "database").note == "resource aws_db_instance, engine postgres"
    assert values(files, "broker") == ["aws-sqs"]
    assert values(files, "platform") == ["aws-eks"]
    assert values(files, "cloud") == ["aws"]
    assert values(files, "region") == ["eu-central-1"]


@pytest.mark.parametrize(
    ("path", "text", "database"),
    [
        (".env.example", "DATABASE_URL=postgres://user:secret@localhost/db", "postgresql"),
        ("config/database.yml", "production:\n  adapter: mysql2\n", "mysql"),
        ("src/main/resources/application.properties", "spring.datasource.url=jdbc:postgresql://db/shop", "postgresql"),
        ("prisma/schema.prisma", 'datasource db {\n  provider = "mongodb"\n}', "mongodb"),
        ("shop/settings.py", 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}', "postgresql"),
    ],
)
def test_settings_tell_the_adapter_and_never_the_address(path, text, database):
    assert values({path: text}, "database") == [database]
    assert all("secret" not in str(each) and "user" not in str(each) for each in found({path: text}))


def test_a_built_site_repeats_the_files_of_pages_and_says_nothing():
    built = ["site/404.html", "site/sitemap.xml", "site/backend/parley/artifacts/Dockerfile"]
    assert choose([*built, "api/Dockerfile"], SIGNS).paths == ("api/Dockerfile",)
    assert "site/backend/parley/artifacts/Dockerfile" in choose(built[1:], SIGNS).paths, "it is no site without both"


def test_a_file_of_secrets_is_not_read():
    assert ".env" not in choose([".env", ".env.example"], SIGNS).formats


@pytest.mark.parametrize(
    ("path", "text", "note"),
    [
        ("openapi.yaml", "info: {}\nopenapi: 3.1.0\n", "OpenAPI 3.1.0"),
        ("api/v1.yaml", "# ours\nopenapi: '3.0.3'\n", "OpenAPI 3.0.3"),
        ("docs/swagger.json", '{\n  "swagger": "2.0"\n}', "OpenAPI 2.0"),
        ("events/asyncapi.yml", "asyncapi: 2.6.0", "AsyncAPI 2.6.0"),
        ("proto/mail.proto", 'syntax = "proto3";\nservice Mail {\n}', "Protocol Buffers, service Mail"),
    ],
)
def test_a_description_of_an_interface_is_known_by_its_content(path, text, note):
    assert (one({path: text}, "interface").value, one({path: text}, "interface").note) == (path, note)


def test_a_file_that_is_only_called_like_a_description_is_none():
    assert (
        values(
            {"openapi-notes.yaml": "text: x", "api/values.yaml": "a: b", "proto/types.proto": "message A {}"},
            "interface",
        )
        == []
    )


def test_ci_records_documentation_and_mcp_are_known_by_their_place():
    files = {
        ".github/workflows/ci.yml": "jobs:\n  t:\n    services:\n      db:\n        image: postgres:16\n",
        "docs/adr/0001-a.md": "",
        "docs/adr/0002-b.md": "",
        "old/adr/0001-x.md": "",
        "mkdocs.yml": "",
        ".mcp.json": "{}",
    }
    assert values(files, "ci") == ["github-actions"]
    assert one(files, "database").note == "image postgres:16"
    assert (one(files, "records").value, one(files, "records").note) == ("docs/adr", "2 records")
    assert values(files, "docs") == ["mkdocs.yml"]
    assert values(files, "mcp") == [True]


def test_evidence_of_what_runs_is_shown_before_a_client_library():
    files = {
        "a.yml": "",
        "package.json": '{"dependencies": {"pg": "8"}}',
        "deploy/x/compose.yml": "services:\n  d:\n    image: postgres\n",
    }
    finding = one(files, "database")
    assert (finding.file, finding.line, finding.files) == ("deploy/x/compose.yml", 3, 2)


def test_a_weak_sign_counts_only_where_nothing_better_is_found():
    assert values({"Gemfile": "gem 'sqlite3'"}, "database") == ["sqlite"]
    assert values({"Gemfile": "gem 'sqlite3'\ngem 'pg'"}, "database") == ["postgresql"]


def test_a_client_program_beside_the_backend_is_not_its_language():
    files = {"pyproject.toml": "[project]\ndependencies=['django']", "app.py": ""}
    files |= {"web/package.json": '{"dependencies": {"react": "18"}}', "web/tsconfig.json": "{}"}
    files |= {f"web/src/page{number}.ts": "" for number in range(50)}
    assert values(files, "language") == ["python"]


def test_scripts_that_are_given_to_browsers_do_not_count_and_packages_called_samples_do():
    files = {f"src/main/java/org/x/samples/A{number}.java": "" for number in range(12)}
    files |= {f"src/main/resources/static/s{number}.js": "" for number in range(40)}
    assert values(files | {"pom.xml": "", "samples/x/go.mod": "module x"}, "language") == ["java"]


def test_a_package_file_for_tools_only_is_no_program():
    files = {"go.mod": "module x\n", "package.json": '{"devDependencies": {"prettier": "3"}}'}
    assert values(files, "language") == ["go"]


def test_typescript_stands_for_javascript_where_it_is_the_most():
    files = {
        "package.json": '{"dependencies": {"express": "4"}}',
        "tsconfig.json": "{}",
        "src/a.ts": "",
        "src/b.ts": "",
        "x.js": "",
    }
    assert values(files, "language") == ["typescript"]


def test_many_sources_without_a_manifest_show_a_language():
    assert values({f"src/m{number}.py": "" for number in range(12)}, "language") == ["python"]
    assert values({f"src/m{number}.py": "" for number in range(3)}, "language") == []


def test_other_peoples_code_and_archgens_own_output_are_no_findings():
    files = {
        "vendor/x/go.mod": "module x",
        "examples/demo/package.json": '{"dependencies": {"express": "1"}}',
        "tests/fixtures/Dockerfile": "",
        "docs/backend/shop/artifacts/openapi.yaml": "openapi: 3.1.0",
    }
    assert found(files) == ()


def test_contributors_are_a_hint_only():
    finding = found({}, contributors=7)[0]
    assert (finding.kind, finding.value) == ("engineers", 7)
    assert "hint" in finding.note


def test_the_brief_gets_one_word_of_its_own_for_each_question():
    files = {
        "package.json": '{"dependencies": {"@nestjs/core": "10", "pg": "8", "passport": "1", "@sentry/node": "1"}}',
        "tsconfig.json": "{}",
        "compose.yml": "services:\n  a: {image: postgres}\n  b: {image: mssql/server}\n  p: {image: grafana/grafana}",
        ".gitlab-ci.yml": "",
        "main.tf": 'resource "aws_sqs_queue" "q" {}\nprovider "aws" {\n  region = "eu-west-1"\n}\n',
        ".mcp.json": "{}",
    }
    told = answers(found(files, contributors=4), SIGNS)
    assert {each.path: each.value for each in told} == {
        "constraints.cloud": "aws",
        "constraints.regions": ("eu-west-1",),
        "constraints.services_used": ("aws-sqs",),
        "existing.ci": "GitLab CI",
        "existing.database": "postgresql",
        "existing.language": "javascript",
        "existing.login": "accounts of its own",
        "existing.monitoring": "Grafana, Sentry",
        "interfaces.mcp_servers": True,
        "team.engineers": 4,
    }
    note = "image postgres; also found: mssqlserver"
    assert Detected("existing.database", "postgresql", "compose.yml", 2, note) in told


def test_a_library_for_a_cloud_service_is_no_sign_that_the_service_is_used():
    library = {"package.json": '{"dependencies": {"@aws-sdk/client-sqs": "3", "express": "4"}}'}
    assert values(library, "broker") == ["aws-sqs"]
    assert "constraints.services_used" not in {each.path for each in answers(found(library), SIGNS)}
    declared = library | {"main.tf": 'resource "aws_sqs_queue" "q" {}'}
    assert ("aws-sqs",) in {each.value for each in answers(found(declared), SIGNS)}


def test_what_the_brief_has_no_word_for_is_other_or_left_open():
    told = answers(
        found({"compose.yml": "services:\n  a:\n    image: neo4j\n", "a.tf": 'resource "hcloud_server" "x" {}'}), SIGNS
    )
    assert {each.path: each.value for each in told} == {"existing.database": "other"}


def test_nothing_gives_nothing():
    assert found({}) == ()
    assert answers((), SIGNS) == ()


def test_signs_that_nothing_reads_are_refused_all_at_once():
    data = dict(knowledge("detection")["detection"])
    data["technologies"] = {"x": {"is": "thing", "image": []}, "y": {"is": "language", "packages": {"cpan": []}}}
    with pytest.raises(Stop) as stop:
        read_signs(data)
    assert [problem.code for problem in stop.value.problems] == [
        "detection-unknown-key",
        "detection-unknown-kind",
        "detection-unknown-registry",
    ]
