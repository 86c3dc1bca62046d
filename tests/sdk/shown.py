"""What docs/clients.md shows: of each client the commands that make it, and a program that asks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.sdk.clients import CARGO, GO, NODE, ROOT

SITE = "http://127.0.0.1:8000"

# By the language of a program: the file that it is put into, and the commands that run it.
PROGRAMS = {
    "python": ("ask.py", "python ask.py"),
    "typescript": ("ask.ts", NODE.format(name="ask")),
    "java": (
        "Ask.java",
        "javac -nowarn -proc:none -d classes -cp classes:{java} Ask.java\n"
        "java -cp classes:{java} Ask",
    ),
    "go": ("shown/main.go", f"{GO} run ./shown"),
    "php": ("ask.php", "php -d error_reporting=-1 -d display_errors=stderr ask.php"),
    "ruby": ("ask.rb", "ruby ask.rb"),
    "rust": ("src/bin/ask.rs", f"{CARGO} run --quiet --offline --bin ask"),
    "r": ("ask.R", "Rscript ask.R"),
}


class Section(NamedTuple):
    """What is shown of one client: shell commands, and a program in a language."""

    name: str
    commands: tuple[str, ...]
    language: str
    program: str

    @property
    def makes(self) -> str:
        """The script that makes the client; what installs is left out."""
        return "\n".join(each for each in self.commands if not is_installation(each))

    def ask(self, folder: Path, address: str) -> str:
        """Put the program into the folder and return the script that runs it."""
        if not self.language:
            return self.makes.replace(SITE, address)
        file, run = PROGRAMS[self.language]
        (folder / file).parent.mkdir(exist_ok=True)
        program = self.program.replace(SITE, address).replace(SITE[7:], address[7:])
        (folder / file).write_text(program, encoding="utf-8")
        settings = [each for each in self.commands if each.startswith("export ")]
        return "\n".join([*settings, run]).replace(SITE, address)


def is_installation(command: str) -> bool:
    """Whether a command only installs something."""
    return command.startswith(("pip install ", "npm install "))


def _sections() -> dict[str, Section]:
    text = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    found = {}
    for name, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.M | re.S):
        blocks = dict(re.findall(r"^```(\w+)\n(.*?)^```", body, re.M | re.S))
        commands = tuple(blocks.pop("sh", "").strip().splitlines())
        if commands or blocks:
            language, program = next(iter(blocks.items()), ("", ""))
            found[name] = Section(name, commands, language, program)
    return found


SECTIONS = _sections()
