"""The three screens of a room: person, desk, projector."""
