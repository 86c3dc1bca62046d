"""Public identifiers: TypeIDs, a type prefix and a UUIDv7 in Crockford base32.

Source: the TypeID specification 0.3, https://github.com/jetify-com/typeid.
"""

from __future__ import annotations

from typeid import TypeID
from typeid.errors import TypeIDException

UID_LENGTH = 30  # three letters, "_", 26 characters


def new_uid(prefix: str) -> str:
    """Return a new TypeID, e.g. `inc_01j4…`: 30 characters, in the order of their making."""
    return str(TypeID(prefix=prefix))


def is_uid(text: str, prefix: str) -> bool:
    """Tell whether `text` is a well-formed TypeID with this prefix."""
    try:
        return TypeID.from_string(text).prefix == prefix
    except TypeIDException:
        return False
