"""What the solver can do wrong."""


class SolverError(RuntimeError):
    """HiGHS can't be trusted, refused a call or ended in a state that no outcome describes; the text says which."""


class SettleError(RuntimeError):
    """The rounded point breaks a row of the model; the text names the row. A defect, not an input error."""
