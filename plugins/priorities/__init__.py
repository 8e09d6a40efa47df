"""Priorities, a participation format: what matters most of what was proposed, by dots or by comparing pairs."""
