"""Template tags of the live page."""
