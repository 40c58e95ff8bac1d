"""Accuracy and time of programs; knows nothing of evolution."""
