"""Moments of a scene for paper: one, laid out exactly as in the film, or a row of key moments with their numbers.

Raises SceneError like any film, for what can't be drawn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim import key_moments as changes
from gdanim.animation import run_clock
from gdanim.composition import picture as figure
from gdanim.sheets import Place, Sheet
from gdanim.text import words as vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.frame_budget import Timing
    from gdanim.animation.timeline import Timeline
    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

FRAMES = 20  # a step
MOST, APART = 4, 0.12  # moments in a row, and the least part of the steps from one to the next
LOOKED_AT = 48  # steps, spread over all
WIDTH, WIDE = 420, 640  # of a moment in a row, with one column of panels and with several
ROOM = 1.12  # texts shrink less than the page: a small one is so much higher for its width


def moment(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline, step: int) -> Sheet:
    """The moment before the ball leaves x_k, with its slope and the step to come."""
    picture = figure.compose(scene, trajectories, plan.only([step]))
    return Sheet(picture.size, picture.paper, (_place(picture, 0),), *_told(scene, trajectories))


def row(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline) -> Sheet:
    """Key moments side by side in the order of reading, under what is said of all of them."""
    picture = _frames(scene, trajectories, plan)
    chosen = key_moments(picture)
    width, height = picture.size
    said = figure.banner(scene, trajectories, plan, width, len(chosen))
    head = Place(0, 0, (width * len(chosen), said.height), said.draw)
    top = said.height
    order = reversed(chosen) if _words(scene).right_to_left else chosen
    places = [_place(picture, index, width * column, top) for column, index in enumerate(order)]
    return Sheet((width * len(chosen), top + height), picture.paper, (head, *places), *_told(scene, trajectories))


def unhurried(timing: Timing) -> Timing:
    """The same beats with frames enough for each step: a long film may pass over the one that is wanted."""
    return replace(timing, fps=None, frames_per_step=FRAMES, seconds=None)


def key_moments(picture: Picture) -> list[int]:
    """The frames that tell most of a film: the first, the last, and those between that look least like the others."""
    moments = picture.timeline.moments
    change = changes.between(picture.drawings, moments, picture.size[0], picture.frame)
    steps = [each.step for each in moments]
    return [steps.index(step) for step in changes.telling(change, steps, MOST, APART * steps[-1])]


def _frames(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline) -> Picture:
    """A film of the steps that are worth a look: some of all, and those at which a verdict appears."""
    last = plan.moments[-1].step
    spread = {round(part * last / LOOKED_AT) for part in range(LOOKED_AT + 1)}
    paces = run_clock.paces(scene.runs, by_passes=scene.epochs is not None)
    earned = {
        each.ticks(run.verdict.earned(len(run.points) - 1)) for each, run in zip(paces, trajectories, strict=True)
    }
    small = replace(scene, title=None, caption=None, size=_size(scene, trajectories, plan))
    steps = sorted(step for step in spread | earned if step <= last)
    return figure.compose(small, trajectories, plan.only(steps), framed=True)


def _place(picture: Picture, index: int, left: float = 0, top: float = 0) -> Place:
    def draw(renderer: Any) -> None:
        picture.draw(index, renderer)

    return Place(left, top, picture.size, draw)


def _size(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline) -> tuple[int, int]:
    """Of one frame: the scene's own shape, or that of its panels under no more than a clock."""
    bare = replace(scene, title=None, caption=None)
    solved = figure.frame(bare, trajectories, plan)
    columns = {round(panel.left) for cell in solved.cells for panel in cell.panels}
    width = WIDE if len(columns) > 1 else WIDTH
    return width, round(width * solved.page.height / solved.page.width * ROOM)


def _words(scene: Scene) -> vocabulary.Words:
    return vocabulary.load(scene.language, scene.terms, scene.digits)


def _told(scene: Scene, trajectories: Sequence[Trajectory]) -> tuple[str, str]:
    return scene.title or scene.name, _words(scene).alt(scene, trajectories)
