"""What who watches over an installation asks, and what it is told."""
