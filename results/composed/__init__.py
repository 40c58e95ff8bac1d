"""Functions of two arguments, composed around the core of a recorded kernel: what they are, how far off, how fast."""
