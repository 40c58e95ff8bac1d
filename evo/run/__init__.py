"""Files of a run, and the ways in which it goes on."""
