"""What the points of a run did: one word, and from which step on it was true. Knows no function and no run."""

from gdanim.verdict.kinds import EndReason, Kind, Verdict
from gdanim.verdict.rules import judge

__all__ = ["EndReason", "Kind", "Verdict", "judge"]
