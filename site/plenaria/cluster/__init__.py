"""A whole installation on this machine, to try what a large one does: PostgreSQL, Redis, processes and a proxy."""
