"""One corpus and the sets that every query finds in it, whatever the engine."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.archive.search.engine import found
from tests.factories import ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db

# Titles and texts of the corpus, by a short name.
ARTICLES = {
    "curly": ("Haniyeh’s killing", "“He said\xa0so,” the ‘several’ told us. The U.S. was told."),
    "straight": ("Haniyeh's killing", 'He said so, the "several" told the US.'),
    "hyphen": ("Al-Asad hit", "Iran-aligned militias; Al‑Asad (no-break hyphen), Al–Asad (dash)."),
    "space": ("Al Asad hit", "Iran aligned militias, and a co-operation with Hiz\u00adballah."),
    "joined": ("Alasad hit", "The cooperation with Hizballah."),
    "accents": ("Erdoğan à Genève", "Ḥizbullāh, São Tomé, Łódź, Ærø, Straße, ﬁne ﬂags"),
    "plain": ("Erdogan a Geneve", "Hizbullah, Sao Tome, Lodz, Aero, Strasse, fine flags"),
    "decomposed": ("Erdog\u0306an a\u0300 Gene\u0300ve", "H\u0323izbulla\u0304h"),
    "greek": ("ΑΘΗΝΑ", "Η Αθήνα και ο Πειραιάς"),
    "cyrillic": ("Пётр Порошенко", "Йод и иод; КИЇВ"),
    "arabic": ("حِزْبُ ٱللَّه", "أَيْضًا في إيران"),
    "arabic_bare": ("حزب الله", "ايضا في ايران"),
    "hebrew": ("שָׁלוֹם", "ירושלים"),
    "hindi": ("हिन्दी समाचार", "दिल्ली में"),
    "chinese": ("以色列总理发表讲话", "总理说。"),
    "emoji": ("🚀attack🚀", "❤️peace 👩‍👩‍👧 flag🇺🇸flag"),
    "numbers": ("85 targets at 7 sites", "On 2024-08-05, 3.5 million; 9:30; 1,000 km²"),
    "stops": (
        "The end.Start again",
        "He left.The U.N.H.C.R. stayed. Vol.II J.K. Rowling u.s. p.m.",
    ),
    "order": ("attack rocket", "no attack on a rocket base; rocket, attack"),
    "long": (
        "Much of the same",
        "word " * 300 + "needle in haystack " + "of the " * 300 + "last end",
    ),
    "empty": ("…", ""),
}

# What each query finds among the articles.
EXPECTED = {
    "haniyeh": {"curly", "straight"},
    "Haniyeh’s": {"curly", "straight"},
    "Haniyeh's": {"curly", "straight"},
    "haniyehs": set(),
    '"he said so"': {"curly", "straight"},
    "“said so”": {"curly", "straight"},
    "us": {"curly", "straight"},
    "U.S.": {"curly", "straight"},
    "u.s.": {"curly", "straight", "stops"},
    "unhcr": {"stops"},
    "Al-Asad": {"hyphen", "space"},
    '"al asad"': {"hyphen", "space"},
    "al asad": {"hyphen", "space"},
    "alasad": {"joined"},
    "Al-As*": {"hyphen", "space"},
    "alas*": {"joined"},
    "iran-aligned": {"hyphen", "space"},
    "aligned": {"hyphen", "space"},
    "cooperation": {"joined"},
    "co-operation": {"space"},
    "Hizballah": {"space", "joined"},
    "hizbullah": {"accents", "plain", "decomposed"},
    "ḤIZBULLĀH": {"accents", "plain", "decomposed"},
    "Erdoğan": {"accents", "plain", "decomposed"},
    '"erdogan a geneve"': {"accents", "plain", "decomposed"},
    "lodz aero strasse": {"accents", "plain"},
    "Łódź Ærø Straße": {"accents", "plain"},
    "fine flags": {"accents", "plain"},
    "αθηνα": {"greek"},
    "Αθήνα": {"greek"},
    "πειραιας": {"greek"},
    "петр": {"cyrillic"},
    "ПЁТР": {"cyrillic"},
    "йод": {"cyrillic"},
    "київ": {"cyrillic"},
    '"حزب الله"': {"arabic", "arabic_bare"},
    "أيضا": {"arabic", "arabic_bare"},
    "إيران": {"arabic", "arabic_bare"},
    "שלום": {"hebrew"},
    "हिन्दी": {"hindi"},
    "以色列*": {"chinese"},
    "以色列总理发表讲话": {"chinese"},
    "总理": set(),
    "attack": {"emoji", "order"},
    "peace flag": {"emoji"},
    "85": {"numbers"},
    "2024-08-05": {"numbers"},
    "2024-08*": {"numbers"},
    "3.5": {"numbers"},
    "9:30": {"numbers"},
    "1,000": {"numbers"},
    "start the": {"stops"},
    "end": {"stops", "long"},
    "jk": {"stops"},
    "II": {"stops"},
    '"rocket attack"': {"order"},
    '"attack rocket"': {"order"},
    'title:"rocket attack"': set(),
    'title:"attack rocket"': {"order"},
    # A phrase does not go on from the title into the text.
    '"rocket no"': set(),
    '"hit iran"': set(),
    "title:hit text:militias": {"hyphen", "space"},
    "title:militias": set(),
    "hit -militias": {"joined"},
    "hit -title:alasad": {"hyphen", "space"},
    'hit -"al asad"': {"joined"},
    "hit (aligned OR cooperation)": {"hyphen", "space", "joined"},
    "hit -(aligned OR cooperation)": set(),
    "needle OR unhcr": {"long", "stops"},
    "(needle OR unhcr) -haystack": {"stops"},
    "title:(alasad OR emoji OR hit) -joined": {"hyphen", "space", "joined"},
    # Beyond the places that a tsvector keeps.
    '"needle in haystack"': {"long"},
    '"the last end"': {"long"},
    '"the end last"': set(),
    '"in needle"': set(),
    'word -"the last end"': set(),
    'much -"last word"': {"long"},
    '"word word needle"': {"long"},
    "title:word": set(),
    "text:last": {"long"},
    '"of the last en*"': set(),
    "the-last-en*": {"long"},
    '"the last end" OR unhcr': {"long", "stops"},
    "byline:holm -byline:ida": set(),
    "no-such-word": set(),
}


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """The articles of the corpus by their short names, there for the whole module."""
    with django_db_blocker.unblock(), transaction.atomic():
        articles = {}
        for name, (title, body) in ARTICLES.items():
            articles[name] = ArticleFactory(title=title)
            RevisionFactory(article=articles[name], body=body)
        yield articles
        transaction.set_rollback(True)


@pytest.mark.parametrize("query", EXPECTED)
def test_articles_found(corpus, query):
    names = {article: name for name, article in corpus.items()}
    assert {names[article] for article in found(query, "article")} == EXPECTED[query]


def test_articles_found_by_byline(corpus):
    assert len(found("byline:holm", "article")) == len(ARTICLES)
