"""Floor 2: what follows from all records together: relations, freshness, tiers, checks."""
