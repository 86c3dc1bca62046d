"""What the environment decides: each case is a process of its own, as settings are read once."""

from __future__ import annotations

import json

import pytest

from tests.config.processes import python

PROGRAM = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""
TRANSPORT = [
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
]


def settings(*names: str, **environment: str) -> dict[str, object]:
    answer = python("-c", PROGRAM, *names, **{"SECRET_KEY": "k" * 50} | environment)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, object] = json.loads(answer.stdout)
    return found


def test_defaults_are_secure():
    assert settings("DEBUG", "ALLOWED_HOSTS", "SECURE_PROXY_SSL_HEADER", *TRANSPORT) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "SECURE_PROXY_SSL_HEADER": None,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


def test_site_url_over_https_names_host_and_origin():
    found = settings(
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "SECURE_SSL_REDIRECT",
        ARCHIVE_SITE_URL="https://archive.example.org/",
    )

    assert found == {
        "ALLOWED_HOSTS": ["archive.example.org", "127.0.0.1", "localhost", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": ["https://archive.example.org"],
        "SECURE_SSL_REDIRECT": True,
    }


def test_site_url_over_http_lets_cookies_travel_over_http():
    found = settings(*TRANSPORT, ARCHIVE_SITE_URL="http://127.0.0.1:8000")

    assert found == {
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
    }


def test_proxy_headers_are_trusted_only_when_told():
    found = settings("SECURE_PROXY_SSL_HEADER", TRUST_PROXY_HEADERS="yes")

    assert found == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]}


def test_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("f" * 60)

    found = settings("SECRET_KEY", SECRET_KEY="", SECRET_KEY_FILE=str(tmp_path / "key"))

    assert found == {"SECRET_KEY": "f" * 60}


def test_secret_is_made_in_var_on_the_first_run(tmp_path):
    first = settings("SECRET_KEY", SECRET_KEY="", ARCHIVE_VAR=str(tmp_path))

    assert first == {"SECRET_KEY": (tmp_path / "secret_key").read_text().strip()}
    assert settings("SECRET_KEY", SECRET_KEY="", ARCHIVE_VAR=str(tmp_path)) == first


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DEBUG", "ture", "DEBUG is 'ture': expected one of 1, true, yes, on, 0, false, no, off."),
        ("ARCHIVE_SITE_URL", "archive.example.org", "expected a scheme and a host"),
        ("ARCHIVE_SITE_URL", "https://example.org/archive", "expected a scheme and a host"),
        ("DATABASE_URL", "mysql://localhost/archive", "must begin with one of"),
    ],
)
def test_setting_that_makes_no_sense_is_refused(name, value, message):
    answer = python("-c", PROGRAM, "DEBUG", **{"SECRET_KEY": "k" * 50, name: value})

    assert answer.returncode == 1
    assert message in answer.stderr.splitlines()[-1]
