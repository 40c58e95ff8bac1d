"""Errors of kernels over every float32, or on a sample."""
