"""Printers of whole kernels."""
