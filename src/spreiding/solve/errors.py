"""What the solver can do wrong."""


class SolverError(RuntimeError):
    """HiGHS can't be trusted, refused a call or ended in a state that no outcome describes; the text says which."""
