"""Counts and sums over the records that a question is about, folded by the database."""
