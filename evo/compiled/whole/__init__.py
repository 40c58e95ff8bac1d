"""Compiled loops of the search of whole kernels."""
