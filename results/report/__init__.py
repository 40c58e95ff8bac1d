"""What a run found, shown: tables, plots, the HTML report, pictures on a terminal."""
