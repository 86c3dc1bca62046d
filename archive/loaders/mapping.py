"""What the mappers of several data sets share: reading numbers and days, naming outlets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from archive.loaders.base import RowError
from archive.loaders.drafts import Key, Shared, Text
from archive.models import Article, Source

_K = TypeVar("_K")
_V = TypeVar("_V")

_is_valid_url = URLValidator(schemes=["http", "https", "ftp", "ftps"])
# Python would take “1_000”, “nan” and the digits of any script.
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DEGREES = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]*)?([eE][+-]?[0-9]{1,3})?")
LONGEST_URL = 2000
LONGEST_TITLE = 1000
LONGEST_ID = 300


class Memory(dict[_K, _V], Generic[_K, _V]):
    """Remembers the drafts of a file, and forgets all of them before they fill the memory."""

    LIMIT = 20_000

    def __setitem__(self, key: _K, value: _V) -> None:
        if len(self) >= self.LIMIT:
            self.clear()
        super().__setitem__(key, value)


class Outlets:
    """The outlets and articles that the rows of a file name; each is one draft."""

    def __init__(self, scheme: str, default: Source | None = None) -> None:
        self._scheme = scheme
        self._default = default
        self._sources: Memory[str, Shared] = Memory()
        self._articles: Memory[str, Shared] = Memory()
        self._texts: Memory[int, Text] = Memory()

    def by_domain(self, domain: str | None) -> Shared | Source | None:
        """Return the outlet that publishes there; else the one that was named for the file."""
        if not domain:
            return self._default
        source = self._sources.get(domain)
        if source is None:
            values = {"name": domain, "domain": domain}
            source = self._sources[domain] = Shared(Source, values, column="domain")
        return source

    def by_name(self, name: str, **values: Any) -> Shared:
        """Return the outlet that the data set calls so."""
        source = self._sources.get(name)
        if source is None:
            key = key_of(self._scheme, "source", name)
            source = self._sources[name] = Shared(Source, {"name": name, **values}, key=key)
        return source

    def at_url(self, url: str, **values: Any) -> Shared:
        """Return the article at a URL; its title is the URL unless one is known."""
        article = self._articles.get(url)
        if article is None:
            values = {
                "title": shorten(url, LONGEST_TITLE),
                "url": url,
                "source": self.by_domain(domain_of(url)),
                **values,
            }
            article = self._articles[url] = Shared(Article, values, column="url")
        return article

    def by_key(self, key: Key, **values: Any) -> Shared:
        """Return the article that the data set identifies so."""
        article = self._articles.get(key.value)
        if article is None:
            article = self._articles[key.value] = Shared(Article, values, key=key)
        return article

    def text_of(self, article: Shared) -> Text:
        """Return the empty text of an article of which no words are given."""
        text = self._texts.get(id(article))
        if text is None or text.article is not article:
            text = self._texts[id(article)] = Text(article)
        return text


def key_of(scheme: str, *parts: str) -> Key:
    """Return the identifier of something that a data set identifies by several columns.

    One that is too long ends in its own SHA-256.
    """
    value = "/".join(parts)
    if len(value) > LONGEST_ID:
        digest = hashlib.sha256(value.encode()).hexdigest()
        value = f"{value[: LONGEST_ID - len(digest) - 1]}…{digest}"
    return Key(scheme, value)


def shorten(text: str, longest: int) -> str:
    """Return a text that fits, with an ellipsis where it was cut."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


@lru_cache(maxsize=10_000)
def is_url(text: str) -> bool:
    """Whether a text is an address that an article can have."""
    if len(text) > LONGEST_URL:
        return False
    try:
        _is_valid_url(text)
    except ValidationError:
        return False
    return True


def domain_of(url: str) -> str | None:
    """Return the host of a URL as outlets are known by, without “www.”.

    >>> domain_of("https://www.Example.org:8080/news")
    'example.org'
    """
    host = urlsplit(url).hostname
    return host.removeprefix("www.") or None if host else None


def number_in(values: Mapping[str, str], column: str) -> int | None:
    """Return a whole number, or None where there is none. Raises RowError for anything else."""
    text = values.get(column, "")
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise RowError(f"“{text}” is no whole number", column=column)
    return int(text)


def event_number(values: Mapping[str, str], column: str) -> str:
    """Return the number of an event, digits as text. Raises RowError where it is none."""
    number = values[column]
    if not (number.isascii() and number.isdigit()):
        raise RowError(f"“{number}” is no event number", column=column)
    return number


def point_in(values: Mapping[str, str], latitude: str, longitude: str) -> dict[str, Any]:
    """Return the columns of a place's coordinates: both, with their basis, or none."""
    lat, lon = _degrees_in(values, latitude), _degrees_in(values, longitude)
    if lat is None or lon is None:
        return {"lat": None, "lon": None, "coordinate_basis": None}
    return {"lat": lat, "lon": lon, "coordinate_basis": "imported"}


def _degrees_in(values: Mapping[str, str], column: str) -> float | None:
    """Return a coordinate, or None where there is none. Raises RowError for anything else."""
    text = values.get(column, "")
    if not text:
        return None
    if not _DEGREES.fullmatch(text):
        raise RowError(f"“{text}” is no coordinate", column=column)
    return float(text)


def day_in(values: Mapping[str, str], column: str, *patterns: str) -> date:
    """Return a day written in one of the patterns of strptime. Raises RowError where it is none."""
    text = values.get(column, "")
    for pattern in patterns:
        day = _day(text, pattern)
        if day is not None:
            return day
    raise RowError(f"“{text}” is no day", column=column)


@lru_cache(maxsize=20_000)
def _day(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007 -- a day has no time zone
    except ValueError:
        return None


def exact_day(day: date, note: str | None = None) -> dict[str, Any]:
    """Return the columns of a day that a data set states."""
    return {
        "date_earliest": day,
        "date_latest": day,
        "date_semantics": "exact_day",
        "date_basis": "imported",
        "date_note": note,
    }
