"""Floor 3: asks the web addresses that texts cite whether they still answer. The only part that opens connections."""
