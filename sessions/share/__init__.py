"""How published pages are shown elsewhere: previews, feeds, and a programme to embed."""
