"""What happens now: the log, the hub, the wire, registration and the three screens."""
