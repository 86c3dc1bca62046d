"""Full text search: the same questions and the same answers on SQLite and PostgreSQL."""
