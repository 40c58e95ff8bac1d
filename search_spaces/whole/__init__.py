"""The space of whole kernels: programs of untyped 32-bit words, and their targets."""
