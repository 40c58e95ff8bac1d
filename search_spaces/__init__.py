"""Targets, operations, programs and reductions: the spaces of a search. Mathematics and data, nothing that runs fast."""
