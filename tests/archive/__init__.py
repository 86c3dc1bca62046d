"""Tests of the record: its rules, its loaders, its first story."""
