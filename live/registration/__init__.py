"""A place at a session: rows with constraints, not log entries."""
