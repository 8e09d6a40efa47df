"""The protocol as two closed vocabularies and one codec."""
