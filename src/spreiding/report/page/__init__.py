"""A run as one file to look at: an interactive map, charts and tables that need no network."""
