"""From the folder of a run to what people read of it: a kind of document each. Read ``report.py`` first."""
