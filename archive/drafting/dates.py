"""Dates in the words of a text: “Monday”, “last week”, “July 18”, “between … and …”."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from archive.drafting import days
from archive.drafting.days import UNKNOWN, When
from archive.spans import Span

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = dict(
    zip(
        "a one two three four five six seven eight nine ten eleven twelve".split(),
        (1, *range(1, 13)),
        strict=True,
    )
)
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|Apr(?:il|\.)|May|June|July|Aug(?:ust|\.)|"
    r"Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20|21)\d\d"
_UNIT = r"(?:day|week|month|year)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
# A weekday, month or today and so on: the words around one that belong to it.
_POINT = (
    rf"(?:{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH},?\s+{_YEAR}|{_YEAR}-[01]\d-[0-3]\d)"
)
_NAMED = rf"(?:{'|'.join(day.capitalize() for day in _WEEKDAYS)})"
_EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
    (?P<range>(?:[Bb]etween|[Ff]rom)\s+(?P<r1>{_POINT})\s+(?:and|to|until|through)\s+(?P<r2>{_POINT}))
    |(?P<span>(?P<s1>{_MONTH})\s+(?P<d1>{_DAY})\s*[-–]\s*(?P<d2>{_DAY})(?:,?\s+(?P<sy>{_YEAR}))?)
    |(?P<since>[Ss]ince\s+(?P<from>{_POINT}|{_NAMED}|{_MONTH}|{_YEAR}))
    |(?P<point>{_POINT})
    |(?P<named>(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\s+)?(?:(?:late|early)\s+)?
        (?P<weekday>{_NAMED}){_PART})
    |(?P<day>(?:(?:[Ll]ate|[Ee]arly|[Ee]arlier)\s+)?[Tt]oday|[Yy]esterday{_PART}|[Tt]omorrow{_PART}
        |[Tt]onight|[Tt]his\s+(?:morning|afternoon|evening)|[Ll]ast\s+night)
    |(?P<ago>(?P<n>\d{{1,3}}|{"|".join(_NUMBERS)})\s+(?P<unit>{_UNIT})s?\s+ago)
    |(?P<period>(?P<earlier>(?:[Ee]arlier|[Ll]ater)\s+)?(?P<step>[Ll]ast|[Tt]his|[Nn]ext)\s+
        (?P<pu>week|weekend|month|year))
    |(?P<inmonth>(?:[Ii]n|[Ll]ast|[Dd]uring)\s+(?P<m>{_MONTH})(?!\s+\d))
    |(?P<inyear>[Ii]n\s+(?P<y>{_YEAR}))
    )(?!\w|-\w|[’']?s\s+(?=\d))""",
    re.X,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|would|is to|are to|be to|scheduled|set to|planned|plans?|due|expected|"
    r"going to|upcoming|to be held|to take place|intends?|hopes? to)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text that tell when: where they stand, and what they mean."""

    span: Span
    when: When


def find_dates(
    body: str, base: date | None, *, quoted: tuple[Span, ...] = (), spans: tuple[Span, ...] = ()
) -> list[Found]:
    """Return the dates of a text in order, none overlapping another.

    `base` is the day of the article; without it only what the words themselves tell is resolved,
    and the rest is `unknown`. Within `quoted` spans relative words count from the day on which
    they were said, which nothing tells: they are not resolved. `spans` are the sentences: one that
    speaks of the future lets a weekday or a day without its year lie ahead.
    """
    found = []
    for match in _EXPRESSION.finditer(body):
        span = Span(*match.span())
        inside = any(part.start <= span.start < part.end for part in quoted)
        clause = next((one for one in spans if one.start <= span.start < one.end), None)
        lead = body[clause.start : span.start] if clause else ""
        future = _FUTURE.search(lead[-100:]) is not None
        found.append(Found(span, _resolve(_At(match, None if inside else base, future))))
    return found


class _At(NamedTuple):
    """An expression, the day that it counts from, and whether its sentence speaks of the future."""

    match: re.Match[str]
    base: date | None
    future: bool


def _resolve(at: _At) -> When:
    kind = next(name for name in _RESOLVERS if at.match[name])
    return _RESOLVERS[kind](at)


def _range(at: _At) -> When:
    last = _point(at.match["r2"], at.base, at.future)
    if last.latest is None:
        return UNKNOWN
    # The first day lies before the last one: “between October 17 and January 29”.
    first = _point(at.match["r1"], last.latest, False)
    if first.earliest is None:
        return UNKNOWN
    notes = [when.note for when in (first, last) if when.note]
    basis = "relative" if notes else "explicit"
    note = "The years are inferred." if len(notes) > 1 else notes[0] if notes else None
    return days.throughout(first.earliest, last.latest, basis, note)


