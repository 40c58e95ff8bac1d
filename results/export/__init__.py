"""One file a format: header, verification data and packaging around the backend's printed text."""
