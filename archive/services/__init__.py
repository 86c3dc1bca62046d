"""What is done to the record: acts that are more than saving one row, each a plain function."""
