"""The home page, the way into everything published."""
