"""Composes a scene, its trajectories and a timeline into a laid-out picture and its frames."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gdanim import themes
from gdanim.composition import cells, missing_glyphs, motion
from gdanim.composition.page_layout import lay_out
from gdanim.composition.page_spec import layout_spec
from gdanim.composition.panel_contexts import PanelContexts
from gdanim.composition.picture import Picture
from gdanim.decorations import layout_warnings, strip_heading as heading
from gdanim.decorations.figure_context import FigureContext
from gdanim.decorations.progress import step_texts
from gdanim.drawing.rc import default_rc
from gdanim.errors import Problem, SceneError
from gdanim.scene import limits
from gdanim.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Timeline
    from gdanim.composition.motion import BallMotion
    from gdanim.decorations.strip_heading import StripHeading
    from gdanim.descent import Trajectory
    from gdanim.layout.page_boxes import Layout
    from gdanim.scene import Scene


def compose(
    scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, *, is_strip_frame: bool = False
) -> Picture:
    """Lays the page out and prepares every panel; for a strip, composes the frame below its heading.

    Raises
    ------
    SceneError
        If the animation is too large to be drawn, or a text contains characters that no font has.
    """
    with default_rc():
        figure = _figure(scene, trajectories, timeline, is_strip_frame=is_strip_frame)
        contexts = PanelContexts(figure)
        layout = lay_out(contexts)
        _check_size(layout, timeline)
        drawings, entries = cells.make_drawings(contexts, layout)
        spec, lay_out_again = layout_spec(figure), partial(lay_out, contexts)
        return Picture(
            layout=layout,
            paper=figure.theme.paper,
            is_transparent=scene.background == "transparent",
            drawings=drawings,
            timeline=timeline,
            colours=tuple(themes.rgb(colour) for colour in figure.theme.colours()),
            panels=entries,
            poster=_poster(figure),
            is_animated=figure.is_animated,
            step_text=step_texts(figure),
            words=figure.words.without_english,
            max_colours=min((each.plugin.film.limits(each.options).colours for each in scene.panels), default=256),
            warnings=layout_warnings.warnings(figure, spec, layout, lay_out_again, drawings),
        )


def strip_frame_layout(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> Layout:
    """Returns the layout of a frame of a strip."""
    with default_rc():
        return lay_out(PanelContexts(_figure(scene, trajectories, timeline, is_strip_frame=True)))


def strip_heading(
    scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, frame: Layout, count: int
) -> StripHeading:
    """Returns the heading above the ``count`` frames of a strip, each with the layout ``frame``."""
    with default_rc():
        return heading.strip_heading(_figure(scene, trajectories, timeline, is_strip_frame=True), frame, count)


def ball_motion(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> BallMotion:
    """Returns how the balls move on a page laid out with this timeline."""
    with default_rc():
        return motion.ball_motion(_figure(scene, trajectories, timeline))


def check_glyphs(scene: Scene, languages: Sequence[str] = ()) -> None:
    """Checks that fonts have the characters of the scene's texts, in its own language and in ``languages``.

    Raises
    ------
    SceneError
        If a text contains a character that no font has.
    """
    problems = missing_glyphs.problems(scene, scene.font or themes.load(scene.theme).font, languages)
    if problems:
        raise SceneError(problems)


def _figure(
    scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, *, is_strip_frame: bool = False
) -> FigureContext:
    check_glyphs(scene)
    return FigureContext(
        scene=scene,
        trajectories=tuple(trajectories),
        timeline=timeline,
        theme=themes.load(scene.theme),
        words=words.of_scene(scene),
        panels=tuple(spec.plugin for spec in scene.panels),
        is_strip_frame=is_strip_frame,
    )


def _poster(figure: FigureContext) -> int:
    """Returns the frame that stands for the whole: by default a lesson's first complete step, otherwise the end."""
    moments, chosen = figure.timeline.moments, figure.scene.poster
    if chosen is None:
        chosen = 0 if figure.is_lesson and not figure.shared_panels else "end"
    if chosen == "start":
        return max(0, sum(moment.phase == "intro" for moment in moments) - 1)
    if chosen == "end" or chosen >= moments[-1].step:
        return len(moments) - 1
    return moments.index(figure.timeline.fullest_moment(chosen))


def _check_size(layout: Layout, timeline: Timeline) -> None:
    problem = limits.pixel_limit_problem((layout.page.width, layout.page.height), len(timeline.moments))
    if problem:
        raise SceneError([Problem(problem, ("size",))])
