"""Plans when each step of a scene is shown: the lengths of its runs and their clocks become a timeline."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.animation import timeline
from gdanim.animation.frame_budget import DEFAULT_FPS
from gdanim.scene import pauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.frame_budget import Timing
    from gdanim.animation.timeline import Timeline
    from gdanim.composition.motion import BallMotion
    from gdanim.descent import Trajectory
    from gdanim.scene import Scene
    from gdanim.scene.model import Sweep

SWEPT_VALUE_MILLISECONDS = 120  # of each value of a sweep
SWEPT_VALUE_HOLD_SECONDS = 0.8  # at a value where the animation stops


def plan(scene: Scene, trajectories: Sequence[Trajectory], motion: BallMotion | None = None) -> Timeline:
    """Returns the timeline of the scene; steps that turn back far are slower, and the rest after ``motion`` faster."""
    if scene.sweep is not None:
        return _sweep_plan(scene, scene.sweep, trajectories)
    return timeline.plan(
        _timing(scene),
        steps=max(1, *scene.clock.run_ticks(trajectories)) if scene.steps else 0,
        run_count=len(trajectories),
        has_memory=any(run.optimizer.rule.has_memory for run in scene.runs),
        pauses=pauses(scene.notes),
        reversals=motion.reversals if motion else (),
        settled=_settled(scene, motion.settled if motion else None),
        begins_bare=any(panel.plugin.film.tells_parts_of_steps for panel in scene.panels),
    )


def heeds_motion(scene: Scene) -> bool:
    """Returns whether the way of the balls on the page decides how long steps take."""
    return scene.clock.shows_all_runs and scene.timing.is_flexible


def _timing(scene: Scene) -> Timing:
    """Returns the scene's timing; where it leaves the frames per second free, no more than its panels need."""
    timing = scene.timing
    most = min((panel.plugin.film.limits(panel.options).fps for panel in scene.panels), default=math.inf)
    is_free = timing.fps is None and timing.frames_per_step is None
    return replace(timing, fps=most) if is_free and most < DEFAULT_FPS else timing


def _settled(scene: Scene, step: int | None) -> int | None:
    """Returns the step from which on nothing moves and no note comes up; None if it is not known."""
    return None if step is None else max(step, *(note.steps[0] for note in scene.notes if note.steps), 0)


def _sweep_plan(scene: Scene, sweep: Sweep, trajectories: Sequence[Trajectory]) -> Timeline:
    """Returns the timeline with a step for each value; it holds at values that panels ask for."""
    roles = [(panel.plugin.sweep, panel.options) for panel in scene.panels if panel.plugin.sweep]
    chosen = [value for role, options in roles for value in role.held_values(trajectories, options, sweep)]
    held = {min(range(len(sweep.values)), key=lambda index: abs(sweep.values[index] - value)) for value in chosen}
    stops = tuple((index, SWEPT_VALUE_HOLD_SECONDS) for index in sorted(held) if 0 < index < scene.clock.last_tick)
    timing = replace(_timing(scene), beats="one", slow=0, motion="jump", step_time=SWEPT_VALUE_MILLISECONDS)
    return timeline.plan(
        timing, steps=scene.clock.last_tick, run_count=len(trajectories), pauses=(*pauses(scene.notes), *stops)
    )
