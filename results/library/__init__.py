"""install() and pick(): the kernel library under jax. Needs jax and numpy alone."""
