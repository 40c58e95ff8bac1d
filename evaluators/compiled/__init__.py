"""The hot loops: encoding, interpreter, canonical form, hash, fit. The only place that imports numba."""
