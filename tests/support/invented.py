"""Trajectories that no function has made: points and a verdict, for what is written of them."""

import numpy as np

from gdanim.descent import Trajectory


def trajectory(run, points, verdict, stationary_points=()):
    """A run's trajectory through ``points`` (n, d), with zeros for all other numbers."""
    points = np.asarray(points, float)
    values, gradients = np.zeros(len(points)), np.zeros_like(points)
    return Trajectory(
        run=run,
        points=points,
        values=values,
        gradients=gradients,
        full_gradients=gradients,
        half_points=np.full_like(points[1:], np.nan),
        averages=None,
        etas=values[1:],
        states=({},) * len(points),
        probes=((),) * len(points),
        evaluations=tuple(range(len(points))),
        end_reason="steps",
        stationary_points=tuple(stationary_points),
        verdict=verdict,
    )
