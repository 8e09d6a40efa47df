"""The contract of a participation format, its registry, and the shipped formats."""
