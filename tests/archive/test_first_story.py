"""What a careless coder gets wrong in the first story, and its fixture must not."""

from __future__ import annotations

from datetime import date

from tests.archive import first_story as names

DAY_OF_THE_ARTICLE = date(2024, 8, 6)


def roles(incident, role):
    return [(one.actor.name, one.status) for one in incident.participants.all() if one.role == role]


def people(statement, role):
    return [one.actor.name for one in statement.participants.all() if one.role == role]


def counts(measure):
    return measure.minimum, measure.best, measure.maximum


# The thirteen


def test_01_attack_is_dated_by_its_monday_not_by_the_article(story):
    attack = story.incidents[names.ATTACK]
    assert attack.date_text == "Monday"
    assert (attack.date_earliest, attack.date_latest) == (date(2024, 8, 5), date(2024, 8, 5))
    assert (attack.date_semantics, attack.date_basis) == ("exact_day", "relative")
    assert attack.edtf == "2024-08-05"
    assert story.article.published_on == DAY_OF_THE_ARTICLE


def test_02_attack_stays_suspected(story):
    attack = story.incidents[names.ATTACK]
    assert attack.modality == "suspected"
    assert "suspected" not in story.article.title
    assert [passage.exact.split()[0] for passage in attack.passages.all()] == ["suspected"]


def test_03_nobody_is_counted_as_killed_where_no_number_was_reported(story):
    assert [m.measure for m in story.incidents[names.ATTACK].measures.all()] == ["injured"]
    killed = {
        incident.title: counts(measure)
        for incident in story.incidents.values()
        for measure in incident.measures.all()
        if measure.measure == "killed"
    }
    assert killed == {
        names.HANIYEH_KILLED: (1, 1, None),
        names.COMMANDER_KILLED: (1, 1, None),
        names.JORDAN_ATTACK: (3, 3, 3),
    }


def test_03_no_count_is_zero(story):
    for incident in story.incidents.values():
        for measure in incident.measures.all():
            assert 0 not in counts(measure)


def test_04_militias_are_perpetrators_by_allegation_only(story):
    perpetrators = {
        incident.title: roles(incident, "perpetrator") for incident in story.incidents.values()
    }
    assert {title: who for title, who in perpetrators.items() if who} == {
        names.ATTACK: [(names.MILITIAS, "alleged")],
        names.JULY_ATTACK: [(names.MILITIAS, "alleged")],
    }


def test_04_militias_are_accused_by_the_department_and_by_the_readout(story):
    (claim,) = (
        one for one in story.incidents[names.ATTACK].participants.all() if one.role == "perpetrator"
    )
    assert set(claim.asserted_by.all()) == {
        story.statement(names.DEPARTMENT),
        story.statement(names.READOUT_BOTH),
    }
    assert people(story.statement(names.DEPARTMENT), "speaker") == ["US Department of Defense"]
    assert story.statement(names.READOUT_BOTH).relayed_by.name == "US Department of Defense"


def test_04_militias_are_resolved_to_no_named_group(story):
    militias = story.actors[names.MILITIAS]
    assert (militias.kind, militias.identity) == ("generic_group", "generic")
    armed = {name for name, actor in story.actors.items() if actor.kind == "armed_group"}
    assert armed == {"Hezbollah", "Hamas"}
    accused = {name for one in story.statements for name in people(one, "accused")}
    assert accused == {names.MILITIAS}


def test_05_official_is_merged_with_nobody(story):
    official = story.actors["Unnamed US defense official"]
    assert (official.kind, official.identity) == ("unnamed_person", "unnamed")
    assert (official.scope, official.article) == ("article", story.article)
    assert official.merged_into_id is None
    assert [alias.text for alias in official.aliases.all()] == [
        "a US defense official",
        "the official",
    ]
    said = {one.statement for one in official.statement_participations.all()}
    assert said == {
        story.statement(names.OFFICIAL_RETOLD),
        story.statement(names.OFFICIAL_QUOTED),
    }


