"""`make run` as a newcomer meets it: started, asked, logged in to, stopped and started again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from tests.config.processes import ROOT, environment

INSTALLED = ROOT / ".venv" / ".installed"

pytestmark = [
    pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here"),
    pytest.mark.skipif(
        not INSTALLED.exists()
        or INSTALLED.stat().st_mtime < (ROOT / "requirements.txt").stat().st_mtime,
        reason="the tests run outside .venv, and must not install into it",
    ),
]


@contextmanager
def make_run(port: int, var: Path, log: Path) -> Iterator[str]:
    """Run `make run` until the block is left, then stop it as Ctrl-C in a terminal does."""
    with log.open("w") as output:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=ROOT,
            env=environment(ARCHIVE_VAR=str(var)),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            site = f"http://127.0.0.1:{port}"
            wait_until_ready(site, process, log)
            yield site
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=30)
    assert "Granian shutdown completed" in log.read_text()


def wait_until_ready(site: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{site}/readyz/", timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(log.read_text())


def log_in(site: str) -> str:
    """Return the page that the admin shows after the login form was filled in."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{site}/admin/login/?next=/admin/") as answer:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "username": "coder", "password": "a long password"}
    with browser.open(f"{site}/admin/login/?next=/admin/", urlencode(form).encode()) as answer:
        page: str = answer.read().decode()
    return page


def test_make_run_serves_stops_and_keeps_what_was_changed(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    var, log = tmp_path / "var", tmp_path / "log"

    with make_run(port, var, log) as site:
        with urlopen(f"{site}/") as answer:
            style = re.search(r'href="(/static/config/page\.\w+\.css)"', answer.read().decode())
        assert style is not None
        with urlopen(f"{site}{style[1]}") as answer:
            assert "immutable" in answer.headers["Cache-Control"]
        with urlopen(f"{site}/api/v1/incidents/") as answer:
            assert answer.status == 200
        subprocess.run(
            [".venv/bin/python", "manage.py", "createsuperuser", "--noinput"],
            cwd=ROOT,
            env=environment(
                ARCHIVE_VAR=str(var),
                DJANGO_SUPERUSER_USERNAME="coder",
                DJANGO_SUPERUSER_EMAIL="coder@example.org",
                DJANGO_SUPERUSER_PASSWORD="a long password",
            ),
            check=True,
            capture_output=True,
        )
        assert "Log out" in log_in(site)

    for line in (f"{site}/api/v1/docs/", f"{site}/admin/", f"ARCHIVE_VAR='{var}' make login"):
        assert line in log.read_text()

    with make_run(port, var, log) as site:
        assert "Log out" in log_in(site)


def test_make_run_says_that_the_port_is_taken(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = subprocess.run(
            ["make", "run", f"PORT={port}"],
            cwd=ROOT,
            env=environment(ARCHIVE_VAR=str(tmp_path)),
            capture_output=True,
            text=True,
            check=False,
        )

    assert answer.returncode == 2
    assert f"Nothing can be served on 127.0.0.1:{port}" in answer.stderr


def test_make_says_that_python_is_too_old(tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n')
    old.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "requirements.txt", tmp_path)

    answer = subprocess.run(
        ["make", "run", f"PYTHON={old}"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 2
    assert f"needs Python 3.11 or newer; '{old}' is Python 3.9.2" in answer.stderr
    assert not (tmp_path / ".venv").exists()
