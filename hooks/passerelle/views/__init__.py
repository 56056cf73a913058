"""Floor 3: what each page says, as data that templates print."""
