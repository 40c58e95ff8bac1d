"""From the states of a campaign to swept, exported kernels."""
