"""The demo: a forum, a live workshop and its cast."""
