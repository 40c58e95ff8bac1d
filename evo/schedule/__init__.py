"""Order of a campaign: the graph of epochs, the standing of a campaign, and the end of a search that finds nothing more."""
