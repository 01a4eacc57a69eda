"""Two or more runs side by side: from folders that ``spreiding plan`` wrote to what one has more or less than another.

Read ``compare.py`` first. Differences are always the other run less the base run, the first that is named.
"""
