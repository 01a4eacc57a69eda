"""A file of somebody else -> one of our input tables: mapped by a map file, with a report of all that was done."""
