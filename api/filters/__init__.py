"""Filters: what each list can be asked, one file for each resource."""
