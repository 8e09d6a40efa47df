"""Questions: ask, vote up, hide, pin, answer. A format like any other."""
