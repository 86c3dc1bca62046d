"""The SQL functions that fold a text and that make a tsvector of a document's columns."""

from __future__ import annotations

from archive.search.characters import BARE_LETTERS, MORE_SEPARATORS, SEPARATORS
from archive.search.folding import ACRONYM_DOT, RESPELLED

LABELS = "ABCD"
# A tsvector takes words of 2,046 bytes; longer ones are no words.
WORD_LENGTH = 500
_PLACES = 16_383
_PLACES_OF_A_WORD = 255


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(
        f"\\U{a:08x}" if a == b else f"\\U{a:08x}-\\U{b:08x}" for a, b in ranges if b > 0
    ).replace("\\U00000000", "\\U00000001")


def _letters(letters: dict[str, str]) -> tuple[str, str]:
    return "".join(letters), "".join(letters.values())


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def fold() -> str:
    """Return the function that makes of a text its words, a space between them."""
    vanishing = "".join(old for old, new in RESPELLED.items() if not new)
    multiple = "".join(old for old, new in RESPELLED.items() if len(new) > 1)
    single, by = _letters({old: new for old, new in RESPELLED.items() if len(new) == 1})
    its_single = f"translate(its, {_literal(vanishing + multiple)}, '')"
    its_vanishing = f"translate(its, {_literal(single + multiple)}, '')"
    spelled = (
        f"translate(t, {its_single} || {its_vanishing}, "
        f"translate({its_single}, {_literal(single)}, {_literal(by)}))"
    )
    for old, new in RESPELLED.items():
        if len(new) > 1:
            spelled = f"replace({spelled}, {_literal(old)}, {_literal(new)})"
    respelled = "".join(RESPELLED)
    letters, bare = _letters({chr(old): chr(new) for old, new in BARE_LETTERS.items()})
    separators = _class((*SEPARATORS, *MORE_SEPARATORS))
    # translate() takes the time of its tables for each character: it gets only what a text has.
    its = (
        "SELECT string_agg(DISTINCT l, '') "
        "FROM regexp_split_to_table(regexp_replace(t, {}, '', 'g'), '') l"
    )
    its_respelled = its.format(_literal(f"[^{respelled}]+"))
    its_letters = its.format(_literal(f"[^{letters}]+"))
    return f"""
CREATE OR REPLACE FUNCTION archive_search_fold(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $fold$
DECLARE its text;
BEGIN
  t := t COLLATE "C";
  IF octet_length(t) <> length(t) THEN
    its := ({its_respelled});
    IF its <> '' THEN
      t := {spelled};
    END IF;
  END IF;
  t := lower(regexp_replace(t, {_literal(ACRONYM_DOT)}, '', 'g') COLLATE "C");
  IF octet_length(t) <> length(t) THEN
    its := ({its_letters});
    IF its <> '' THEN
      t := translate(t, its, translate(its, {_literal(letters)}, {_literal(bare)}));
    END IF;
  END IF;
  RETURN btrim(regexp_replace(t, {_literal(f"[{separators}]+")}, ' ', 'g'));
END $fold$"""


DOCUMENT = f"""
CREATE OR REPLACE FUNCTION archive_search_document(
  columns text[], OUT words tsvector, OUT folded text[]
) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $document$
DECLARE
  text_of text;
  entries text := '';
  its_entries text;
  most bigint;
  its_count bigint;
  place bigint := 0;
  crowded boolean := false;
  texts text[] := '{{}}';
BEGIN
  FOR i IN 1 .. cardinality(columns) LOOP
    text_of := archive_search_fold(columns[i]);
    texts := texts || text_of;
    CONTINUE WHEN text_of = '';
    SELECT string_agg(w.word || ':' || w.places, ' '), max(w.times), sum(w.times)
      INTO its_entries, most, its_count
      FROM (
        SELECT left(x.word, {WORD_LENGTH}) AS word, count(*) AS times, string_agg(
                 least(place + x.at, {_PLACES}) || substr('{LABELS}', i, 1), ',') AS places
        FROM unnest(string_to_array(text_of, ' ')) WITH ORDINALITY AS x(word, at)
        GROUP BY 1
      ) w;
    entries := entries || ' ' || its_entries;
    -- One place stays empty between columns, so that no phrase spans two.
    place := place + its_count + 1;
    crowded := crowded OR most > {_PLACES_OF_A_WORD};
  END LOOP;
  words := entries::tsvector;
  IF crowded OR place > {_PLACES} THEN
    folded := texts;
  END IF;
END $document$"""
