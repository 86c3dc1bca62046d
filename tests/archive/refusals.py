"""How a rule refuses: the fields that it names and what it says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError


def refusal(act: Callable[..., object], **fields: Any) -> dict[str, list[str]]:
    """{field: messages} by which an act, `row.save` or a factory, is refused."""
    with pytest.raises(ValidationError) as error:
        act(**fields)
    return error.value.message_dict
