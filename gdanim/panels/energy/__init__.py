"""The energy of a run with momentum: potential, the height above the lowest point, and kinetic, that of its last step.

With unit mass and time step √η the heavy ball is x_{k+1} − 2x_k + x_{k−1} = −(1 − β)(x_k − x_{k−1}) − η∇f(x_k), so a
step d has the kinetic energy |d|²/(2η). Polyak, USSR Comput. Math. Math. Phys. 4(5), 1964.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gdanim.messages import message
from gdanim.panels import Drawing, FunctionRole, Panel, PanelAxes, PanelContext, PanelSize
from gdanim.text import narration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.messages import Message
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

AXIS_HEADROOM = 1.16  # ratio of the axis' end to the largest energy
MAX_ENERGY_RATIO = 3.0  # first energies: what is larger leaves the panel
RISE_TOLERANCE = 1e-12  # of the first energy: no rise
MARKS = ("ball", "trail", "maximum", "readout")


class Energy(NamedTuple):
    """The energies (n,) of a run at its points, and the height ``lowest`` from which the potential is measured.

    ``is_known``: whether that is the height of a minimum, not only of the lowest point seen.
    """

    potential: np.ndarray
    kinetic: np.ndarray
    lowest: float
    is_known: bool

    @property
    def total(self) -> np.ndarray:
        """The sum of both energies (n,)."""
        return self.potential + self.kinetic

    @property
    def rises(self) -> int:
        """The number of steps at which the energy rises."""
        total = self.total
        return int(np.sum(np.diff(total) > RISE_TOLERANCE * abs(float(total[0]))))


def sign(run: Run) -> float:
    """Returns 1, or in ascent −1: energies are those of −f."""
    return -1.0 if run.is_ascent else 1.0


def energy(trajectory: Trajectory) -> Energy:
    """Returns the energies of a run."""
    heights = sign(trajectory.run) * trajectory.values
    goals = [sign(trajectory.run) * point.value for point in trajectory.stationary_points
             if point.kind == trajectory.run.goal_kind]  # fmt: skip
    seen = heights[np.isfinite(heights)]
    lowest = float(min([*goals, *seen.tolist()], default=0.0))
    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(np.diff(trajectory.points, axis=0), axis=1)
        kinetic = np.append(0.0, np.where(lengths == 0, 0.0, lengths**2 / (2 * trajectory.etas)))
    return Energy(heights - lowest, kinetic, lowest, bool(goals) and min(goals) <= lowest)


def hill(trajectory: Trajectory) -> tuple[float, float] | None:
    """Returns the place and the height of the highest hill between a run's start and the lowest minimum, if any."""
    if len(trajectory.run.start) > 1:
        return None
    side, kind = sign(trajectory.run), trajectory.run.goal_kind
    goals = [point for point in trajectory.stationary_points if point.kind == kind]
    if not goals:
        return None
    lowest = min(goals, key=lambda place: side * place.value)
    low, high = sorted((trajectory.run.start[0], lowest.at[0]))
    between = [
        point for point in trajectory.stationary_points if low < point.at[0] < high and point.kind not in {kind, "flat"}
    ]
    if not between:
        return None
    top = max(between, key=lambda place: side * place.value)
    return top.at[0], side * top.value - energy(trajectory).lowest


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of steps, and of energies from zero."""
    rows = [energy(trajectory).total for trajectory in context.trajectories]
    rows = [row[np.isfinite(row)] for row in rows]
    first = max([float(row[0]) for row in rows if len(row)], default=0.0)
    top = max([float(row[row <= MAX_ENERGY_RATIO * first].max(initial=0.0)) for row in rows], default=0.0)
    heights = [found[1] for trajectory in context.trajectories if (found := hill(trajectory))]
    top = max([top, *(height for height in heights if height <= MAX_ENERGY_RATIO * first)]) or 1.0
    return (0.0, float(max(1, context.scene_facts.steps))), (0.0, AXIS_HEADROOM * top)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.energy.strip import EnergyStrip

    strip = EnergyStrip(context)
    found = hill(context.trajectories[0])
    return Drawing(
        static=strip.static_marks(),
        movers=strip.movers,
        show=strip.show,
        sidecar={"values": {"hill": found[1]} if found else {}},
    )


def on_function(context: PanelContext) -> Drawing:
    """Returns the line of all energy over the curve, where one run is alone on it."""
    if len(context.trajectories[0].run.start) > 1 or context.has_several_runs:
        return Drawing()
    from gdanim.panels.energy.level import EnergyLevel

    level = EnergyLevel(context)
    return Drawing(movers=level.marks, show=level.show)


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, _options: None
) -> Sequence[str]:
    """Returns a sentence for each run: what becomes of its energy, and whether it passes the hill."""
    printed = formats.of_runs(number for trajectory in trajectories for number in _told_energies(trajectory))

    def tell(trajectory: Trajectory) -> str:
        run_energy = energy(trajectory)
        begin, end = (words.printed(printed.plain(float(run_energy.total[step]))) for step in (0, -1))
        clauses = [words.fill(words.report("energy"), begin=begin, end=end)]
        if run_energy.rises:
            clauses.append(words.fill(words.report("energy_rises"), n=run_energy.rises))
        if passing := _passing(words, trajectory, printed):
            clauses.append(passing)
        between, _ = words.data["clauses"]
        return f"{between.join(clauses)}{words.stop}"

    texts = narration.each_run(words, trajectories, formats, tell)
    is_seen_only = any(not energy(trajectory).is_known for trajectory in trajectories)
    return [*texts, words.report("energy_from_seen")] if texts and is_seen_only else texts


def _told_energies(trajectory: Trajectory) -> list[float]:
    """Returns a run's first and last energy, the height of its hill, and its energy where it passes that."""
    total, found, step = energy(trajectory).total, hill(trajectory), _step_over_hill(trajectory)
    told = [float(total[0]), float(total[-1]), *(found[1:] if found else ())]
    return told if step is None else [*told, float(total[step])]


def _step_over_hill(trajectory: Trajectory) -> int | None:
    """Returns the first step that leads a run over its hill; None if there is no hill or no such step."""
    found = hill(trajectory)
    if found is None:
        return None
    beyond = (trajectory.points[:, 0] > found[0]) != (trajectory.run.start[0] > found[0])
    return int(np.argmax(beyond)) if beyond.any() else None


def _passing(words: Words, trajectory: Trajectory, printed: NumberFormat) -> str:
    found, step = hill(trajectory), _step_over_hill(trajectory)
    if found is None:
        return ""
    height_text = words.printed(printed.plain(found[1]))
    if step is None:
        return words.fill(words.report("energy_stays"), height=height_text)
    at = words.printed(printed.plain(float(energy(trajectory).total[step])))
    return words.fill(words.report("energy_passes"), height=height_text, n=step, energy=at)


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run that has neither momentum nor plain steps."""
    return message("scene.needs_momentum", rule=run.optimizer.rule.display_name) if run.momentum is None else None


PLUGIN = Panel(
    summary="kinetic and potential energy of a run with momentum over the steps, and what is left of both on the curve",
    scope="run",
    prepare=prepare,
    measure=measure,
    marks=MARKS,
    size=PanelSize(weight=0.8, minimum=(0, 54)),
    axes=PanelAxes(shares_x=False),
    function=FunctionRole(add=on_function),
    refusal=refusal,
    sentences=sentences,
)
