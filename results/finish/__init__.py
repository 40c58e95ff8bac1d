"""Steps from the states of a campaign to swept, exported kernels."""
