"""The catalogues and data sets whose identifiers a record can carry."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

EXTERNAL_SCHEME = Vocabulary(
    "external_scheme",
    "External scheme",
    "The catalogue or data set in which an external identifier is valid.",
    (
        Term("wikidata", "Wikidata", "An item of Wikidata, written as Q and a number."),
        Term("geonames", "GeoNames", "A place of the GeoNames gazetteer, written as its number."),
        Term(
            "osm",
            "OpenStreetMap",
            "An object of OpenStreetMap, written as node, way or relation, a slash and its number.",
        ),
        Term(
            "cameo",
            "CAMEO",
            "An actor code of the CAMEO scheme, such as the ones in the actor columns of GDELT.",
        ),
        Term(
            "gdelt",
            "GDELT",
            "An event of GDELT, written as its GlobalEventID, or an actor, place or document as "
            "its rows give them.",
        ),
        Term(
            "gns",
            "GNS and GNIS",
            "A named feature of the gazetteers of the United States, GNS abroad and GNIS at home, "
            "written as its number.",
        ),
        Term(
            "icews",
            "ICEWS",
            "An event of the Integrated Crisis Early Warning System, written as its event number "
            "and day, or an actor, place or story as its rows give them.",
        ),
        Term(
            "plover",
            "PLOVER",
            "An actor or event of a data set coded in PLOVER other than POLECAT.",
        ),
        Term(
            "polecat",
            "POLECAT",
            "An event of POLECAT, the global data set coded by machine in PLOVER.",
        ),
        Term(
            "ucdp",
            "UCDP",
            "An event or an actor of the Uppsala Conflict Data Program, written as its number, or "
            "anything else as its rows give it.",
        ),
        Term(
            "acled",
            "ACLED",
            "An event of ACLED, written as its event_id_cnty, or an actor, place or source as "
            "its rows give them.",
        ),
        Term(
            "gtd",
            "Global Terrorism Database",
            "An incident of the Global Terrorism Database, written as its event number of twelve "
            "digits.",
        ),
        Term(
            "gleditsch_ward",
            "Gleditsch-Ward",
            "A state in the list of independent states by Gleditsch and Ward, which UCDP uses for "
            "countries.",
        ),
        Term(
            "news_item",
            "News item",
            "An item of news, written as its outlet identifies it (the uri of ninjs, the guid of "
            "NewsML-G2 and RSS, the id of Atom), with the address of its feed and a # before one "
            "that is no URI.",
        ),
        Term(
            "doi",
            "DOI",
            "A publication or data set with a digital object identifier, written without the "
            "resolver's address.",
        ),
    ),
    source="This archive.",
    open=True,
)
