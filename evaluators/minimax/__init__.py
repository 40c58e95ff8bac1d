"""Minimax fits, certificates and classical forms, in extended precision."""
