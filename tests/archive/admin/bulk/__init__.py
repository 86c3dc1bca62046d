"""Records edited together in the admin."""
