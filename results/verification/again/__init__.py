"""Measured again: times, hashes, whole searches, and the bits of kernels in each use."""
