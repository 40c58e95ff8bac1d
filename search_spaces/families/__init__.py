"""The reductions, a file a family of functions."""
