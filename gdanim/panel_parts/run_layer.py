"""The moving marks of a panel: a layer per run, and all layers combined for the panel's drawing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from gdanim.panel_parts.coincident_balls import show_coincident
from gdanim.panel_parts.offscreen_spacing import OffscreenSpacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panel_parts.offscreen import OffscreenMarker
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.panel_parts.run_ball import RunBall


class RunLayer(ABC):
    """The moving marks of one run in a panel: its ball, the arrows of its step, a model, or other marks.

    A panel subclasses it, and passes one instance per run to ``RunLayers``.

    Parameters
    ----------
    context
        The panel's context.
    index
        The run's index among the context's runs.

    Attributes
    ----------
    context, index
        The parameters.
    trajectory
        The run's trajectory.
    last
        The run's last step.
    colour
        The run's colour.
    ball
        The run's ball, if it has one: ``RunLayers`` tells it which others it hides.
    offscreen
        The run's marker at the border, or None. ``RunLayers`` shows it, separated from the others'.
    """

    ball: RunBall | None = None
    offscreen: OffscreenMarker | None = None

    def __init__(self, context: PanelContext, index: int) -> None:
        self.context, self.index = context, index
        self.trajectory = context.trajectories[index]
        self.last = self.trajectory.last_step
        self.colour = context.colour(index)

    @abstractmethod
    def levels(self) -> Sequence[Sequence[Mark]]:
        """Returns the moving marks by level.

        Returns
        -------
        Sequence of sequences of Mark
            The levels from back to front, each a sequence of marks from back to front. All runs have the same number of
            levels. Where several runs share a panel, each level of all runs is drawn below the next level of all runs.
        """

    @abstractmethod
    def show(self, moment: Moment) -> None:
        """Sets the marks for a moment.

        Parameters
        ----------
        moment
            The moment on the run's own clock. Its step may exceed the run's last one.
        """

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the marks that appear with a step and stay, such as the trail; none by default.

        Parameters
        ----------
        step
            The run's own step. It may exceed the run's last one.

        Returns
        -------
        Sequence of Mark
            The new marks, from back to front.
        """
        del step
        return ()


class RunLayers:
    """The layers of all runs in a panel, with the methods of a ``Drawing``.

    Parameters
    ----------
    layers
        One layer for each run of the panel's context, in order.

    Attributes
    ----------
    layers
        The parameter.
    levels
        The marks of all runs, by level from back to front.
    """

    def __init__(self, layers: Sequence[RunLayer]) -> None:
        self.layers = layers
        self.levels = [
            [mark for marks in level for mark in marks]
            for level in zip(*(layer.levels() for layer in layers), strict=True)
        ]
        self._balls = [layer.ball for layer in layers if layer.ball is not None]
        markers = [layer.offscreen for layer in layers if layer.offscreen is not None]
        self._offscreen = OffscreenSpacing(markers, layers[0].context.axes.box) if markers else None

    @property
    def movers(self) -> list[Mark]:
        """The marks of all levels, from back to front."""
        return [mark for level in self.levels for mark in level]

    def show(self, moment: Moment) -> None:
        """Sets all marks for a moment, each run on its own clock.

        Parameters
        ----------
        moment
            The animation's moment.
        """
        moments = [layer.context.run_moment(layer.index, moment) for layer in self.layers]
        if self._offscreen:
            pairs = zip(self.layers, moments, strict=True)
            self._offscreen.show(
                [layer.offscreen.ball_path.at(local_moment) for layer, local_moment in pairs if layer.offscreen]
            )
        for layer, local_moment in zip(self.layers, moments, strict=True):
            layer.show(local_moment)
        show_coincident(self._balls, moment.step)

    def persist(self, step: int) -> list[Mark]:
        """Returns the marks that appear with a step of the animation's clock and stay.

        Parameters
        ----------
        step
            The step of the animation's clock.

        Returns
        -------
        list of Mark
            The marks of every run for each of its own steps that ends in this one.
        """
        return [
            mark
            for layer in self.layers
            for local_step in layer.context.run_steps(layer.index, step)
            for mark in layer.persist(local_step)
        ]
