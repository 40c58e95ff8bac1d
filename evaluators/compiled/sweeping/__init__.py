"""Loops of exhaustive sweeps: references and errors of a block."""
