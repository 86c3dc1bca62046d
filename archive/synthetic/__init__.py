"""A synthetic archive of realistic shape, the same for the same seed: to measure size and speed.

Everything in it is invented: names are made of syllables, sentences of our own word lists. Only the
terms of the vocabularies, country codes among them, are those of real archives.
"""
