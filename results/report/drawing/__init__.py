"""Charts as SVG, without a library."""
