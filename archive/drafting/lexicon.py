"""The words that the rules look for: verbs of saying, titles, kinds of people and bodies."""

from __future__ import annotations

# Verbs that bring somebody's words with them. What differs from -s, -ed, -ing stands behind it.
_SAYING = """
say/says/said tell/tells/told add write/writes/wrote,written explain argue claim insist warn
announce declare confirm deny/denies/denied reply/replies/replied respond answer ask comment observe
remark conclude continue recall admit/admits/admitted/admitting acknowledge suggest tweet
stress emphasize emphasise reiterate assert allege complain vow pledge promise threaten predict
recount urge demand reveal repeat joke quip/quips/quipped/quipping shout testify/testifies/testified
believe caution maintain contend/contends/contended concede counter boast lament elaborate
clarify/clarifies/clarified reason theorize theorise think/thinks/thought note state report post
describe call characterize characterise criticize criticise denounce blame condemn accuse
praise hail decry/decries/decried dub/dubs/dubbed/dubbing label/labels/labelled,labeled brand
agree exclaim proclaim tout opine
""".split()

# These say something of an object, in a word or two: “called the ruling ‘dangerous’”.
_JUDGING = set(
    "describe call characterize characterise criticize criticise denounce blame condemn accuse "
    "praise hail decry dub label brand tout".split()
)
# These are nouns and adjectives as often as verbs.
_DOUBTFUL = {
    *"reports states notes posts calls claims comments answers demands blames praises".split(),
    *"labels promises threatens brands reasons counters suggests thinks thought".split(),
    *"agrees agreed".split(),
    *"reasoned continued continues countered posted answered".split(),
}

# The act that a verb itself names (codes of the vocabulary speech_act).
ACTS = {
    "accuse": "accuse",
    "blame": "accuse",
    "confirm": "confirm",
    "deny": "deny",
    "announce": "announce",
    "condemn": "condemn",
    "denounce": "condemn",
    "threaten": "threaten",
    "vow": "vow",
    "pledge": "vow",
    "warn": "warn",
    "caution": "warn",
    "demand": "demand",
    "urge": "appeal",
}

# The medium that a verb itself names (codes of the vocabulary statement_medium).
MEDIA = {"tweet": "post"}


def _forms(entry: str) -> list[str]:
    """Return third person, past and gerund of a verb.

    >>> _forms("argue")
    ['argues', 'argued', 'arguing']
    """
    base, *irregular = entry.split("/")
    stem = base[:-1] if base.endswith("e") else base
    third = irregular[0] if irregular else _third(base)
    past = irregular[1].split(",") if len(irregular) > 1 else [f"{stem}ed"]
    gerund = irregular[2] if len(irregular) > 2 else f"{stem}ing"  # noqa: PLR2004 -- the third of three forms
    return [third, *past, gerund]


def _third(base: str) -> str:
    return f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"


# form -> verb; gerunds apart, because their subject stands elsewhere.
FINITE: dict[str, str] = {}
GERUNDS: dict[str, str] = {}
for _entry in _SAYING:
    *_finite, _gerund = _forms(_entry)
    FINITE |= dict.fromkeys(_finite, _entry.split("/")[0])
    GERUNDS[_gerund] = _entry.split("/")[0]
JUDGING = frozenset(form for form, verb in (FINITE | GERUNDS).items() if verb in _JUDGING)
DOUBTFUL = frozenset(_DOUBTFUL)

# Words before a name that are no part of it.
TITLES = frozenset(
    """
    president vice-president minister secretary ambassador general colonel lieutenant major captain
    commander admiral sergeant officer chief director chairman chairwoman chairperson chair king
    queen prince princess pope bishop archbishop cardinal imam rabbi reverend father sister mr mrs
    ms miss dr doctor prof professor senator congressman congresswoman representative governor mayor
    judge justice attorney prosecutor chancellor premier speaker spokesman spokeswoman spokesperson
    leader coach manager editor author curator analyst sir lord lady dame inspector detective
    sheriff undersecretary deputy envoy negotiator commissioner superintendent activist
    gen col lt sgt capt sen rep gov maj adm coauthor author
    """.split()
)

# Nouns for one person whom no name is given, and for several.
PERSON_NOUNS = frozenset(
    """
    official spokesman spokeswoman spokesperson officer source witness resident poster blogger user
    author analyst diplomat minister lawyer attorney soldier commander aide adviser advisor expert
    doctor teacher student activist member leader man woman boy girl mother father survivor victim
    president senator judge prosecutor journalist reporter editor historian scientist researcher
    coach player fan worker farmer politician lawmaker negotiator mayor governor secretary general
    chief director manager coauthor professor neighbor neighbour driver person participant
    protester demonstrator refugee insider employee critic
    """.split()
)
GROUP_NOUNS = frozenset(
    f"{noun}es" if noun.endswith(("ss", "x")) else f"{noun}s" for noun in PERSON_NOUNS
) | frozenset("men women people authorities locals families rebels militants troops".split())
# Nouns for a body that speaks as one.
BODY_NOUNS = frozenset(
    """
    government ministry department agency army navy military police city council court committee
    commission party church company firm group organisation organization union association bank
    university school parliament congress senate house office administration embassy force forces
    command league federation institute foundation authority bureau board newspaper magazine station
    network service movement militia front coalition pentagon kremlin state fire
    """.split()
)
# Papers that say something, and nobody with them; the medium that some of them are.
DOCUMENTS = {
    "readout": "readout",
    "report": "report",
    "study": "report",
    "letter": "unknown",
    "transcript": "unknown",
    "memo": "unknown",
    "document": "unknown",
    "documents": "unknown",
    "communique": "press_release",
    "communiqué": "press_release",
    "message": "unknown",
    "sign": "unknown",
    "banner": "unknown",
    "survey": "report",
    "paper": "report",
    "indictment": "report",
    "complaint": "report",
    "lawsuit": "report",
    "filing": "report",
    "analysis": "report",
    "statement": "unknown",
    "release": "press_release",
}
PRONOUNS = frozenset("he she it they i we you who which that".split())
