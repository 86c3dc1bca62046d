"""Redocly and Spectral find nothing to say of either document, not even a hint."""

from __future__ import annotations

import os

import pytest

from tests.sdk.clients import ROOT
from tests.sdk.made import shell

DOCUMENTS = "docs/openapi.yaml docs/openapi-3.0.yaml"


def test_redocly_finds_nothing() -> None:
    command = f"redocly lint {DOCUMENTS} --config tests/sdk/redocly.yaml 2>&1"

    said = shell(command, ROOT, REDOCLY_TELEMETRY="off", REDOCLY_SUPPRESS_UPDATE_NOTICE="true")

    assert "Your API descriptions are valid. 🎉" in said
    assert "warning" not in said


@pytest.mark.skipif(os.environ["SDKS"] != "all", reason="it takes a quarter of a minute")
def test_spectral_finds_nothing() -> None:
    said = shell(f"spectral lint {DOCUMENTS} -r tests/sdk/.spectral.yaml -F hint", ROOT)

    assert said.strip() == "No results with a severity of 'hint' or higher found!"
