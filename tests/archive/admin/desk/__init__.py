"""The reading desk of the admin."""
