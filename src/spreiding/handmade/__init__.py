"""A plan made by hand at a provincial table: read as it was written, and judged by arithmetic against a base run."""
