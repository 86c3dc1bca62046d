"""Public identifiers: TypeIDs, a type prefix and a UUIDv7 in Crockford base32.

Source: the TypeID specification 0.3, https://github.com/jetify-com/typeid.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

import uuid_utils
from typeid import TypeID

UID_LENGTH = 30  # three letters, "_", 26 characters
UID_TAIL = "[0-7][0-9a-hjkmnp-tv-z]{25}"  # 128 bits, five in each character but the first

# Uids are checked by the hundred in a bulk write: the library takes them apart, which takes longer.
_UID = re.compile(f"_{UID_TAIL}")


def new_uid(prefix: str) -> str:
    """Return a new TypeID, e.g. `inc_01j4…`: 30 characters, in the order of their making."""
    return str(TypeID(prefix=prefix))


def derived_uid(prefix: str, moment: datetime, *parts: str) -> str:
    """Return the TypeID that these parts always give: its time is `moment`, the rest their hash.

    For rows that a machine may make only once, whoever deletes them.
    """
    digest = hashlib.sha256("\0".join((prefix, *parts)).encode("utf-8", "surrogatepass")).digest()
    milliseconds = max(0, int(moment.timestamp() * 1000)).to_bytes(6, "big")
    version, variant = 0x70 | digest[0] & 0x0F, 0x80 | digest[2] & 0x3F
    octets = milliseconds + bytes([version, digest[1], variant]) + digest[3:10]
    return str(TypeID.from_uuid(uuid_utils.UUID(bytes=octets), prefix))


def is_uid(text: str, prefix: str) -> bool:
    """Tell whether `text` is a well-formed TypeID with this prefix."""
    return text.startswith(prefix) and _UID.fullmatch(text, len(prefix)) is not None
