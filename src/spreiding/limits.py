"""The most that is asked of a number, on the command line and in a model file alike; imports nothing."""

MOST_NEED = 1_000_000
MOST_SECONDS = 31_536_000  # a year
MOST_THREADS = 256
