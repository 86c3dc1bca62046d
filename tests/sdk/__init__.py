"""Clients made from docs/openapi.yaml: generated, checked strictly, driven against the archive."""
