"""What the points of a run did: one word, and the step from which it is true. Knows no function and no run."""

from gdanim.verdict.rules import judge
from gdanim.verdict.verdict import EndReason, Kind, MetStopRule, Verdict

__all__ = ["EndReason", "Kind", "MetStopRule", "Verdict", "judge"]
