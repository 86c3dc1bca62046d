"""Serializers: what each record looks like in an answer, one file for each resource."""
