"""Countries and territories by their two letters of ISO 3166-1."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary
from archive.vocabularies.country_data import ROWS

_KOSOVO = Term(
    "XK",
    "Kosovo",
    "Kosovo, not listed in ISO 3166-1; XK is a user-assigned code that other data sets share.",
)


def _listed(alpha2: str, alpha3: str, number: str, name: str, iso_name: str) -> Term:
    return Term(
        alpha2,
        name,
        f"{iso_name or name}, listed in ISO 3166-1 under {alpha3} and the number {number}.",
        mappings={"iso3166_alpha3": alpha3, "iso3166_numeric": number},
    )


COUNTRY = Vocabulary(
    "country",
    "Country",
    "The country or territory that a source, an actor or a place belongs to.",
    tuple(sorted([*(_listed(*row) for row in ROWS), _KOSOVO], key=lambda term: term.code)),
    source="ISO 3166-1 alpha-2, https://www.iso.org/iso-3166-country-codes.html; XK added.",
)
