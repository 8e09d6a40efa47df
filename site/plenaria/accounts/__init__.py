"""Who signs in: groups with their rights, sign-up pages."""
