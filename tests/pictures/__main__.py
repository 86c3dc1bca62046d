"""`python -m tests.pictures [name …]`: takes the pictures of docs/images anew, or those named."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.pictures.shots import SHOTS, Shot

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
# The command that fills a site -> whether what it holds is invented.
FILLS = {"load_seeds": False, "make_archive --incidents 1000 --seed 1": True}
NAME, PASSWORD = "manager", "to-take-pictures-with"


@contextmanager
def site(fill: str) -> Iterator[str]:
    """A site of its own on a free port, filled by a command; yields its address."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as var:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        address = f"http://127.0.0.1:{port}"
        env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
            "ARCHIVE_VAR": var,
            "ARCHIVE_DB": f"{var}/pictures.sqlite3",
            "ARCHIVE_SITE_URL": address,
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        }
        for command in (
            "collectstatic --noinput -v0",
            "migrate --noinput -v0",
            fill,
            f"createsuperuser --noinput --username {NAME} --email manager@archive.example",
        ):
            arguments = [sys.executable, "manage.py", *command.split()]
            subprocess.run(arguments, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        serve = f"-m granian --interface wsgi --no-ws --host 127.0.0.1 --port {port}"
        server = subprocess.Popen(
            [sys.executable, *serve.split(), "config.serve:application"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(f"{address}/livez/")
            yield address
        finally:
            server.terminate()
            server.wait()


def _await(url: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer.")


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Log in, let the shot do its part, and write its picture."""
    page = browser.new_page(
        base_url=address,
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state("load")
    part = shot.take(page)
    page.wait_for_load_state("networkidle")
    path = IMAGES / f"{shot.name}.png"
    if part is None:
        page.screenshot(path=path, animations="disabled")
    else:
        part.screenshot(path=path, animations="disabled")
    page.context.close()
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def main() -> None:
    """Take every picture, or those whose names are given."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(s.name for s in SHOTS))
    names = parser.parse_args().names
    known = {shot.name for shot in SHOTS}
    if set(names) - known:
        parser.error(f"no picture {', '.join(sorted(set(names) - known))}")
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("no Chromium here: apt-get install chromium libatomic1")
    IMAGES.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        for fill, is_invented in FILLS.items():
            shots = [shot for shot in wanted if shot.invented is is_invented]
            if shots:
                with site(fill) as address:
                    for shot in shots:
                        take(browser, address, shot)
        browser.close()


if __name__ == "__main__":
    main()
