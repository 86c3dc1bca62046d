"""Django's own deployment check, run as an operator runs it."""

from __future__ import annotations

from tests.config.processes import python

COMMAND = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def test_deploy_check_has_nothing_to_say(tmp_path):
    answer = python(*COMMAND, ARCHIVE_VAR=str(tmp_path))

    assert answer.stdout == "System check identified no issues (0 silenced).\n"
    assert answer.stderr == ""
    assert answer.returncode == 0


def test_deploy_check_complains_of_a_site_without_https(tmp_path):
    answer = python(
        *COMMAND, ARCHIVE_VAR=str(tmp_path), ARCHIVE_SITE_URL="http://archive.example.org"
    )

    assert answer.returncode == 1
    assert "security.W008" in answer.stderr
