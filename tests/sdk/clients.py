"""The clients: how each is generated, how strictly it is checked, how it is driven.

A command runs in a folder of its own below `var/sdk` that holds a copy of `tests/sdk/<name>`; what
it generates goes into `client` (or `archive_client`, where that is a package's name).
"""

from __future__ import annotations

import os
import shlex
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "sdk"
WORK = Path(os.environ.get("ARCHIVE_VAR", ROOT / "var")).resolve() / "sdk"
SCHEMA = ROOT / "docs" / "openapi.yaml"

# Java: the generator is one jar that holds the libraries of the clients it makes, too.
JAR = (
    WORK / "venv" / "lib" / f"python{sysconfig.get_python_version()}"
    / "site-packages" / "openapi_generator_cli" / "openapi-generator.jar"
)  # fmt: skip
JAVA_PATH = f"{JAR}:/usr/share/java/jakarta-annotation-api.jar"

GENERATOR = (
    "openapi-generator-cli generate -i {schema} -c config.yaml -o client"
    " --global-property apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"
)
MYPY = "mypy --config-file= --strict"
TSC = (
    "tsc --strict --noEmit --target es2022 --module esnext --moduleResolution bundler"
    " --lib es2022,dom,dom.iterable,dom.asynciterable --types node drive.ts"
)
NODE = (
    "esbuild drive.ts --bundle --platform=node --format=esm --outfile=drive.mjs"
    " --log-level=warning\nnode drive.mjs"
)


@dataclass(frozen=True)
class Client:
    """A client; `quick` ones belong to `make check`. `packages` are Debian's, by what they give."""

    name: str
    generate: str
    check: str
    drive: str
    quick: bool = False
    packages: tuple[tuple[str, str], ...] = ()

    def commands(self, step: str, schema: Path = SCHEMA) -> list[list[str]]:
        """Return the commands of `generate`, `check` or `drive`, in order."""
        text: str = getattr(self, step).format(schema=schema, java=JAVA_PATH)
        return [shlex.split(line) for line in text.strip().splitlines()]

    def missing(self) -> list[str]:
        """Return the packages of Debian that this client needs and that are not here."""
        return [package for package, gives in self.packages if not _is_there(gives)]


def _is_there(gives: str) -> bool:
    if gives.startswith("/"):
        return Path(gives).exists()
    return any((Path(each) / gives).exists() for each in os.environ["PATH"].split(":"))


# The libraries of the Rust client are compiled once, wherever it lies.
CARGO = f"env CARGO_TARGET_DIR={WORK}/target cargo"

JAVA = ("openjdk-17-jdk-headless", "javac")

CLIENTS = [
    Client(
        "python_openapi_client",
        generate="openapi-python-client generate --path {schema} --meta none --overwrite"
        " --output-path archive_client --config config.yaml --fail-on-warning",
        check=f"{MYPY} archive_client drive.py",
        drive="python drive.py",
        quick=True,
    ),
    Client(
        "python_datamodel",
        generate="datamodel-codegen --input {schema} --output archive_models.py"
        " --input-file-type openapi --output-model-type pydantic_v2.BaseModel"
        " --target-python-version 3.11 --use-annotated --collapse-root-models"
        " --formatters builtin",
        check=f"{MYPY} archive_models.py drive.py",
        drive="python drive.py",
        quick=True,
    ),
    Client(
        "python_openapi_generator",
        generate=GENERATOR,
        check="mypy --config-file=mypy.ini --strict drive.py",
        drive="env PYTHONPATH=client python drive.py",
        packages=(JAVA,),
    ),
    Client(
        "typescript_hey_api",
        generate="openapi-ts -i {schema} -o client -c @hey-api/client-fetch --silent",
        check=TSC,
        drive=NODE,
        quick=True,
    ),
    Client(
        "typescript_openapi_fetch",
        generate="openapi-typescript {schema} -o client.d.ts",
        check=TSC,
        drive=NODE,
        quick=True,
    ),
    Client(
        "typescript_orval",
        generate="env SCHEMA={schema} orval --config orval.config.mjs",
        check=TSC,
        drive=NODE,
        quick=True,
    ),
    Client(
        "typescript_openapi_generator",
        generate=GENERATOR,
        check=TSC,
        drive=NODE,
        packages=(JAVA,),
    ),
    Client(
        "java",
        generate=GENERATOR,
        check="sh compile.sh {java}",
        drive="java -cp classes:{java} Drive",
        packages=(
            JAVA,
            ("libjakarta-annotation-api-java", "/usr/share/java/jakarta-annotation-api.jar"),
        ),
    ),
    Client(
        "go",
        generate=GENERATOR,
        check="env GOPROXY=off GOTOOLCHAIN=local go vet ./...",
        drive="env GOPROXY=off GOTOOLCHAIN=local go run .",
        packages=(JAVA,),
    ),
    Client(
        "php",
        generate=GENERATOR,
        check="sh check.sh",
        drive="php -d error_reporting=-1 -d display_errors=stderr drive.php",
        packages=(
            JAVA,
            ("php-cli", "php"),
            ("php-curl", "/etc/php/8.2/mods-available/curl.ini"),
            ("php-mbstring", "/etc/php/8.2/mods-available/mbstring.ini"),
            ("php-guzzlehttp-guzzle", "/usr/share/php/GuzzleHttp/autoload.php"),
        ),
    ),
    Client(
        "ruby",
        generate=GENERATOR,
        check="sh check.sh",
        drive="ruby -I client/lib drive.rb",
        packages=(
            JAVA,
            ("ruby", "ruby"),
            ("ruby-typhoeus", "/usr/share/rubygems-integration/all/gems/typhoeus-1.4.0"),
        ),
    ),
    Client(
        "rust",
        generate=GENERATOR,
        check=f"{CARGO} build --quiet --offline",
        drive=f"{CARGO} run --quiet --offline",
        packages=(
            JAVA,
            ("cargo", "cargo"),
            ("librust-reqwest-dev", "/usr/share/cargo/registry/reqwest-0.11.13"),
            ("librust-serde-repr-dev", "/usr/share/cargo/registry/serde_repr-0.1.7"),
            ("librust-chrono-dev", "/usr/share/cargo/registry/chrono-0.4.23"),
            ("librust-tokio-dev", "/usr/share/cargo/registry/tokio-1.24.2"),
        ),
    ),
]
