"""The auditor: reads the written files and judges them by the norms, without ever seeing the optimiser.

Nothing here may import Pyomo or any room that leads to it; the arithmetic is written a second time, from
the norms.
"""

from spreiding.audit.case import AuditCase, AuditLaw, AuditPeriod, AuditRules, AuditTrack, ReachLimit
from spreiding.audit.finding import AuditFinding
from spreiding.audit.run import FAMILIES, audit_run, recompute_goals

__all__ = [
    "FAMILIES",
    "AuditCase",
    "AuditFinding",
    "AuditLaw",
    "AuditPeriod",
    "AuditRules",
    "AuditTrack",
    "ReachLimit",
    "audit_run",
    "recompute_goals",
]
