"""Source documents: what is read of each format, and what comes of it."""
