"""Computes the trajectories of runs. Divergence is data, not an error."""

from gdanim.descent.compute import compute_trajectory
from gdanim.descent.run import Clip, Noise, Run, StopRule
from gdanim.descent.trajectory import Trajectory

__all__ = ["Clip", "Noise", "Run", "StopRule", "Trajectory", "compute_trajectory"]
