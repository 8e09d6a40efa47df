"""Template tags of the home page and of what frames every page."""
