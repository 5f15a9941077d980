from __future__ import annotations

import pytest

from archgen.detection import choose, detect, read_signs
from archgen.library import knowledge

SIGNS = read_signs(knowledge("detection")["detection"])
# path: text, and what it tells with the line that tells it (0: the file as a whole)
MANIFESTS: dict[str, tuple[str, dict[str, int]]] = {}

MANIFESTS["package.json"] = (
    """{
 "name": "shop",
 "dependencies": {
  "express": "^4.18.0",
  "pg": "^8"
 },
 "devDependencies": {"mysql2": "1"}
}""",
    {"javascript": 0, "express": 4, "postgresql": 5},
)

MANIFESTS["pyproject.toml"] = (
    """[project]
dependencies = [
 "FastAPI>=0.1",
 "psycopg[binary]>=3 ; python_version > '3'",
]
[project.optional-dependencies]
dev = ["pymongo"]
extra = ["redis"]
""",
    {"python": 0, "fastapi": 3, "postgresql": 4, "redis": 8},
)

MANIFESTS["api/pyproject.toml"] = (
    """[tool.poetry.dependencies]
python = "^3.11"
django = {version = "5.0", extras = ["x"]}
PyMySQL = "*"
[tool.poetry.group.dev.dependencies]
pymongo = "*"
""",
    {"python": 0, "django": 3, "mysql": 4},
)

MANIFESTS["requirements.txt"] = (
    """# web
Flask==3.0
-r more.txt
celery[redis]
""",
    {"python": 0, "flask": 2, "celery": 4},
)

MANIFESTS["Pipfile"] = (
    """[packages]
flask = "*"
[dev-packages]
redis = "*"
""",
    {"python": 0, "flask": 2},
)

MANIFESTS["setup.cfg"] = (
    """[options]
install_requires =
  django>=4
  pika
tests_require = redis
""",
    {"python": 0, "django": 3, "rabbitmq": 4},
)

MANIFESTS["go.mod"] = (
    """module x

go 1.22

require github.com/gin-gonic/gin v1.9.1
require (
	github.com/jackc/pgx/v5 v5.5.0
	go.mongodb.org/mongo-driver v1.1.0 // indirect
)
""",
    {"go": 0, "gin": 5, "postgresql": 7},
)

MANIFESTS["pom.xml"] = (
    """<project>
<parent>
<groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>
</parent>
<dependency>
<groupId>org.postgresql</groupId>
<artifactId>postgresql</artifactId>
</dependency>
<dependency><groupId>com.mysql</groupId><artifactId>mysql-connector-j</artifactId><scope>test</scope></dependency>
</project>""",
    {"java": 0, "spring-boot": 2, "postgresql": 5},
)

MANIFESTS["build.gradle"] = (
    """plugins {
 id 'org.springframework.boot' version '3.2.0'
}
dependencies {
 implementation 'org.postgresql:postgresql:42.7'
 testImplementation 'com.mysql:mysql-connector-j:8'
}
""",
    {"java": 0, "spring-boot": 2, "postgresql": 5},
)

MANIFESTS["build.gradle.kts"] = (
    """dependencies {
  implementation("io.lettuce:lettuce-core:6.3")
}
""",
    {"java": 0, "redis": 2},
)

MANIFESTS["gradle/libs.versions.toml"] = (
    """[libraries]
kafka = { module = "org.apache.kafka:kafka-clients", version = "3" }
nats = { group = "io.nats", name = "jnats" }
""",
    {"java": 0, "kafka": 2, "nats": 3},
)

MANIFESTS["composer.json"] = (
    """{"require": {
"php": "^8.2",
"laravel/framework": "^11"},
"require-dev": {"predis/predis": "1"}}""",
    {"php": 0, "laravel": 3},
)

MANIFESTS["Gemfile"] = (
    """source 'x'
gem 'rails', '~> 7.1'
gem "pg"
group :development, :test do
  gem 'sqlite3'
end
gem 'redis', group: :test
gem 'sidekiq'
""",
    {"ruby": 0, "rails": 2, "postgresql": 3, "sidekiq": 8},
)

MANIFESTS["src/Shop.csproj"] = (
    """<Project Sdk="Microsoft.NET.Sdk.Web">
<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="8.0" />
</Project>""",
    {"csharp": 0, "aspnet-core": 1, "postgresql": 2},
)

MANIFESTS["Cargo.toml"] = (
    """[dependencies]
axum = "0.7"
sqlx = { version = "0.7", features = ["postgres"] }
[dev-dependencies]
redis = "1"
""",
    {"rust": 0, "axum": 2, "sqlx": 3},
)

MANIFESTS["mix.exs"] = (
    """defp deps do
[
  {:phoenix, "~> 1.7"},
  {:postgrex, ">= 0.0.0"},
  {:redix, "~> 1.0", only: :test}
]
""",
    {"elixir": 0, "phoenix": 3, "postgresql": 4},
)


def told(files: dict[str, str]) -> dict[object, int]:
    choice = choose(files, SIGNS)
    return {each.value: each.line for each in detect(choice, files, SIGNS)}


@pytest.mark.parametrize("path", MANIFESTS)
def test_a_manifest_tells_what_runs_and_on_which_line(path):
    text, expected = MANIFESTS[path]
    assert told({path: text}) == expected


@pytest.mark.parametrize("path", MANIFESTS)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(path):
    text, expected = MANIFESTS[path]
    assert told({path: "\ufeff" + text.replace("\n", "\r\n")}) == expected


def test_requirements_for_development_are_no_part_of_the_program():
    files = {"requirements-dev.txt": "redis", "requirements/test.txt": "celery"}
    assert told(files) == {"python": 0}


def test_a_version_is_told_with_its_package_and_a_hostile_one_is_cut():
    text = '{"dependencies": {"pg": "' + "9" * 500 + '"}}'
    choice = choose(["package.json"], SIGNS)
    (database,) = (each for each in detect(choice, {"package.json": text}, SIGNS) if each.kind == "database")
    assert database.note.startswith("package pg 999")
    assert len(database.note) <= 120
