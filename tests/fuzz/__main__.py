"""`python -m tests.fuzz`: draw requests from each document, send them, and tell what was wrong.

The engine is that of DATABASE_URL. Every run has a database of its own, which is filled anew, since
drawn requests write and delete. Exits with 1 when anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tests.config.processes import ROOT
from tests.faults.site import Site, site

HERE = Path(__file__).parent
VAR = Path(os.environ.get("ARCHIVE_VAR", ROOT / "var")) / "fuzz"
DOCUMENTS = {"3.1": ROOT / "docs" / "openapi.yaml", "3.0": ROOT / "docs" / "openapi-3.0.yaml"}
SCHEMATHESIS = VAR / "venv" / "bin" / "schemathesis"
# Whoever asks as nobody writes nothing.
READERS = ("admin", "nobody")


class Outcome(NamedTuple):
    """Of one run: requests that were drawn and sent, and whether the run found nothing wrong."""

    requests: int
    is_clean: bool


def main() -> None:
    options = _options()
    url = os.environ.get("DATABASE_URL", "")
    engine = "PostgreSQL" if url.startswith("postgres") else "SQLite"
    outcomes = []
    for version in options.documents:
        for reader in options.readers:
            started = monotonic()
            outcome = _run(version, reader, url if engine == "PostgreSQL" else "", options)
            outcomes.append(outcome)
            print(
                f"{engine}, OpenAPI {version}, {reader}, seed {options.seed}: {outcome.requests} "
                f"requests, {'nothing' if outcome.is_clean else 'SOMETHING'} wrong, "
                f"{monotonic() - started:.0f} s",
                flush=True,
            )
    sys.exit(0 if all(outcome.is_clean for outcome in outcomes) else 1)


def _run(version: str, reader: str, url: str, options: argparse.Namespace) -> Outcome:
    folder = VAR / f"{'postgresql' if url else 'sqlite'}-{version}-{reader}-{options.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with site(folder, url) as archive:
        # Counted, so that every answer says what is left, and never used up.
        archive.settings |= dict.fromkeys(
            ("RATE_LIMIT_CLIENT", "RATE_LIMIT_TOKEN"), "1000000000/minute"
        )
        token = archive.python("-m", "tests.fuzz.fill", "admin").strip()
        archive.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        archive.start()
        drawn = _draw(archive, DOCUMENTS[version], "" if reader == "nobody" else token, options)
        _prove_whole(archive)
        log = (folder / "server.log").read_text()
    wrong = [word for word in ("Traceback", token) if word in log]
    if wrong:
        print(f"{folder}/server.log holds {' and '.join(wrong)}", flush=True)
    report = json.loads((folder / "report.json").read_text())
    return Outcome(report["test_cases"]["generated"], drawn and not wrong)


def _draw(archive: Site, document: Path, token: str, options: argparse.Namespace) -> bool:
    command = [
        str(SCHEMATHESIS), "--config-file", str(HERE / "schemathesis.toml"), "--no-color",
        "run", str(document), "--url", archive.address, "--checks", "all", "--mode", "all",
        "--max-examples", str(options.examples), "--seed", str(options.seed),
        "--continue-on-failure", "--workers", "1", "--suppress-health-check", "all",
        "--request-timeout", "120", "--max-response-time", "60", "--generation-database", "none",
        "--warnings", "off",
        "--report-json-path", str(archive.folder / "report.json"),
        *(["--header", f"Authorization: Bearer {token}"] if token else []),
        *options.more,
    ]  # fmt: skip
    with (archive.folder / "schemathesis.log").open("wb") as log:
        done = subprocess.run(
            command,
            cwd=archive.folder,
            env=os.environ | {"SCHEMATHESIS_HOOKS": str(HERE / "hooks.py")},
            stdout=log,
            stderr=log,
            check=False,
        )
    if done.returncode:
        print((archive.folder / "schemathesis.log").read_text(), flush=True)
    return done.returncode == 0


def _prove_whole(archive: Site) -> None:
    for command in ("verify_passages", "verify_search", "verify_log"):
        archive.python("manage.py", command)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz ARGS=", description=__doc__)
    parser.add_argument("--examples", type=int, default=30, help="Drawn per operation and phase.")
    parser.add_argument("--seed", type=int, default=1, help="The same seed draws the same.")
    parser.add_argument("--documents", nargs="+", choices=DOCUMENTS, default=list(DOCUMENTS))
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("more", nargs="*", help="Options of schemathesis, after `--`.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
