"""Whole programs, run with stock jax and with the kernels installed: one file a program, a table, how it is measured."""
