"""Examples in the document: real answers about the first story, recorded and held to by a test.

tests/api/test_schema_examples.py asks again and compares; with RECORD_EXAMPLES=1 it writes them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "recorded"

# Records of the first story, by the prefix of their uids: examples of parameters name them.
UIDS = {
    "act": "act_01m817qnmef4hvwkem306420hq",
    "art": "art_01m817qnm0fcfsyhg5z1wtnzsj",
    "inc": "inc_01m817qnn2ehnaswn245jfj2r9",
    "plc": "plc_01m817qnm1ej49tscz48bemjpk",
    "src": "src_01m817qnm0e8s8bvmt9fwd5ygc",
    "stm": "stm_01m817qnngfya83mw5rrbk3er0",
}

VOCABULARY = "date_semantics"

# Of no list in particular: a real one holds only with its own filters and secret key.
CURSOR = "kQ3v0b7Jf2mXc9TzWyJhZnRlciIsIjIwMjQtMDgtMDUiLDcsIjQ1YTBjN2UxYjJkZiJd"


class Recording(NamedTuple):
    """A request whose answer is shown, and what it shows; `path` follows /api/v1/.

    Where there is a `file`, it is sent, by a coder.
    """

    path: str
    summary: str
    file: str | None = None


_FEED = """<rss version="2.0"><channel><title>The Daily Courier</title>
<item>
  <title>Rockets hit an air base</title>
  <link>https://courier.example/2024/rockets</link>
  <pubDate>Tue, 06 Aug 2024 09:16:30 +0300</pubDate>
  <description>Five people were injured.</description>
</item>
<item>
  <category>World</category>
</item>
</channel></rss>
"""

RECORDINGS = {
    "incidents_list": Recording(
        "incidents/?event_type=ASSAULT&participant_status=alleged&date_before=2024-07-31",
        "Attacks until July 2024 in which somebody's part is only alleged",
    ),
    "incidents_retrieve": Recording(
        f"incidents/{UIDS['inc']}/", "An attack, who is accused of it, and in which words"
    ),
    "statements_list": Recording(
        f"statements/?accused={UIDS['act']}&form=direct",
        "Statements that accuse these groups in their speakers' own words",
    ),
    "statements_retrieve": Recording(
        f"statements/{UIDS['stm']}/", "What a spokeswoman said, and about what"
    ),
    "actors_list": Recording("actors/?name=hizballah", "An actor found by one of its aliases"),
    "actors_retrieve": Recording(
        "actors/act_01m817qnmtec3rw5zf1s6b8r12/", "A spokeswoman, whose, and in which words"
    ),
    "actors_network": Recording(
        "actors/act_01m817qnmff6xantdh9ktswmj3/network/", "Who appears with Iran, in which roles"
    ),
    "articles_list": Recording("articles/?language=en", "Articles in English"),
    "articles_retrieve": Recording(f"articles/{UIDS['art']}/", "An article with its text"),
    "places_list": Recording(f"places/?within={UIDS['plc']}&kind=facility", "Facilities in Iraq"),
    "places_retrieve": Recording(f"places/{UIDS['plc']}/", "A country"),
    "sources_list": Recording("sources/?kind=newspaper", "Newspapers"),
    "sources_retrieve": Recording(f"sources/{UIDS['src']}/", "A newspaper"),
    "search_list": Recording(
        "search/?q=hizballah&kind=actor", "An actor found by another spelling"
    ),
    "actors_facets": Recording("actors/facets/?by=kind,country", "What actors there are"),
    "articles_facets": Recording("articles/facets/?by=language", "In which languages"),
    "incidents_facets": Recording(
        "incidents/facets/?by=event_type&country=IQ", "What happened in Iraq"
    ),
    "incidents_timeline": Recording(
        "incidents/timeline/?interval=month&date_after=2024-06-01&date_before=2024-08-31",
        "A summer by months: what happened for certain, and what may have",
    ),
    "incidents_totals": Recording(
        "incidents/totals/?measure=killed,injured", "What is reported of the dead and injured"
    ),
    "places_facets": Recording("places/facets/?by=kind", "What kinds of places"),
    "sources_facets": Recording("sources/facets/?by=kind", "What kinds of sources"),
    "statements_facets": Recording("statements/facets/?by=form,medium", "How people are quoted"),
    "statements_timeline": Recording(
        "statements/timeline/?interval=year", "When what is reported was said"
    ),
    "incidents_history": Recording(
        f"incidents/{UIDS['inc']}/history/", "An incident that was not changed since it was coded"
    ),
    "statements_history": Recording(
        f"statements/{UIDS['stm']}/history/", "A statement, as it was first coded"
    ),
    "actors_history": Recording(
        f"actors/{UIDS['act']}/history/", "An actor, as it was first coded"
    ),
    "articles_history": Recording(
        f"articles/{UIDS['art']}/history/", "An article, as it was taken in"
    ),
    "places_history": Recording(f"places/{UIDS['plc']}/history/", "A place, as it was first coded"),
    "sources_history": Recording(
        f"sources/{UIDS['src']}/history/", "A source, as it was first coded"
    ),
    "changes_list": Recording(
        "changes/?type=statement&limit=2", "The first statements that were published"
    ),
    "documents_create": Recording(
        "documents/?name=rss.xml&on_error=skip&dry_run=true",
        "What would come of a feed: one story would be new, one holds nothing",
        _FEED,
    ),
    "vocabularies_list": Recording("vocabularies/", "All vocabularies"),
    "vocabularies_retrieve": Recording(f"vocabularies/{VOCABULARY}/", "How dates are meant"),
    "BadRequest": Recording("incidents/?event_typ=ASSAULT", "A parameter that does not exist"),
    "Forbidden": Recording("incidents/?review_status=draft", "Drafts take a token"),
    "NotFound": Recording("incidents/inc_01j4q5vb4pex5vsknk084sn02q/", "A uid of no record"),
    "Gone": Recording("places/plc_01m817qnm9f3ws0k8x2e7q5r4t/", "A record that was retracted"),
    "MovedPermanently": Recording(
        "places/plc_01m817qnmaf0m9t4y6z8b3c7dh/", "A record that was merged into another"
    ),
    "UnacceptableRequest": Recording(
        "incidents/?participant=act_01j4q5vb4pex5vsknk084sn02q", "A uid of no record, in a filter"
    ),
}


@cache
def examples_of(name: str) -> dict[str, Any]:
    """Return the examples of an operation or of a shared answer, as OpenAPI has them."""
    if name not in RECORDINGS:
        return {}
    recorded = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    return {"recorded": {"summary": RECORDINGS[name].summary, "value": json.loads(recorded)}}
