"""From the archives of a search of whole kernels to swept, exported files."""
