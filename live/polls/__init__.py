"""Polls: single and multiple choice. A format like any other."""
