"""Reference values of every target, to the last bit that matters: a float64 filter with a checked bound, and mpmath."""
