"""One file a backend: how a float32 program is printed there, how the text runs, what the machine is."""
