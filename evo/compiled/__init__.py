"""Evolution's own loops, compiled: breeding, variation, the lives of a population, its stores and its random numbers."""
