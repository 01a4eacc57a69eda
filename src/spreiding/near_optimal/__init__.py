"""Plans that are nearly as good as a run's: what all of them agree on, and where there is room to negotiate."""
