"""Convex sets that runs are kept in, and penalties: projections, proximal steps and objectives."""

from gdanim.constraints.constraint import Constraint
from gdanim.constraints.objective import Objective
from gdanim.constraints.sets import BallSet, BoxSet, HalfSpace, L1Ball, Simplex

__all__ = ["BallSet", "BoxSet", "Constraint", "HalfSpace", "L1Ball", "Objective", "Simplex"]