def test_05_every_unnamed_person_lives_in_the_article_alone(story):
    unnamed = {actor.name for actor in story.actors.values() if actor.identity == "unnamed"}
    assert unnamed == {"Unnamed US defense official", "Unnamed Hezbollah top commander"}
    for name in unnamed:
        assert (story.actors[name].scope, story.actors[name].article) == ("article", story.article)


def test_06_words_of_the_readout_are_nobodys_own(story):
    both = story.statement(names.READOUT_BOTH)
    austin = story.statement(names.READOUT_AUSTIN)
    for statement in (both, austin):
        assert (statement.form, statement.medium) == ("relayed", "readout")
        assert statement.relayed_by.name == "US Department of Defense"
        assert statement.verbatim is False
        assert statement.occasion == story.incidents[names.CALL]
    assert people(both, "speaker") == ["Lloyd Austin", "Yoav Gallant"]
    assert (both.joint, austin.joint) == (True, False)
    assert people(austin, "speaker") == ["Lloyd Austin"]
    assert people(austin, "addressee") == ["Yoav Gallant"]


def test_06_verbatim_are_only_the_words_that_the_article_quotes_itself(story):
    verbatim = {statement for statement in story.statements if statement.verbatim}
    assert verbatim == {
        story.statement(names.OFFICIAL_QUOTED),
        story.statement(names.SINGH_QUOTED),
        story.statement(names.BIDEN),
    }


def test_07_israel_killed_nobody(story):
    for title in (names.HANIYEH_KILLED, names.COMMANDER_KILLED):
        incident = story.incidents[title]
        assert [one.role for one in incident.participants.all()] == ["victim"]
    part = [
        (one.incident.title, one.role, one.status)
        for one in story.actors["Israel"].participations.all()
    ]
    assert part == [(names.RETALIATION, "target", "anticipated")]


def test_07_israels_silence_is_no_denial(story):
    silence = story.statement(names.ISRAEL_SILENT)
    assert silence.form == "absence"
    assert silence.speech_acts == ["no_comment_reported"]


def test_08_retaliation_has_not_happened(story):
    retaliation = story.incidents[names.RETALIATION]
    assert retaliation.modality == "anticipated"
    assert {one.status for one in retaliation.participants.all()} == {"anticipated"}
    assert (retaliation.date_earliest, retaliation.date_latest) == (None, None)
    part = [one.incident.title for one in story.actors["Iran"].participations.all()]
    assert part == [names.RETALIATION]


def test_08_iran_vowed_nothing(story):
    assert [one.role for one in story.actors["Iran"].statement_participations.all()] == [
        "criticized"
    ]
    assert people(story.statement(names.HEZBOLLAH_VOW), "speaker") == ["Hezbollah"]


def test_09_july_attack_lies_on_no_single_day(story):
    attack = story.incidents[names.JULY_ATTACK]
    assert attack.edtf == "[2024-07-01..2024-07-18]"
    assert (attack.date_semantics, attack.date_basis) == ("one_day_within", "inferred")


def test_09_july_18_is_the_day_of_the_quote(story):
    quote = story.statement(names.SINGH_QUOTED)
    assert (quote.date_text, quote.edtf) == ("July 18", "2024-07-18")
    assert "year" in quote.date_note
    retold = story.statement(names.SINGH_RETOLD)
    assert retold.edtf == "[2024-07-01..2024-07-31]"


def test_10_more_than_150_attacks_are_one_aggregate_of_at_least_151(story):
    attacks = story.incidents[names.ATTACKS]
    assert attacks.kind == "aggregate"
    (measure,) = attacks.measures.all()
    assert (measure.measure, counts(measure)) == ("attacks", (151, None, None))
    assert measure.qualifier == "more than 150"
    assert attacks.edtf == "2023-10-17/2024-01-29"
    assert attacks.date_semantics == "interval"
    assert roles(attacks, "perpetrator") == []
    assert len(story.incidents) == 10


