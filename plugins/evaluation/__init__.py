"""The evaluation: a short survey at the end of a session."""
