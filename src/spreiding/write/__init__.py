"""Writing a plan: CSV tables, GeoPackages and the run's own record, all or nothing."""
