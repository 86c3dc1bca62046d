"""Viewsets: each a handful of declarations over the shared base, one file for each resource."""
