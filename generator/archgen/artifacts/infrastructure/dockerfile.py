"""`Dockerfile` and what it leaves out, for the language of the team: stages, pinned bases, no root, a health check."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.artifacts.sql.words import told
from archgen.blueprint import Blueprint


class Recipe(Struct, frozen=True):
    """How a program of one language becomes an image; `@` stands for the version of the line in use.

    `assumes` says what of the repository nobody told: the files of the build, and what starts the program.
    """

    build: str
    run: str
    fetch: tuple[str, ...]
    compile: tuple[str, ...]
    keep: tuple[str, ...]
    develop: str
    start: str
    health: str
    assumes: str


_READY = "http://127.0.0.1:8080/ready"
_WGET = f'["wget", "-q", "-O", "/dev/null", "{_READY}"]'
_GRADLE = Recipe(
    build="eclipse-temurin:@-jdk-alpine",
    run="eclipse-temurin:@-jre-alpine",
    fetch=(
        "COPY gradlew settings.gradle* build.gradle* ./",
        "COPY gradle ./gradle",
        "RUN ./gradlew --no-daemon dependencies",
    ),
    compile=("COPY . .", "RUN ./gradlew --no-daemon installDist && mv build/install/* /install"),
    keep=("COPY --from=build /install /app",),
    develop='["./gradlew", "run"]',
    start='["/app/bin/app"]',
    health=_WGET,
    assumes="Gradle's wrapper, the plugin `application` and a start script called app",
)
LANGUAGES = {
    "python": Recipe(
        build="python:@-slim",
        run="python:@-slim",
        fetch=(
            "COPY requirements.txt ./",
            "RUN pip install --no-cache-dir --require-hashes --prefix=/install -r requirements.txt",
        ),
        compile=("COPY . .",),
        keep=("COPY --from=build /install /usr/local", "COPY --from=build /build /app"),
        develop='["python", "-m", "app", "--reload"]',
        start='["python", "-m", "app"]',
        health=f"""["python", "-c", "import urllib.request as web; web.urlopen('{_READY}', timeout=2)"]""",
        assumes="requirements.txt with hashes, and a module called app",
    ),
    "javascript": Recipe(
        build="node:@-slim",
        run="node:@-slim",
        fetch=("COPY package.json package-lock.json ./", "RUN npm ci"),
        compile=("COPY . .", "RUN npm run build && npm prune --omit=dev"),
        keep=("ENV NODE_ENV=production", "COPY --from=build /build /app"),
        develop='["npm", "run", "dev"]',
        start='["node", "dist/main.js"]',
        health=f"""["node", "-e", "fetch('{_READY}').then(got => process.exit(got.ok ? 0 : 1))"]""",
        assumes="package-lock.json, scripts called build and dev, and dist/main.js",
    ),
    "java": _GRADLE,
    "kotlin": _GRADLE,
    "scala": Recipe(
        build="eclipse-temurin:@-jdk-alpine",
        run="eclipse-temurin:@-jre-alpine",
        fetch=("COPY sbt build.sbt ./", "COPY project ./project", "RUN ./sbt update"),
        compile=("COPY . .", "RUN ./sbt stage && mv target/universal/stage /install"),
        keep=("COPY --from=build /install /app",),
        develop='["./sbt", "run"]',
        start='["/app/bin/app"]',
        health=_WGET,
        assumes="a script sbt in the repository, sbt-native-packager and a start script called app",
    ),
    "csharp": Recipe(
        build="mcr.microsoft.com/dotnet/sdk:@.0-alpine",
        run="mcr.microsoft.com/dotnet/aspnet:@.0-alpine",
        fetch=("COPY App.csproj packages.lock.json ./", "RUN dotnet restore --locked-mode App.csproj"),
        compile=("COPY . .", "RUN dotnet publish --no-restore -c Release -o /install App.csproj"),
        keep=("COPY --from=build /install /app",),
        develop='["dotnet", "watch", "run"]',
        start='["dotnet", "/app/App.dll"]',
        health=_WGET,
        assumes="App.csproj with a lock file",
    ),
    "go": Recipe(
        build="golang:@-alpine",
        run="alpine:3",
        fetch=("COPY go.mod go.sum ./", "RUN go mod download"),
        compile=("COPY . .", 'RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /install/app ./cmd/app'),
        keep=(
            "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/",
            "COPY --from=build /install /app",
        ),
        develop='["go", "run", "./cmd/app"]',
        start='["/app/app"]',
        health=_WGET,
        assumes="a program under cmd/app",
    ),
    "rust": Recipe(
        build="rust:@-alpine",
        run="alpine:3",
        fetch=(
            "COPY Cargo.toml Cargo.lock ./",
            "RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo fetch --locked",
        ),
        compile=("COPY . .", "RUN cargo install --locked --path . --root /install"),
        keep=("COPY --from=build /install/bin /app",),
        develop='["cargo", "run"]',
        start='["/app/app"]',
        health=_WGET,
        assumes="a package whose program is called app",
    ),
    "ruby": Recipe(
        build="ruby:@-slim",
        run="ruby:@-slim",
        fetch=("COPY Gemfile Gemfile.lock ./", "RUN bundle config set --local path /install && bundle install"),
        compile=("COPY . .",),
        keep=("ENV BUNDLE_PATH=/install", "COPY --from=build /install /install", "COPY --from=build /build /app"),
        develop='["bundle", "exec", "rackup", "--port", "8080"]',
        start='["bundle", "exec", "puma", "--port", "8080"]',
        health=f"""["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI('{_READY}')).code == '200'"]""",
        assumes="gems without native parts, and puma",
    ),
    "php": Recipe(
        build="composer:2",
        run="dunglas/frankenphp:1-php@-alpine",
        fetch=("COPY composer.json composer.lock ./", "RUN composer install --no-dev --no-scripts --no-interaction"),
        compile=("COPY . .", "RUN composer dump-autoload --optimize"),
        keep=("ENV SERVER_NAME=:8080", "COPY --from=build /build /app"),
        develop='["php", "-S", "0.0.0.0:8080", "-t", "public"]',
        start='["frankenphp", "php-server", "--listen", ":8080", "--root", "/app/public"]',
        health=_WGET,
        assumes="composer.lock, and public/index.php",
    ),
    "elixir": Recipe(
        build="elixir:@-alpine",
        run="elixir:@-alpine",
        fetch=("ENV MIX_ENV=prod", "COPY mix.exs mix.lock ./", "RUN mix local.hex --force && mix deps.get --only prod"),
        compile=("COPY . .", "RUN mix release --path /install"),
        keep=("COPY --from=build /install /app",),
        develop='["mix", "run", "--no-halt"]',
        start='["/app/bin/app", "start"]',
        health=_WGET,
        assumes="a release called app",
    ),
}


def dockerfile(blueprint: Blueprint, language: str) -> str:
    """The whole file."""
    return "\n".join(_lines(blueprint, LANGUAGES[language])) + "\n"


def dockerignore() -> str:
    """What never enters an image, whatever lies in the repository."""
    return "\n".join(("# Nothing of this enters an image.", *_LEFT_OUT)) + "\n"


def _lines(blueprint: Blueprint, recipe: Recipe) -> Iterator[str]:
    api = blueprint.component("api")
    version = api.technology.cycle if api and api.technology else ""
    name = api.technology.name if api and api.technology else ""
    tiers = [part.title for part in blueprint.components if part.kind == "tier"]
    yield "# syntax=docker/dockerfile:1"
    yield f"# One image for the {' and the '.join(tiers)} of {told(blueprint.name.raw)} in {name}, made by archgen."
    yield "# Linted, not built."
    yield f"# Assumed: {recipe.assumes}; port 8080; /ready answers when the part can work."
    yield "# Before the first release add the digest of each base, which only your registry knows: image:tag@sha256:..."
    yield f"ARG VERSION={version}"
    build, run = (image.replace("@", "${VERSION}") for image in (recipe.build, recipe.run))
    yield from ("", f"FROM {build} AS build", "WORKDIR /build", *recipe.fetch, *recipe.compile)
    yield from ("", "# For a laptop: the source is mounted, nothing is cut away.", "FROM build AS development")
    yield from ("USER 10001:10001", "EXPOSE 8080", f"CMD {recipe.develop}")
    yield from ("", f"FROM {run} AS production", "WORKDIR /app", *recipe.keep, "USER 10001:10001", "EXPOSE 8080")
    yield f"HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD {recipe.health}"
    yield f"CMD {recipe.start}"


_LEFT_OUT = (
    ".git",
    ".archgen",
    "docs",
    "tests",
    "**/.env*",
    "**/*.pem",
    "**/*.key",
    "**/secrets",
    "**/node_modules",
    "**/.venv",
    "**/__pycache__",
    "**/target",
    "**/build",
    "**/Dockerfile*",
    "**/compose*.yaml",
)
