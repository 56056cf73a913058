"""Floor 3: text into HTML that can do no harm, and the stylesheet."""
