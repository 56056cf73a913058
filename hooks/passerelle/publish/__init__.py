"""Floor 3: files that are written beside the pages."""
