"""The clients: how strictly each is checked, and how it is driven.

A client lies in a folder of its own below `var/sdk` that holds a copy of `tests/sdk/<name>`, the
document in `docs/` and what the commands that docs/clients.md shows generate from it. All commands
run in there.
"""

from __future__ import annotations

import os
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

MYPY = "mypy --config-file= --strict"
TSC = (
    "tsc --strict --noEmit --target es2022 --module esnext --moduleResolution bundler"
    " --lib es2022,dom,dom.iterable,dom.asynciterable --types node drive.ts"
)
NODE = (
    "esbuild {name}.ts --bundle --platform=node --format=esm --outfile={name}.mjs"
    " --log-level=warning\nnode {name}.mjs"
)
GO = "env GOPROXY=off GOTOOLCHAIN=local go"
# Its libraries are compiled once, wherever a client lies.
CARGO = f"env CARGO_TARGET_DIR={WORK}/target cargo"


@dataclass(frozen=True)
class Client:
    """A client. The steps are scripts, in which {java} stands for the class path."""

    name: str
    shown: str  # the part of docs/clients.md that says how it is generated
    check: str
    drive: str
    compile: str = ""  # what must be done before it can be driven, and `check` does as well
    flaws: str = ""  # what of its templates `check` counts, as docs/clients.md says it
    quick: bool = False  # it belongs to `make check`
    needs: tuple[tuple[str, str], ...] = ()  # packages of Debian, by what they give


def missing(needs: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the packages of Debian that are not here, of those named with what they give."""
    return [package for package, gives in needs if not _is_there(gives)]


def _is_there(gives: str) -> bool:
    if gives.startswith("/"):
        return Path(gives).exists()
    return any((Path(each) / gives).exists() for each in os.environ["PATH"].split(":"))


JAVA = ("openjdk-17-jdk-headless", "javac")
R = (("r-base-core", "Rscript"),)

# What takes longest comes first: whoever is done sooner takes of the rest.
CLIENTS = [
    Client(
        "rust",
        shown="Rust",
        check=f"CARGO='{CARGO}' sh check.sh",
        flaws="has {} warnings",
        compile=f"{CARGO} build --quiet --offline --bin drive",
        drive=f"{CARGO} run --quiet --offline --bin drive",
        needs=(
            JAVA,
            ("cargo", "cargo"),
            ("librust-reqwest-dev", "/usr/share/cargo/registry/reqwest-0.11.13"),
            ("librust-tokio-util-dev", "/usr/share/cargo/registry/tokio-util-0.7.3"),
            ("librust-serde-repr-dev", "/usr/share/cargo/registry/serde_repr-0.1.7"),
            ("librust-chrono-dev", "/usr/share/cargo/registry/chrono-0.4.23"),
            ("librust-tokio-dev", "/usr/share/cargo/registry/tokio-1.24.2"),
        ),
    ),
    Client(
        "python_openapi_generator",
        shown="Python: openapi-generator",
        check="sh check.sh",
        flaws="has {} errors",
        drive="env PYTHONPATH=client python drive.py",
        needs=(JAVA,),
    ),
    Client(
        "java",
        shown="Java",
        check="sh check.sh {java}",
        flaws="{} times it calls",
        compile="sh check.sh {java}",
        drive="java -cp classes:{java} Drive",
        needs=(
            JAVA,
            ("libjakarta-annotation-api-java", "/usr/share/java/jakarta-annotation-api.jar"),
        ),
    ),
    Client(
        "php",
        shown="PHP",
        check="php -d error_reporting=-1 -d display_errors=stderr check.php\nphp -l drive.php",
        drive="php -d error_reporting=-1 -d display_errors=stderr drive.php",
        needs=(
            JAVA,
            ("php-cli", "php"),
            ("php-curl", "/etc/php/8.2/mods-available/curl.ini"),
            ("php-mbstring", "/etc/php/8.2/mods-available/mbstring.ini"),
            ("php-guzzlehttp-guzzle", "/usr/share/php/GuzzleHttp/autoload.php"),
        ),
    ),
    Client(
        "go",
        shown="Go",
        check=f"{GO} vet ./...",
        drive=f"{GO} run .",
        needs=(JAVA,),
    ),
    Client(
        "ruby",
        shown="Ruby",
        check="sh check.sh",
        flaws="warns of {} methods",
        drive="ruby -I client/lib drive.rb",
        needs=(
            JAVA,
            ("ruby", "ruby"),
            ("ruby-typhoeus", "/usr/share/rubygems-integration/all/gems/typhoeus-1.4.0"),
        ),
    ),
    Client(
        "typescript_openapi_generator",
        shown="TypeScript: openapi-generator",
        check=TSC,
        drive=NODE.format(name="drive"),
        needs=(JAVA,),
    ),
    Client(
        "python_openapi_client",
        shown="Python: openapi-python-client",
        check=f"{MYPY} archive_client drive.py",
        drive="python drive.py",
        quick=True,
    ),
    Client(
        "python_datamodel",
        shown="Python: models for one's own requests",
        check=f"{MYPY} archive_models.py drive.py",
        drive="python drive.py",
        quick=True,
    ),
    Client(
        "typescript_hey_api",
        shown="TypeScript: Hey API",
        check=TSC,
        drive=NODE.format(name="drive"),
        quick=True,
    ),
    Client(
        "typescript_openapi_fetch",
        shown="TypeScript: openapi-fetch",
        check=TSC,
        drive=NODE.format(name="drive"),
        quick=True,
    ),
    Client(
        "typescript_orval",
        shown="TypeScript: orval",
        check=TSC,
        drive=NODE.format(name="drive"),
        quick=True,
    ),
]
