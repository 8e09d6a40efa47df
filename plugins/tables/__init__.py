"""Work tables: people at tables write proposals by axis and pillar, and each table sends one voice to the plenary."""
