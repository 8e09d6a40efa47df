"""Temperature: how the room stands on something, changed at will, kept over time."""
