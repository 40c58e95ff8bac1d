"""Compiled evaluation of whole kernels: interpreter of words, scores, heads."""
