"""The record: models, vocabularies, rules, search, loaders and admin. Knows nothing of the API."""
