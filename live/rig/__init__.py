"""What measurements and rehearsals stand on: real servers, rooms in them, and cheap clients."""
