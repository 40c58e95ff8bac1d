"""The target table, a file a family of functions."""
