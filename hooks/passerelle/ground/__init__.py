"""Floor 0: problems, locales and text, on which everything stands."""
