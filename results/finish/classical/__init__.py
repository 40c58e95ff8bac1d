"""Hand-made forms fitted beside a search, within a counted budget."""
