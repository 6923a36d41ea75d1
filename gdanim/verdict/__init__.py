"""Judges a run by its points: one verdict, and the step from which it holds. Independent of functions and runs."""

from gdanim.verdict.evidence import Evidence
from gdanim.verdict.rules import judge
from gdanim.verdict.verdict import EndReason, Kind, MetStopRule, Verdict

__all__ = ["EndReason", "Evidence", "Kind", "MetStopRule", "Verdict", "judge"]
