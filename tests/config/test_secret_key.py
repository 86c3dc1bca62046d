"""The secret key that an installation makes for itself."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.secret_key import load_or_create


def test_key_is_made_once_and_private(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first = load_or_create(path)

    assert len(first) == 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_or_create(path) == first
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_key_is_the_same_for_processes_that_start_together(tmp_path):
    path = tmp_path / "secret_key"

    with ProcessPoolExecutor(max_workers=8, mp_context=get_context("spawn")) as pool:
        keys = set(pool.map(load_or_create, [path] * 32, chunksize=1))

    assert keys == {path.read_text().strip()}


@pytest.mark.parametrize("content", ["", "too short\n"])
def test_key_file_that_holds_no_key_is_refused(tmp_path, content):
    path = tmp_path / "secret_key"
    path.write_text(content)

    with pytest.raises(
        ImproperlyConfigured, match=f"{path} should hold a secret key of at least 50"
    ):
        load_or_create(path)