def _span(at: _At) -> When:
    year = f" {at.match['sy']}" if at.match["sy"] else ""
    first, last = (
        _point(f"{at.match['s1']} {at.match[d]}{year}", at.base, at.future) for d in ("d1", "d2")
    )
    if first.earliest is None or last.latest is None:
        return UNKNOWN
    return days.throughout(first.earliest, last.latest, last.basis or "relative", last.note)


def _since(at: _At) -> When:
    words = at.match["from"]
    if words.lower() in _WEEKDAYS:
        start = (
            UNKNOWN if at.base is None else days.weekday(_WEEKDAYS.index(words.lower()), at.base)
        )
    elif words.isdigit():
        start = _year(int(words))
    elif re.fullmatch(_MONTH, words):
        start = _month(words, at.base)
    else:
        start = _point(words, at.base, False)
    if start.earliest is None:
        return UNKNOWN
    return When(start.earliest, None, "open", start.basis, start.note)


def _point(words: str, base: date | None, future: bool) -> When:
    """Return a day of a month, or a month of a year."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        day = days.calendar_day(*map(int, words.split("-")))
        return UNKNOWN if day is None else days.on_day(day, "explicit")
    number = _month_number(words)
    year = re.search(rf"\b{_YEAR}\b", words)
    numeral = re.search(rf"\b({_DAY})\b", words[: year.start()] if year else words)
    if numeral is None:
        ends = days.month(int(year.group()), number) if year else None
        return UNKNOWN if ends is None else days.within(*ends, "explicit")
    numbered = int(re.sub(r"\D", "", numeral.group(1)))
    if year is not None:
        day = days.calendar_day(int(year.group()), number, numbered)
        return UNKNOWN if day is None else days.on_day(day, "explicit")
    day = None if base is None else days.month_day(number, numbered, base, future=future)
    return UNKNOWN if day is None else days.on_day(day, "relative", days.YEAR_INFERRED)


def _weekday(at: _At) -> When:
    if at.base is None:
        return UNKNOWN
    number, which = _WEEKDAYS.index(at.match["weekday"].lower()), (at.match["which"] or "").lower()
    if which == "next" or (at.future and which != "last"):
        return days.weekday(number, at.base, future=True)
    if which in {"last", "past"} and number == at.base.weekday():
        earlier = days.period("day", -7, at.base)
        return UNKNOWN if earlier is None else days.on_day(earlier[0], "relative")
    return days.weekday(number, at.base)


def _day(at: _At) -> When:
    words = at.match["day"].lower()
    if words == "last night":
        return _period_of("day", -1, at.base, end=0)
    offset = -1 if words.startswith("yesterday") else 1 if words.startswith("tomorrow") else 0
    return _period_of("day", offset, at.base)


def _ago(at: _At) -> When:
    number = int(at.match["n"]) if at.match["n"].isdigit() else _NUMBERS[at.match["n"].lower()]
    return _period_of(at.match["unit"], -number, at.base)


def _period(at: _At) -> When:
    offset = {"last": -1, "this": 0, "next": 1}[at.match["step"].lower()]
    when = _period_of(at.match["pu"], offset, at.base)
    earlier = (at.match["earlier"] or "").strip().lower()
    if at.base is None or offset or not earlier or when.earliest is None or when.latest is None:
        return when
    if earlier == "earlier":
        return days.within(when.earliest, at.base, "relative")
    return days.within(at.base, when.latest, "relative")


def _period_of(unit: str, offset: int, base: date | None, *, end: int | None = None) -> When:
    ends = None if base is None else days.period(unit, offset, base)
    until = None if base is None or end is None else days.period(unit, end, base)
    if ends is None:
        return UNKNOWN
    return days.within(ends[0], until[1] if until else ends[1], "relative")


def _in_month(at: _At) -> When:
    return _month(at.match["m"], at.base)


def _month(words: str, base: date | None) -> When:
    """Return the last such month that had begun on the day of the article."""
    if base is None:
        return UNKNOWN
    number = _month_number(words)
    ends = days.month(base.year - (number > base.month), number)
    return UNKNOWN if ends is None else days.within(*ends, "relative", days.YEAR_INFERRED)


def _in_year(at: _At) -> When:
    return _year(int(at.match["y"]))


def _year(number: int) -> When:
    return days.within(date(number, 1, 1), date(number, 12, 31), "explicit")


def _month_number(words: str) -> int:
    begins = re.search(_MONTH, words)
    short = begins.group().lower()[:3] if begins else ""
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(short))


_RESOLVERS: dict[str, Callable[[_At], When]] = {
    "range": _range,
    "span": _span,
    "since": _since,
    "point": lambda at: _point(at.match["point"], at.base, at.future),
    "named": _weekday,
    "day": _day,
    "ago": _ago,
    "period": _period,
    "inmonth": _in_month,
    "inyear": _in_year,
}
