"""The hot loops: encoding, interpreter, canonical form, hash, fit. numba is imported here and in evo/compiled/ alone."""
