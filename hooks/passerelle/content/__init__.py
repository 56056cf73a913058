"""Floor 1: reads files into records and says where each value stands in its file."""
