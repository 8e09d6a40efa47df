"""Applause, a participation format for Plenaria."""
