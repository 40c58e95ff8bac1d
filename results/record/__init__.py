"""Records: kernels with exact constants, what was measured of them, what they are measured against."""
