"""What docs/clients.md shows works as it is shown: every command is run, every program too.

Only what installs is not run; what it names must be what the tests have installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.sdk.archive import Template, serve
from tests.sdk.clients import CARGO, HERE, JAVA_PATH, NODE, ROOT, WORK

TITLES = ["Suspected rocket attack on Al-Asad Airbase", "Drone attack on Al-Asad (July 2024)"]
SITE = "http://127.0.0.1:8000"
MINUTES = 10

# Commands that run a program, by the language of its block: the file that it is put into first.
PROGRAMS = {
    "python": ("ask.py", "python ask.py"),
    "typescript": ("drive.ts", NODE),
    "java": (
        "Ask.java",
        f"sh -c 'javac -nowarn -proc:none -d classes -cp {JAVA_PATH} Ask.java"
        ' $(find client/src/main -name "*.java")\'\n'
        f"java -cp classes:{JAVA_PATH} Ask",
    ),
    "go": ("main.go", "env GOPROXY=off GOTOOLCHAIN=local go run ."),
    "php": ("ask.php", "php -d error_reporting=-1 -d display_errors=stderr ask.php"),
    "ruby": ("ask.rb", "ruby ask.rb"),
    "rust": ("src/main.rs", f"{CARGO} run --quiet --offline"),
    "r": ("ask.R", "Rscript ask.R"),
}
# A tool of each language that not every machine has, and whose it is in Debian.
TOOLS = {
    "java": ("javac", "openjdk-17-jdk-headless libjakarta-annotation-api-java"),
    "php": ("php", "php-cli php-curl php-mbstring php-guzzlehttp-guzzle"),
    "ruby": ("ruby", "ruby ruby-typhoeus"),
    "rust": ("cargo", "cargo librust-reqwest-dev"),
    "r": ("Rscript", "r-base-core"),
}


class Section(NamedTuple):
    """What is shown of one client: shell commands, and a program in a language."""

    name: str
    commands: list[str]
    language: str
    program: str

    @property
    def is_quick(self) -> bool:
        generated = any(re.match(r"openapi-generator-cli", each) for each in self.commands)
        return not generated and self.language != "r"


def sections() -> Iterator[Section]:
    text = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    for name, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.M | re.S):
        blocks = dict(re.findall(r"^```(\w+)\n(.*?)^```", body, re.M | re.S))
        commands = blocks.pop("sh", "").strip().splitlines()
        if commands or blocks:
            language, program = next(iter(blocks.items()), ("", ""))
            yield Section(name, commands, language, program)


SECTIONS = list(sections())
CHOSEN = [each for each in SECTIONS if each.is_quick or os.environ["SDKS"] == "all"]


@pytest.mark.parametrize("section", CHOSEN, ids=lambda section: section.name)
def test_what_is_shown_finds_what_it_should(
    section: Section, template: Template, tmp_path: Path
) -> None:
    need(section.language)
    folder = tmp_path / "checkout"
    folder.mkdir()
    for shared in ("docs", "tests"):
        (folder / shared).symlink_to(ROOT / shared)
    (folder / "node_modules").symlink_to(WORK / "node_modules")
    if section.language == "rust":  # the libraries of Debian in place of those of crates.io
        shutil.copytree(HERE / "rust", folder, dirs_exist_ok=True)

    with serve(template, tmp_path / "archive") as address:
        script = [each for each in section.commands if not is_installation(each)]
        if section.language:
            file, run = PROGRAMS[section.language]
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(
                section.program.replace(SITE, address).replace(SITE[7:], address[7:])
            )
            script += ["exec 1>&3", run]
        printed = shell("\n".join(script).replace(SITE, address), folder)

    assert printed.strip().splitlines() == TITLES


def test_what_is_to_be_installed_is_what_the_tests_have() -> None:
    pinned = (HERE / "requirements.txt").read_text() + (HERE / "requirements-all.txt").read_text()
    npm = json.loads((HERE / "package.json").read_text())
    have = {
        "pip": set(re.findall(r"^([\w-]+)==", pinned, re.M)),
        "npm": {*npm["dependencies"], *npm["devDependencies"]},
    }

    named = [each.split() for section in SECTIONS for each in section.commands]

    assert len(SECTIONS) == 15
    for tool, act, *packages in named:
        if tool in have and act == "install":
            assert set(packages) <= have[tool]


def is_installation(command: str) -> bool:
    return command.startswith(("pip install ", "npm install "))


def need(language: str) -> None:
    tool, packages = TOOLS.get(language, ("sh", ""))
    if shutil.which(tool) is None:
        reason = f"no {tool} here: apt-get install {packages}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def shell(script: str, folder: Path) -> str:
    """Run a script; of one with a program, return what the program prints, else what all print."""
    path = [WORK / "venv" / "bin", WORK / "node_modules" / ".bin", os.environ["PATH"]]
    quiet = "exec 3>&1 1>&2\n" if "exec 1>&3" in script else ""
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", quiet + script],
        cwd=folder,
        env=os.environ | {"PATH": ":".join(map(str, path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTES * 60,
    )
    assert ran.returncode == 0, f"{script}\n{ran.stdout}\n{ran.stderr}"[-4000:]
    return ran.stdout
