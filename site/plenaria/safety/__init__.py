"""What keeps an installation safe: checks of its settings, headers of every answer, files that may be uploaded."""
