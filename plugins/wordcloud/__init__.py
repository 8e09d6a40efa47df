"""Word cloud: people send words, variants count as one, the desk reads them before they show."""
