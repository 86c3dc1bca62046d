"""Sentences to fill articles with, in which words are as unevenly spread as in real text."""

from __future__ import annotations

from archive.synthetic.chance import Chance, Weighted
from archive.synthetic.lexicon import ADJECTIVES, FILLERS, NOUNS, PAST_VERBS, SPEAKERS, TIMES
from archive.synthetic.names import Coiner


def make_sentences(chance: Chance, coiner: Coiner, count: int, coinages: int) -> list[str]:
    """Return different-looking sentences; `coinages` invented names are strewn among them.

    At full size a noun stands in nearly every article or in a fiftieth of them, and an invented
    name in a tenth or in one of ten thousand: what a full-text index has to cope with.
    """
    nouns = Weighted.zipf(list(dict.fromkeys(NOUNS)))
    adjectives = Weighted.zipf(list(dict.fromkeys(ADJECTIVES)), offset=2)
    verbs = Weighted.zipf(PAST_VERBS, offset=2)
    names = Weighted.zipf([coiner.name() for _ in range(coinages)])
    templates = Weighted.zipf(FILLERS, offset=8)
    sentences = []
    for _ in range(count):
        speaker = chance.pick(SPEAKERS)
        sentences.append(
            templates.draw(chance).format(
                a=adjectives.draw(chance),
                a2=adjectives.draw(chance),
                n=nouns.draw(chance),
                m=nouns.draw(chance),
                v=verbs.draw(chance),
                c=names.draw(chance),
                s=speaker,
                S=speaker[0].upper() + speaker[1:],
                t=chance.pick(TIMES),
            )
        )
    return sentences
