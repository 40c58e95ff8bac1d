"""Figures of kernels, of the engine and of their surroundings."""
