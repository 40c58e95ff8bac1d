"""A process that runs a stranger's file and returns outputs alone: isolation, limits, transport."""
