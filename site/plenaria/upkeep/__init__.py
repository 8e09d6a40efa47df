"""The room `upkeep`: what an operator runs: words, migrations, the first start."""
