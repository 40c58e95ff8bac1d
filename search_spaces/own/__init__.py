"""Functions of one's own: expressions, limits, parity, bounded domains."""
