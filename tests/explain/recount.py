"""Every figure of an explanation, counted again from a run's files by code that shares nothing with the program.

Only the standard library and the YAML reader are used. ``recount`` gives, by the key of the statement, what its figures
and its series should be; a statement that should not be there is not in it.
"""

from explain.recount_behind import behind, one_place, origins
from explain.recount_limits import limits, limits_of_sites
from explain.recount_share import head, moved, share
from explain.seen_run import Run, Said


def recount(run: Run) -> dict[str, Said]:
    """All statements but those of the section on approximated norms, which depend on what was cited."""
    parts = (head, share, moved, limits, limits_of_sites, one_place, behind, origins)
    return {key: said for part in parts for key, said in part(run)}
