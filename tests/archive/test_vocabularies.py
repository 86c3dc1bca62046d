"""The vocabularies: their interface, and that they hold exactly what the design lists."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from archive.vocabularies import (
    ACLED_SUB_EVENT_TYPE,
    COUNTRY,
    EVENT_MODE,
    EVENT_TYPE,
    GEO_PRECISION,
    SPEECH_ACT,
    UCDP_VIOLENCE_TYPE,
    VOCABULARIES,
    Term,
    UnknownTermError,
    Vocabulary,
)

DESIGN = {
    "review_status": "draft in_review published retracted",
    "origin": "human machine external",
    "change_op": "create update publish merge retract delete",
    "date_semantics": "exact_day one_day_within interval open unknown",
    "date_basis": "explicit relative inferred external imported",
    "claim_status": "stated claimed alleged suspected denied disputed anticipated",
    "source_scale": "subnational national regional international unknown",
    "source_reliability": "A B C D E F",
    "passage_role": "evidence content cue mention",
    "incident_kind": "single aggregate ongoing",
    "modality": "actual suspected alleged planned anticipated hypothetical negated",
    "event_type": """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT
        THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT""",
    "context": """military intelligence executive legislative election political_institutions
        pro_democracy pro_autocracy economic legal reparations human_rights rights_freedoms
        repression human_security gender lgbt religion_ethnicity inequality diplomatic territory
        peacekeeping health asylum migration disasters natural_resource environment technology
        terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""",
    "participant_role": "initiator perpetrator target victim participant host mediator",
    "participant_side": "a b none",
    "incident_place_role": "occurred actor recipient origin",
    "geo_precision": """exact_site near_point_25km admin2 admin1 linear_or_fuzzy_area country
        international unknown""",
    "measure_kind": """killed injured missing captured arrested displaced attacks targets_hit
        locations_hit asset""",
    "incident_link_kind": """part_of precedes response_to occurred_amid slowed_after discusses
        same_place_as possible_same_as contradicts""",
    "statement_form": "direct indirect mixed relayed absence",
    "anonymity": "named institution unnamed_individual unnamed_collective unknown",
    "statement_medium": "interview briefing readout press_release speech post report unknown",
    "speech_act": """assert confirm deny assess announce claim_responsibility deny_responsibility
        decline_comment no_comment_reported accuse condemn threaten vow warn demand request appeal
        offer agree reject support reassure empathise order""",
    "statement_participant_role": "speaker addressee accused criticized target",
    "statement_link_kind": """restates responds_to contradicts possible_same_source
        possible_same_utterance""",
    "actor_kind": """person state government_body military armed_group party igo ngo company media
        generic_group unnamed_person unknown""",
    "actor_identity": "named unnamed generic",
    "actor_scope": "global article",
    "alias_voice": "quoted indirect narrator",
    "affiliation_kind": """holds_office works_for spokesperson leads serves_in member part_of
        aligned_with backed_by""",
    "sector": """COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF
        OPP PRE REL SOC IGO UNO EUR NGO ISM IMG MNC""",
    "ucdp_violence_type": "1 2 3",
}

MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": """seize restrict censor curfew martial-law arrest deport withhold misinformation
        cyber""",
    "ASSAULT": """abduct beat torture sexual targeted destroy primitive firearms explosives
        suicide-attack aerial drone heavy-weapons crowd-control unconventional""",
}

OPEN = {
    "event_type",
    "event_mode",
    "context",
    "sector",
    "measure_kind",
    "speech_act",
    "statement_medium",
    "hedge",
    "actor_kind",
    "place_kind",
    "alias_kind",
    "affiliation_kind",
    "incident_link_kind",
    "statement_link_kind",
    "external_scheme",
    "source_kind",
    "coordinate_basis",
    "acled_event_type",
    "acled_sub_event_type",
}

every_vocabulary = pytest.mark.parametrize(
    "vocabulary", VOCABULARIES.values(), ids=list(VOCABULARIES)
)


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("name", DESIGN)
def test_codes_equal_those_of_the_design(name):
    assert VOCABULARIES[name].codes == tuple(DESIGN[name].split())


def test_modes_of_each_event_type_equal_those_of_the_design():
    assert {
        event_type: {mode.code for mode in EVENT_MODE.children_of(event_type)}
        for event_type in EVENT_TYPE
        if EVENT_MODE.children_of(event_type)
    } == {event_type: set(modes.split()) for event_type, modes in MODES.items()}


def test_open_vocabularies_are_those_that_may_gain_terms():
    assert {name for name, vocabulary in VOCABULARIES.items() if vocabulary.open} == OPEN


def test_acled_sub_event_types_are_twenty_five_in_six_types():
    assert Counter(parent for term in ACLED_SUB_EVENT_TYPE.terms for parent in term.parents) == {
        "Battles": 3,
        "Protests": 3,
        "Riots": 2,
        "Explosions/Remote violence": 6,
        "Violence against civilians": 3,
        "Strategic developments": 8,
    }


def test_geo_precision_maps_to_the_numbers_of_ucdp():
    assert {term.code: dict(term.mappings) for term in GEO_PRECISION.terms} == {
        "exact_site": {"ucdp": "1"},
        "near_point_25km": {"ucdp": "2"},
        "admin2": {"ucdp": "3"},
        "admin1": {"ucdp": "4"},
        "linear_or_fuzzy_area": {"ucdp": "5"},
        "country": {"ucdp": "6"},
        "international": {"ucdp": "7"},
        "unknown": {"ucdp": "0"},
    }


def test_responsibility_and_comment_map_to_their_cameo_codes():
    assert {
        code: SPEECH_ACT[code].mappings.get("cameo")
        for code in (
            "decline_comment",
            "no_comment_reported",
            "claim_responsibility",
            "deny_responsibility",
        )
    } == {
        "decline_comment": "011",
        "no_comment_reported": None,
        "claim_responsibility": "015",
        "deny_responsibility": "016",
    }


def test_countries_are_those_of_iso_3166_and_kosovo():
    iso = [term for term in COUNTRY.terms if term.mappings]
    assert len(iso) == 249
    assert set(COUNTRY) - {term.code for term in iso} == {"XK"}
    assert list(COUNTRY) == sorted(COUNTRY)
    assert {code for code in COUNTRY if not (len(code) == 2 and code.isupper())} == set()
    for scheme in ("iso3166_alpha3", "iso3166_numeric"):
        assert repeated([term.mappings[scheme] for term in iso]) == []
        assert {len(term.mappings[scheme]) for term in iso} == {3}
    assert dict(COUNTRY["IQ"].mappings) == {"iso3166_alpha3": "IRQ", "iso3166_numeric": "368"}
    assert COUNTRY.label_of("IR") == "Iran"


def test_names_are_the_keys_and_no_two_labels_or_definitions_agree():
    assert [vocabulary.name for vocabulary in VOCABULARIES.values()] == list(VOCABULARIES)
    assert repeated([vocabulary.label for vocabulary in VOCABULARIES.values()]) == []
    assert repeated([vocabulary.definition for vocabulary in VOCABULARIES.values()]) == []


@every_vocabulary
def test_codes_labels_and_definitions_are_unique(vocabulary):
    assert repeated([term.code for term in vocabulary.terms]) == []
    assert repeated([term.label.casefold() for term in vocabulary.terms]) == []
    assert repeated([term.definition.casefold() for term in vocabulary.terms]) == []


@every_vocabulary
def test_labels_begin_with_a_capital(vocabulary):
    assert [term.label for term in vocabulary.terms if not term.label[0].isupper()] == []


@every_vocabulary
def test_definitions_are_single_sentences(vocabulary):
    texts = [vocabulary.definition, *(term.definition for term in vocabulary.terms)]
    assert [text for text in texts if not text.endswith(".")] == []
    assert [text for text in texts if ". " in text or "\n" in text] == []
    assert [text for text in texts if len(text) < 20] == []
    assert [text for text in texts if text != " ".join(text.split())] == []


@every_vocabulary
def test_codes_can_stand_in_a_comma_separated_filter(vocabulary):
    assert [code for code in vocabulary if "," in code or code != code.strip()] == []


@every_vocabulary
def test_source_is_given(vocabulary):
    assert len(vocabulary.source) >= len("This archive.")


@every_vocabulary
def test_parents_are_codes_of_the_parent_vocabulary(vocabulary):
    parents = {parent for term in vocabulary.terms for parent in term.parents}
    known = set(vocabulary.parent.codes) if vocabulary.parent else set()
    assert parents - known == set()


@every_vocabulary
def test_reads_like_a_mapping_from_code_to_term(vocabulary):
    first = vocabulary.terms[0]
    assert first.code in vocabulary
    assert "no such code" not in vocabulary
    assert vocabulary[first.code] is first
    assert vocabulary.label_of(first.code) == first.label
    assert list(vocabulary) == list(vocabulary.codes)
    assert vocabulary.choices == [(term.code, term.label) for term in vocabulary.terms]
    assert len(vocabulary) == len(vocabulary.terms)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ASSALT", "ASSAULT"),
        ("assault", "ASSAULT"),
        ("mobilise", "MOBILIZE"),
        ("something else altogether", None),
        ("", None),
    ],
)
def test_suggest_finds_the_nearest_event_type(text, code):
    assert EVENT_TYPE.suggest(text) == code


def test_suggest_understands_labels_and_other_separators():
    assert COUNTRY.suggest("iran") == "IR"
    assert EVENT_MODE.suggest("heavy_weapons") == "heavy-weapons"
    assert EVENT_MODE.suggest("Hunger strike") == "hunger"


def test_unknown_code_is_a_key_error_that_names_the_nearest():
    with pytest.raises(KeyError) as caught:
        EVENT_TYPE["ASSALT"]
    assert str(caught.value) == "“ASSALT” is not a code of event_type; did you mean “ASSAULT”?"
    assert isinstance(caught.value, UnknownTermError)
    assert caught.value.suggestion == "ASSAULT"


def test_unknown_code_without_a_near_one_suggests_nothing():
    with pytest.raises(UnknownTermError) as caught:
        UCDP_VIOLENCE_TYPE["sedition"]
    assert str(caught.value) == "“sedition” is not a code of ucdp_violence_type."


@pytest.mark.parametrize(
    ("constant", "field"),
    [(EVENT_TYPE, "open"), (EVENT_TYPE, "terms"), (EVENT_TYPE["ASSAULT"], "label")],
)
def test_terms_and_vocabularies_cannot_be_changed(constant, field):
    with pytest.raises(AttributeError):
        setattr(constant, field, None)


def test_mappings_of_a_term_cannot_be_changed():
    mappings: Any = EVENT_TYPE["AGREE"].mappings
    with pytest.raises(TypeError):
        mappings["cameo"] = "04"


def test_deep_copy_is_the_same_vocabulary():
    assert copy.deepcopy({"choices": EVENT_TYPE})["choices"] is EVENT_TYPE


def test_vocabulary_with_a_code_twice_is_refused():
    twice = (Term("a", "A", "The first of two."), Term("a", "B", "The second of two."))
    with pytest.raises(ValueError, match="letters: a code occurs twice"):
        Vocabulary("letters", "Letters", "Letters of a test.", twice, source="This test.")


@pytest.mark.parametrize(
    ("parents", "message"),
    [
        (("ASSALT",), "means: gun names an unknown parent"),
        ((), "means: gun belongs to no event_type"),
    ],
)
def test_term_without_a_known_parent_is_refused(parents, message):
    gun = Term("gun", "Gun", "A gun of whatever size.", parents=parents)
    with pytest.raises(ValueError, match=message):
        Vocabulary("means", "Means", "Means.", (gun,), source="This test.", parent=EVENT_TYPE)


def test_importing_the_vocabularies_loads_nothing_of_django():
    program = "import sys, archive.vocabularies; print(any('django' in m for m in sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "False\n"
