"""From the solver's point to a plan in tables."""
