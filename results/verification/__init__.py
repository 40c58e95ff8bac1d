"""Measuring a file or a record again: the file's code runs in a process that returns outputs alone, all else is done here."""
