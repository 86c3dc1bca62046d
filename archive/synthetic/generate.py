"""The whole of a synthetic archive as rows, table by table, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.synthetic.actors import Actors
from archive.synthetic.articles import ArticleDesk
from archive.synthetic.chance import Chance
from archive.synthetic.names import Coiner
from archive.synthetic.outlets import make_outlets
from archive.synthetic.places import make_places
from archive.synthetic.rows import RowType, Tables
from archive.synthetic.sentences import make_sentences
from archive.synthetic.sizes import Sizes

_BATCH = 50_000  # rows held before they are handed out

Batch = dict[RowType, list[tuple[Any, ...]]]


def generate(sizes: Sizes, seed: int) -> Iterator[tuple[int, Batch]]:
    """Yield (articles written so far, rows by row type), the same for the same sizes and seed.

    Rows may name others that come in a later batch. A batch is emptied before the next is filled.
    """
    chance, tables = Chance(seed), Tables(seed)
    coiner = Coiner(chance)
    lands = make_places(chance, coiner, tables, sizes)
    actors = Actors(chance, coiner, tables, sizes)
    actors.make(lands)
    desk = ArticleDesk(
        chance,
        tables,
        sizes,
        actors=actors,
        lands=lands,
        outlets=make_outlets(chance, coiner, tables, sizes, lands),
        sentences=make_sentences(chance, coiner, sizes.sentences, sizes.coinages),
    )
    for article in range(1, sizes.articles + 1):
        desk.write()
        if len(tables) >= _BATCH or article == sizes.articles:
            yield article, tables.rows
            tables.clear()
