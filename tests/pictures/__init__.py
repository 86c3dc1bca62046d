"""Pictures for the documentation, taken from a running admin with the first story in it."""
