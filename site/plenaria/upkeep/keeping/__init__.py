"""Keeping what was said: backups in one file, restoring them elsewhere, and verifying what stands in a database."""
