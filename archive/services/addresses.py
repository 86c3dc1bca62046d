"""The address of a story: without what only tells how a reader came there, and its spellings."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_LONGEST = 2000
_is_web_address = URLValidator(schemes=["http", "https"])
# Only parameters that never choose the page: a “cid” or “source” may.
_TRACKING = re.compile(
    r"(utm_.*|at_(medium|campaign|link.*)|mc_[ce]id|mtm_.*|pk_(campaign|kwd|source|medium)|"
    r"_?gcl(id|src|_au)|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh|"
    r"cmpid|xtor|ns_(campaign|mchannel|source|linkname)|smid|ref_src|ref_url|_ga|_gl|wt\.mc_id)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def clean_address(url: str | None) -> str | None:
    """Return a web address that an article can have, or None where it is none.

    Scheme and host are in small letters; a default port, the fragment and the parameters of
    trackers are gone. All else stays as it is written.

    >>> clean_address("HTTPS://Example.org:443/News?id=7&utm_source=feed#comments")
    'https://example.org/News?id=7'
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS.get(scheme):
        host = f"{host}:{port}"
    cleaned = urlunsplit((scheme, host, parts.path, _without_trackers(parts.query), ""))
    if len(cleaned) > _LONGEST:
        return None
    try:
        _is_web_address(cleaned)
    except ValidationError:
        return None
    return cleaned


def spellings(url: str) -> set[str]:
    """Return the ways in which a clean address may have been written down elsewhere.

    With http and https, with and without “www.” and a last slash, and as it is.
    """
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    path = parts.path.rstrip("/")
    return {url} | {
        urlunsplit((scheme, f"{www}{host}", f"{path}{slash}", parts.query, ""))
        for scheme in ("http", "https")
        for www in ("", "www.")
        for slash in ("", "/")
    }


def same_address(one: str | None, other: str | None) -> bool:
    """Whether two addresses, as written, lead to the same page."""
    first, second = clean_address(one), clean_address(other)
    return first is not None and second is not None and second in spellings(first)


def host_of(url: str | None) -> str | None:
    """Return the host of an address as outlets are known by, without “www.”."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None


def _without_trackers(query: str) -> str:
    """Leave a query without trackers as it is written; else write the rest again, in order."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
