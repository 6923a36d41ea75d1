"""Lays out still pages of a scene: one moment exactly as in the animation, or a strip of key moments.

Scenes that can't be drawn raise SceneError, as in an animation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim import composition
from gdanim.scene import pauses
from gdanim.sheets import Sheet, Tile
from gdanim.stills import key_moments
from gdanim.text import words as vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.frame_budget import Timing
    from gdanim.animation.timeline import Timeline
    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

FRAMES_PER_STEP = 20
MAX_MOMENTS = 4  # of a strip
MIN_MOMENT_DISTANCE = 0.04  # between two moments of a strip, as a fraction of all steps
CANDIDATE_COUNT = 48  # evenly spread steps
MAX_ROW_WIDTH = 1600  # pixels: a longer row would be too small to read on a page
NARROW_MOMENT, WIDE_MOMENT = 360, 640  # pixels: width of a moment with one column of panels, and with several
HEIGHT_FACTOR = 1.12  # relative height of a small page, because texts shrink less than the page


def still_sheet(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, step: int) -> Sheet:
    """Returns a sheet of the moment before the ball leaves x_k, or of a note's question there."""
    questions = {paused for paused, _ in pauses(scene.notes)}
    picture = composition.compose(scene, trajectories, timeline.at_steps([step], questions))
    return Sheet(picture.size, picture.sheet_paper, (_tile(picture, 0),), *_title_and_alt(scene, trajectories))


def strip_sheet(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> Sheet:
    """Returns a sheet of key moments in reading order, below a common heading; wide moments are in rows of two."""
    picture = _candidate_picture(scene, trajectories, timeline)
    chosen = chosen_frames(picture)
    width, height = picture.size
    columns = min(len(chosen), max(1, MAX_ROW_WIDTH // width))
    heading = composition.strip_heading(scene, trajectories, timeline, picture.layout, columns)
    top = heading.height
    heading_tile = Tile(0, 0, (width * columns, top), heading.draw)
    tiles = []
    for place, index in enumerate(chosen):
        row, column = divmod(place, columns)
        column = columns - 1 - column if _words(scene).is_right_to_left else column
        tiles.append(_tile(picture, index, width * column, top + height * row))
    size = (width * columns, top + height * -(-len(chosen) // columns))
    return Sheet(size, picture.sheet_paper, (heading_tile, *tiles), *_title_and_alt(scene, trajectories))


def end_sheet(scene: Scene, trajectories: Sequence[Trajectory], picture: Picture) -> Sheet:
    """Returns a sheet of the last moment of an animation."""
    tile = _tile(picture, picture.count - 1)
    return Sheet(picture.size, picture.sheet_paper, (tile,), *_title_and_alt(scene, trajectories))


def slow_timing(timing: Timing) -> Timing:
    """Returns the timing with 20 frames per step, so that no step is skipped."""
    return replace(timing, fps=None, frames_per_step=FRAMES_PER_STEP, seconds=None)


def chosen_frames(picture: Picture) -> list[int]:
    """Returns the frames of a strip: the first, the last, and those between that differ most from each other."""
    moments = picture.timeline.moments
    differences = key_moments.differences(picture.drawings, moments, picture.size[0], picture.frame)
    steps = [moment.step for moment in moments]
    chosen = key_moments.most_different(differences, steps, MAX_MOMENTS, MIN_MOMENT_DISTANCE * steps[-1])
    return [steps.index(step) for step in chosen]


def _candidate_picture(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> Picture:
    """Returns a frame for each candidate: steps spread over the whole run, and those at which a verdict appears."""
    last = timeline.moments[-1].step
    spread = {round(part * last / CANDIDATE_COUNT) for part in range(CANDIDATE_COUNT + 1)}
    clocks = zip(scene.run_clocks, trajectories, strict=True)
    verdicts = {clock.ticks_for(trajectory.verdict_known_from) for clock, trajectory in clocks}
    small = replace(scene, title=None, caption=None, size=_frame_size(scene, trajectories, timeline))
    steps = sorted(step for step in spread | verdicts if step <= last)
    return composition.compose(small, trajectories, timeline.at_steps(steps), is_strip_frame=True)


def _tile(picture: Picture, index: int, left: float = 0, top: float = 0) -> Tile:
    def draw(renderer: Any) -> None:
        picture.draw(index, renderer)

    return Tile(left, top, picture.size, draw)


def _frame_size(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> tuple[int, int]:
    """Returns the size of a frame: the scene's proportions, or its panels' with a step counter above."""
    bare = replace(scene, title=None, caption=None)
    solved = composition.strip_frame_layout(bare, trajectories, timeline)
    columns = {round(panel.left) for cell in solved.cells for panel in cell.panels}
    width = WIDE_MOMENT if len(columns) > 1 else NARROW_MOMENT
    return width, round(width * solved.page.height / solved.page.width * HEIGHT_FACTOR)


def _words(scene: Scene) -> vocabulary.Words:
    return vocabulary.of_scene(scene).without_english


def _title_and_alt(scene: Scene, trajectories: Sequence[Trajectory]) -> tuple[str, str]:
    return scene.title or scene.name, _words(scene).alt(scene, trajectories)
