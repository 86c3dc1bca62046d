"""Requests drawn from the schema, right and wrong ones, against the running server."""
