"""What a soft norm is passed by: the names of the variables that say so."""

PREFIX = "passed_"
FAR = "far_overflow"


def passed_by(family: str) -> str:
    """Name of the variables by which a family is passed; a model has none where no row of the family exists."""
    return FAR if family == "registration" else PREFIX + family
