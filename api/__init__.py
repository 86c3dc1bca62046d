"""The record over HTTP: filters, serializers, viewsets, formats, schema. Imports archive."""