def test_11_what_has_no_date_is_given_none(story):
    for undated in (
        story.incidents[names.JORDAN_ATTACK],
        story.incidents[names.RESPONSE],
        story.statement(names.BIDEN),
    ):
        assert (undated.date_semantics, undated.edtf) == ("unknown", None)
        assert (undated.date_earliest, undated.date_latest) == (None, DAY_OF_THE_ARTICLE)


def test_12_most_likely_than_not_is_not_corrected(story):
    assert story.statement(names.SINGH_QUOTED).text == (
        "We know that these are IRGC-backed militias that have launched these attacks on US forces "
        "in the past. Most likely than not, it is one of those affiliate groups,"
    )


def test_13_hezbollah_and_hizballah_are_one_actor(story):
    spelt = {
        (alias.text, alias.used_by and alias.used_by.name, alias.voice)
        for actor in story.actors.values()
        for alias in actor.aliases.all()
        if "izballah" in alias.text or "ezbollah" in alias.text
    }
    assert spelt == {
        ("Hezbollah in Lebanon", None, "narrator"),
        ("Lebanese Hizballah", "US Department of Defense", "quoted"),
    }
    hezbollah = story.actors["Hezbollah"]
    assert [alias.text for alias in hezbollah.aliases.all()] == [
        "Hezbollah in Lebanon",
        "Lebanese Hizballah",
    ]


# What must not be in it


def test_nothing_is_part_of_the_aggregate(story):
    links = {one.kind for incident in story.incidents.values() for one in incident.links.all()}
    assert "part_of" not in links
    assert {one.kind for one in story.incidents[names.JULY_ATTACK].links.all()} == {"same_place_as"}
    assert list(story.incidents[names.JORDAN_ATTACK].links.all()) == []


def test_us_response_is_not_coded_beyond_the_text(story):
    response = story.incidents[names.RESPONSE]
    assert response.event_mode is None
    assert list(response.places.all()) == []
    assert roles(response, "target") == []
    assert roles(response, "initiator") == [("United States", "stated")]


def test_time_zone_and_publisher_are_not_asserted(story):
    article = story.article
    assert article.published_raw == "2024-08-06 09:16:30"
    assert (article.published_tz_known, article.published_instant) == (False, None)
    assert (article.source, article.url, article.byline) == (None, None, None)
    assert story.sources == []


def test_personnel_are_not_counted_as_troops(story):
    (injured,) = story.incidents[names.ATTACK].measures.all()
    assert injured.group_text == "US personnel"
    assert (injured.qualifier, injured.preliminary) == ("several", True)
    assert counts(injured) == (3, None, None)


def test_second_voice_of_the_department_is_no_second_confirmation(story):
    (link,) = story.statement(names.DEPARTMENT).links.all()
    assert link.kind == "possible_same_source"
    assert link.to_statement == story.statement(names.READOUT_BOTH)


def test_singhs_words_are_not_merged(story):
    (link,) = story.statement(names.SINGH_RETOLD).links.all()
    assert link.kind == "possible_same_utterance"
    assert link.to_statement == story.statement(names.SINGH_QUOTED)


def test_bidens_words_are_one_undated_conditional_statement(story):
    biden = story.statement(names.BIDEN)
    assert [passage.start for passage in biden.passages.all()] == [2455, 2586]
    assert list(biden.about.all()) == []
    assert biden.occasion == story.incidents[names.RESPONSE]
    assert biden.conditional is True
    assert biden.addressee_text == "all those who might seek to do us harm"


def test_militias_alignment_is_a_claim(story):
    claims = {
        (one.organisation.name, one.kind, one.status)
        for one in story.actors[names.MILITIAS].affiliations.all()
    }
    assert claims == {
        ("Iran", "aligned_with", "alleged"),
        ("Islamic Revolutionary Guard Corps", "backed_by", "alleged"),
    }


def test_jordan_attack_has_no_perpetrator_and_no_injured(story):
    attack = story.incidents[names.JORDAN_ATTACK]
    assert [one.role for one in attack.participants.all()] == ["victim"]
    assert [one.measure for one in attack.measures.all()] == ["killed"]


def test_no_place_has_coordinates(story):
    assert {(place.lat, place.lon) for place in story.places.values()} == {(None, None)}
