"""What is published: events, thematic lines, people, places, conclusions."""
