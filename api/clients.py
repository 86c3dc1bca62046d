"""Which client a request comes from: the address that trusted proxies vouch for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

NOBODY = "-"  # a socket of this machine has no address


def client_of(meta: Mapping[str, Any], proxies: int) -> str:
    """Return the address of the client behind so many trusted proxies.

    Each proxy adds the address that it was called from to the end of `X-Forwarded-For`: the last
    `proxies` entries are true, those before are what the client says. Of IPv6 it is the network of
    64 bits that one customer has.
    """
    address = str(meta.get("REMOTE_ADDR") or "")
    if proxies:
        named = str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        # Who came past a proxy has not been named by it.
        address = named[-proxies] if len(named) >= proxies else address
    return _plain(address.strip())


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    if text.startswith("["):  # “[2001:db8::1]:443”
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:  # “192.0.2.1:443”
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return NOBODY
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), 64), strict=False))
    return str(address)
