"""The fast way from the database to an answer: rows become JSON without model instances.

A serializer declares what an answer shows; `compile` turns the declaration into one SQL text for
each level of nesting, once, and `run` executes it. `api.preload` with the serializer itself gives
the same answer slowly; a test holds the two to equal JSON.
"""
