"""A municipality's number as a calculation that can be followed: sentences with figures, their source and article."""
