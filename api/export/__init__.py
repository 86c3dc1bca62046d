"""Whole lists as one file: streamed, in constant memory, from one view of the archive."""
