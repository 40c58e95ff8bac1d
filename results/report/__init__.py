"""Findings of a run, shown: tables, plots, the HTML report, pictures on a terminal."""
