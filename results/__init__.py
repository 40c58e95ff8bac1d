"""Kernels that were found: records, exports, tables."""
