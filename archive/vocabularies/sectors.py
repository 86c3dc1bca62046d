"""The part of society or of the state that an actor belongs to."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

SECTOR = Vocabulary(
    "sector",
    "Sector",
    "Which part of society or of the state an actor belongs to.",
    (
        Term(
            "COP",
            "Police",
            "Police, prison, border and other law enforcement services and their officers.",
            mappings={"cameo": "COP"},
        ),
        Term(
            "GOV",
            "Government",
            "The executive: heads of state and government, ministers, ministries and officials.",
            mappings={"cameo": "GOV"},
        ),
        Term(
            "JUD",
            "Judiciary",
            "Courts, judges and prosecutors who act within a court.",
            mappings={"cameo": "JUD"},
        ),
        Term(
            "LEG",
            "Legislature",
            "Parliaments and assemblies, their chambers, committees and members as such.",
            mappings={"cameo": "LEG"},
        ),
        Term(
            "MIL",
            "Military",
            "Regular armed forces of a state, their soldiers and their commands.",
            mappings={"cameo": "MIL"},
        ),
        Term(
            "PRM",
            "Paramilitary",
            "Armed organisations beside the regular forces that do not fight their government.",
        ),
        Term(
            "PTY",
            "Political party",
            "Parties and candidates that the text places neither in government nor in opposition.",
        ),
        Term(
            "REB",
            "Rebels",
            "Armed groups that fight a government, insurgents and separatists included.",
        ),
        Term(
            "SPY",
            "Intelligence",
            "Secret and intelligence services of a state and their agents.",
            mappings={"cameo": "SPY"},
        ),
        Term(
            "UAF",
            "Unidentified armed force",
            "Armed people whom nobody has identified, such as “unknown gunmen”.",
        ),
        Term("UNK", "Unknown", "The text does not tell the sector."),
        Term(
            "AGR",
            "Agriculture",
            "Farmers, herders, fishers and their organisations.",
            mappings={"cameo": "AGR"},
        ),
        Term(
            "BUS",
            "Business",
            "Companies, employers and business people of one country.",
            mappings={"cameo": "BUS"},
        ),
        Term("CRM", "Crime", "Criminals, gangs, cartels and pirates.", mappings={"cameo": "CRM"}),
        Term(
            "CVL",
            "Civilians",
            "Ordinary people for whom no narrower sector fits.",
            mappings={"cameo": "CVL"},
        ),
        Term(
            "EDU",
            "Education",
            "Schools, universities, teachers, students and scholars.",
            mappings={"cameo": "EDU"},
        ),
        Term(
            "ELI",
            "Elites",
            "Former office holders, celebrities and other prominent people without an office.",
            mappings={"cameo": "ELI"},
        ),
        Term(
            "JRN",
            "Media",
            "Journalists and media, which CAMEO codes as MED.",
            mappings={"cameo": "MED"},
        ),
        Term(
            "LAB",
            "Labour",
            "Workers, trade unions and professional associations.",
            mappings={"cameo": "LAB"},
        ),
        Term(
            "MED",
            "Medicine and health",
            "Doctors, nurses, hospitals and health bodies, which CAMEO codes as HLH.",
            mappings={"cameo": "HLH"},
        ),
        Term(
            "REF",
            "Refugees",
            "Refugees, asylum seekers and people displaced within their country.",
            mappings={"cameo": "REF"},
        ),
        Term(
            "OPP",
            "Opposition",
            "Opposition parties and politicians, activists and dissidents who do not fight.",
            mappings={"cameo": "OPP"},
        ),
        Term(
            "PRE",
            "Partially recognised state",
            "States and governments that few or no others recognise, and breakaway regions.",
        ),
        Term("REL", "Religion", "Clergy, believers as such, and religious bodies."),
        Term(
            "SOC",
            "Civil society",
            "Movements and associations of citizens that no narrower sector covers.",
        ),
        Term(
            "IGO",
            "Intergovernmental organisation",
            "International organisations of states, apart from the United Nations and European "
            "bodies.",
            mappings={"cameo": "IGO"},
        ),
        Term(
            "UNO",
            "United Nations",
            "The United Nations, its organs, agencies, missions and officials.",
        ),
        Term("EUR", "European Union", "The European Union, its organs and its officials."),
        Term(
            "NGO",
            "Non-governmental organisation",
            "Private non-profit organisations, such as aid and human rights groups.",
            mappings={"cameo": "NGO"},
        ),
        Term(
            "ISM",
            "International social movement",
            "Movements and people of influence across borders who act for no state or "
            "organisation.",
        ),
        Term(
            "IMG",
            "International armed group",
            "Armed groups that operate across borders and are tied to no single country.",
            mappings={"cameo": "IMG"},
        ),
        Term(
            "MNC",
            "Multinational corporation",
            "Companies that operate in many countries.",
            mappings={"cameo": "MNC"},
        ),
    ),
    source=(
        "PLOVER 2021, Open Event Data Alliance, https://github.com/openeventdata/PLOVER, CC BY-SA "
        "4.0, as POLECAT uses it: its codes, our definitions."
    ),
    open=True,
)
