"""The most that is taken from one file: a table of a country stays far below, a mistake or a trap goes over."""

MIB = 2**20
MOST_BYTES = 100 * MIB
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 5_000  # characters
MOST_UNPACKED = 400 * MIB  # of all members of a zip file together; an .xlsx is one
MOST_RATIO = 200  # unpacked to packed, of one member
SMALL_MEMBER = 10 * MIB  # below this a ratio says nothing: empty cells pack very well
MOST_MEMBERS = 2_000
