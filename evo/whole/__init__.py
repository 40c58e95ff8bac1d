"""Whole kernels: the search over programs of 32-bit words from x alone."""
