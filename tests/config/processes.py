"""Running the site's own commands as an operator would, in a process with a chosen environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "ALLOWED_HOSTS", "ARCHIVE_DB", "ARCHIVE_SITE_URL", "ARCHIVE_VAR", "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE", "HSTS_SECONDS",
    "LOG_LEVEL", "MAKEFLAGS", "MAKELEVEL", "SECRET_KEY", "TRUST_PROXY_HEADERS",
)  # fmt: skip


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment with no setting of the site but the given ones."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | settings


def python(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the root of the project; DJANGO_SETTINGS_MODULE is config.settings."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(**{"DJANGO_SETTINGS_MODULE": "config.settings"} | settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
