"""Settings of a search: the campaign, its ranges and defaults."""
