"""A norm that the model leaves out is accepted by name in the model file by the planner, or nothing runs."""

from collections.abc import Iterable
from difflib import get_close_matches

from spreiding.errors import Finding
from spreiding.law.norms import Norms
from spreiding.model_file import LoadedModel


def gap_findings(loaded: LoadedModel, norms: Norms) -> list[Finding]:
    """Give a finding per norm that is not modelled and not accepted, and per name that is no such norm."""
    gaps = {norm.id: norm for norm in norms.of("not_modelled")}
    accepted = loaded.content.accepted_gaps
    missing = [norm for norm in gaps.values() if norm.id not in accepted]
    unknown = [name for name in accepted if name not in gaps]
    file = loaded.path.name
    return [
        *(
            Finding(
                file,
                None,
                "accepted_gaps",
                norm.id,
                f"is not modelled ({norm.where})",
                f"Accept it by name: {norm.why}",
            )
            for norm in missing
        ),
        *(
            Finding(file, None, "accepted_gaps", name, "is no norm that is left out", _near(name, gaps))
            for name in unknown
        ),
    ]


def _near(name: str, gaps: Iterable[str]) -> str:
    near = get_close_matches(name, list(gaps), n=1)
    return f"Did you mean {near[0]}?" if near else "Remove it; models/norms.yaml lists the norms."
