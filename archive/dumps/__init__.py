"""Writing out: imported files as they were, the archive's own records as others have them."""
