"""The part of society an actor belongs to."""

from __future__ import annotations

from archive.vocabularies.base import Term, Vocabulary

SECTOR = Vocabulary(
    "sector",
    "Sector",
    "",
    (
        Term("COP", "Police", ""),
        Term("GOV", "Government executive", ""),
        Term("JUD", "Judiciary", ""),
        Term("LEG", "Legislature", ""),
        Term("MIL", "Military", ""),
        Term("PRM", "Paramilitary", ""),
        Term("PTY", "Political party", ""),
        Term("REB", "Rebels", ""),
        Term("SPY", "Intelligence service", ""),
        Term("UAF", "Unidentified armed force", ""),
        Term("UNK", "Unknown", ""),
        Term("AGR", "Agriculture", ""),
        Term("BUS", "Business", ""),
        Term("CRM", "Organised crime", ""),
        Term("CVL", "Civilians", ""),
        Term("EDU", "Education", ""),
        Term("ELI", "Elites", ""),
        Term("JRN", "Journalists and media", ""),
        Term("LAB", "Labour", ""),
        Term("MED", "Medical and health", ""),
        Term("REF", "Refugees and displaced people", ""),
        Term("OPP", "Political opposition", ""),
        Term("PRE", "Prisoners", ""),
        Term("REL", "Religious", ""),
        Term("SOC", "Social and civil society", ""),
        Term("IGO", "Intergovernmental organisation", ""),
        Term("UNO", "United Nations", ""),
        Term("EUR", "European Union", ""),
        Term("NGO", "Non-governmental organisation", ""),
        Term("ISM", "Islamist", ""),
        Term("IMG", "International militant group", ""),
        Term("MNC", "Multinational company", ""),
    ),
    source="",
    open=True,
)
