"""Read the folder of a run back, checked and typed: the one reader for whatever is made of runs afterwards."""
