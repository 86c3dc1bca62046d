"""Tests of the loaders: on real files that nobody here wrote, and on small ones gone wrong."""
