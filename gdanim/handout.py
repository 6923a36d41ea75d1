"""Moments of a scene for paper: one, laid out exactly as in the film, or a row of key moments with their numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim import figure, themes, words as vocabulary
from gdanim.errors import SceneError
from gdanim.paper import Place, Sheet
from gdanim.scene import placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.figure import Picture
    from gdanim.scene import Scene
    from gdanim.tempo import Timing
    from gdanim.timeline import Moment, Timeline

FRAMES = 20  # a step
MOST = 4  # moments in a row
WIDTH, WIDE = 480, 640  # of a moment in a row, with one cell and with several
ROOM = 1.12  # texts shrink less than the page: a small one is so much higher for its width
TITLE, HEAD, MARGIN = 28, 58, 32


def moment(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline, step: int) -> Sheet:
    """The moment before the ball leaves x_k, with its slope and the step to come."""
    picture = _composed(scene, trajectories, plan, [step])
    return Sheet(picture.size, picture.paper, (_place(picture, 0),), *_told(scene, trajectories))


def row(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline) -> Sheet:
    """Key moments side by side in the order of reading, under the scene's title."""
    steps = key_steps(trajectories, plan.moments[-1].step)
    small = replace(scene, title=None, caption=None, size=_size(scene, trajectories, plan))
    picture = _composed(small, trajectories, plan, steps)
    (width, height), top = picture.size, HEAD if scene.title else 0
    size = (width * len(steps), height + top)
    order = reversed(range(len(steps))) if _words(scene).right_to_left else range(len(steps))
    places = [_place(picture, index, width * column, top) for column, index in enumerate(order)]
    places += [_title(scene, size[0])] if scene.title else []
    return Sheet(size, picture.paper, tuple(places), *_told(scene, trajectories))


def unhurried(timing: Timing) -> Timing:
    """The same beats with frames enough for each step: a long film may pass over the one that is wanted."""
    return replace(timing, fps=None, frames_per_step=FRAMES, seconds=None)


def key_steps(trajectories: Sequence[Trajectory], last: int) -> list[int]:
    """The first step and the last, those from which verdicts hold, and where there is room the earliest."""
    wanted = (0, last, *sorted(run.verdict.step for run in trajectories), *range(1, MOST))
    return sorted([step for step in dict.fromkeys(wanted) if step <= last][:MOST])


def _composed(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline, steps: Sequence[int]) -> Picture:
    """A film of nothing but these moments. Raises SceneError like any film."""
    shown = replace(plan, moments=tuple(_fullest(plan.moments, step) for step in steps))
    try:
        return figure.compose(scene, trajectories, shown)
    except SceneError as error:
        raise SceneError([placed(scene, problem) for problem in error.problems]) from error


def _fullest(moments: Sequence[Moment], step: int) -> Moment:
    """The moment that shows most of a step: its slope and its arrows, the ball still at rest."""
    resting = [one for one in moments if one.step == step and one.travel == 0]
    return max(resting, key=lambda one: (one.look, one.index))


def _place(picture: Picture, index: int, left: float = 0, top: float = 0) -> Place:
    def draw(renderer: Any) -> None:
        picture.draw(index, renderer)

    return Place(left, top, picture.size, draw)


def _size(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline) -> tuple[int, int]:
    across, up = scene.size or _composed(scene, trajectories, plan, [0]).size
    width = WIDTH if len(scene.cells) == 1 else WIDE
    return width, round(width * up / across * ROOM)


def _title(scene: Scene, width: int) -> Place:
    from gdanim.panels.marks.text import Label, Style, Typesetter

    theme, rtl = themes.load(scene.theme), _words(scene).right_to_left
    text = Typesetter(rtl=rtl, font=scene.font or theme.font)
    style = Style(TITLE, theme.ink, "bold")
    at = width - MARGIN if rtl else MARGIN
    label = Label(text, style, at, HEAD - 16, "right" if rtl else "left")
    label.say(text.fit(scene.title or "", style, width - 2 * MARGIN))
    return Place(0, 0, (width, HEAD), label.draw)


def _words(scene: Scene) -> vocabulary.Words:
    return vocabulary.load(scene.language, scene.terms, scene.digits)


def _told(scene: Scene, trajectories: Sequence[Trajectory]) -> tuple[str, str]:
    return scene.title or scene.name, _words(scene).alt(scene, trajectories)
