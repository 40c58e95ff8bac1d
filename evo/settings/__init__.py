"""What a search is told: the campaign, its ranges and defaults."""
