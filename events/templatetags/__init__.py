"""Template tags of what is published."""
