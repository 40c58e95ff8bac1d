"""How good and how fast a program is; knows nothing of evolution."""
