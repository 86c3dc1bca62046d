"""The columns of GDELT, under their official names."""

from __future__ import annotations

from itertools import chain

from archive.loaders.tables import Columns, words


def _actor(number: int) -> tuple[str, ...]:
    names = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code"
    return tuple(
        f"Actor{number}{name}" for name in f"{names} Type1Code Type2Code Type3Code".split()
    )


def _place(whose: str, *, adm2: bool) -> tuple[str, ...]:
    names = f"Type FullName CountryCode ADM1Code {'ADM2Code ' if adm2 else ''}Lat Long FeatureID"
    return tuple(f"{whose}Geo_{name}" for name in names.split())


def _events(*, adm2: bool) -> tuple[str, ...]:
    places = (_place(whose, adm2=adm2) for whose in ("Actor1", "Actor2", "Action"))
    return (
        *words("GlobalEventID Day MonthYear Year FractionDate"),
        *_actor(1),
        *_actor(2),
        *words("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale"),
        *words("NumMentions NumSources NumArticles AvgTone"),
        *chain.from_iterable(places),
        "DATEADDED",
        "SOURCEURL",
    )


_ALIASES = {"SQLDATE": "Day"}

EVENTS_1 = Columns(_events(adm2=False), optional=frozenset({"SOURCEURL"}), aliases=_ALIASES)
EVENTS_2 = Columns(_events(adm2=True), aliases=_ALIASES)

MENTIONS = Columns(
    words(
        "GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName "
        "MentionIdentifier SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset "
        "InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
    )
)

GKG = Columns(
    words(
        "GKGRECORDID DATE SourceCollectionIdentifier SourceCommonName DocumentIdentifier Counts "
        "V2Counts Themes V2Themes Locations V2Locations Persons V2Persons Organizations "
        "V2Organizations V2Tone Dates GCAM SharingImage RelatedImages SocialImageEmbeds "
        "SocialVideoEmbeds Quotations AllNames Amounts TranslationInfo Extras"
    )
)
