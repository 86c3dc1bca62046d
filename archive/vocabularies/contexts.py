"""What it was about: the thirty-seven contexts of PLOVER."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

CONTEXT = Vocabulary(
    "context",
    "Context",
    "What an incident was about; as many contexts as the text supports.",
    (
        Term(
            "military",
            "Military",
            "Armed forces, defence, arms or warfare, of states or of armed groups.",
        ),
        Term(
            "intelligence",
            "Intelligence",
            "Secret services, spying, surveillance or the sharing of secret information.",
        ),
        Term(
            "executive",
            "Executive",
            "Heads of state or government, cabinets, ministries and the politics of holding such "
            "office.",
        ),
        Term(
            "legislative",
            "Legislative",
            "Parliaments, bills, debates and the forming of majorities.",
        ),
        Term(
            "election",
            "Election",
            "Elections, referendums, candidates, campaigns and the conduct of a vote.",
        ),
        Term(
            "political_institutions",
            "Political institutions",
            "Constitutions, parties, the order of the state and its norms, where none of the "
            "narrower contexts fits.",
        ),
        Term(
            "pro_democracy",
            "Pro-democracy",
            "Steps or calls towards free, fair and accountable rule.",
        ),
        Term(
            "pro_autocracy",
            "Pro-autocracy",
            "Steps or calls towards rule without check or choice, including coups and the "
            "hollowing out of elections.",
        ),
        Term("economic", "Economic", "Trade, finance, prices, work, investment and development."),
        Term(
            "legal",
            "Legal",
            "Courts, trials, treaties and law of any level, apart from human rights law.",
        ),
        Term(
            "reparations",
            "Reparations",
            "Compensation, restitution or apology for wrongs of the past.",
        ),
        Term(
            "human_rights",
            "Human rights",
            "Human rights named as such, and grave abuses that fall under them, such as torture "
            "or slavery.",
        ),
        Term(
            "rights_freedoms",
            "Rights and freedoms",
            "Civil and political freedoms such as speech, press, assembly, privacy and the vote.",
        ),
        Term(
            "repression",
            "Repression",
            "A state or other power holding its own people down by force, fear or prison.",
        ),
        Term(
            "human_security",
            "Human security",
            "Access of people to food, water, housing, energy, land and a livelihood.",
        ),
        Term(
            "gender",
            "Gender",
            "Women's rights, equality between the sexes, or violence because of sex.",
        ),
        Term(
            "lgbt",
            "LGBT",
            "Lesbian, gay, bisexual and transgender people and matters that concern them as such.",
        ),
        Term(
            "religion_ethnicity",
            "Religion and ethnicity",
            "A religion, an ethnic group or relations between such groups.",
        ),
        Term(
            "inequality",
            "Inequality",
            "Unequal shares of wealth, work or standing, including class, caste and poverty.",
        ),
        Term(
            "diplomatic",
            "Diplomatic",
            "Relations and talks between states or with international organisations.",
        ),
        Term(
            "territory",
            "Territory",
            "Borders, occupation, secession, autonomy or a disputed area.",
        ),
        Term(
            "peacekeeping",
            "Peacekeeping",
            "Missions that watch over or keep a peace, as a rule under an international mandate.",
        ),
        Term("health", "Health", "Disease, epidemics, medicine, hospitals and public health."),
        Term(
            "asylum",
            "Asylum",
            "Protection sought by, or granted to, people who flee persecution.",
        ),
        Term(
            "migration",
            "Migration",
            "People moving or being displaced within or between countries, where asylum is not "
            "the point.",
        ),
        Term(
            "disasters",
            "Disasters",
            "Earthquakes, floods, storms, fires, famines and accidents of a large scale, and the "
            "relief after them.",
        ),
        Term(
            "natural_resource",
            "Natural resources",
            "Oil, gas, minerals, forests, fish or water as goods to own, extract or fight over.",
        ),
        Term(
            "environment",
            "Environment",
            "Climate, pollution, conservation and the state of nature.",
        ),
        Term(
            "technology",
            "Technology",
            "Science, computing, space, telecommunications and their control.",
        ),
        Term(
            "terrorism",
            "Terrorism",
            "Violence that the text calls terrorism, and measures against it.",
        ),
        Term(
            "cbrn",
            "CBRN",
            "Chemical, biological, radiological or nuclear weapons, and programmes or controls "
            "that concern them.",
        ),
        Term("cyber", "Cyber", "Attacks on, or the defence of, computers, networks and data."),
        Term(
            "misinformation",
            "Misinformation",
            "False or misleading information that is spread, and what is done against it.",
        ),
        Term(
            "crime",
            "Crime",
            "Ordinary or organised crime and the prosecution of it, where corruption, drugs and "
            "trafficking do not fit better.",
        ),
        Term("corruption", "Corruption", "Public office or entrusted power used for private gain."),
        Term(
            "illegal_drugs",
            "Illegal drugs",
            "The making, sale, smuggling or use of forbidden drugs, and measures against it.",
        ),
        Term(
            "trafficking",
            "Trafficking",
            "The smuggling or sale of people, arms, wildlife or other goods, apart from drugs.",
        ),
    ),
    source=(
        "PLOVER 2021, Open Event Data Alliance, https://github.com/openeventdata/PLOVER, CC BY-SA "
        "4.0: its terms, our definitions."
    ),
    open=True,
)
