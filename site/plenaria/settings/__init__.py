"""Settings by place: local (SQLite, one process), production (PostgreSQL, Redis), test."""
