"""The rate of convergence over step size and momentum: each run is a place on one map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field, field_validator

from gdanim.descent.goal_curvature import goal_curvature
from gdanim.messages import message
from gdanim.panels import Drawing, Panel, PanelAxes, PanelContext, PanelSize
from gdanim.panels.rate.regions import Regions
from gdanim.plugin_options import PluginOptions
from gdanim.spelling import ALL_DIGITS, typed_number
from gdanim.text import narration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Run, Trajectory
    from gdanim.drawing.label import Label
    from gdanim.messages import Message
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words

STABLE_END, MAX_END = 4.0, 8.0  # the axis' end in 1/L: where β = 1 ends, and at most for the runs
MIN_CURVATURE_RATIO = 1e-9  # ratio of the smallest to the largest curvature below which there is no rate
BEYOND_ETA = 1.08  # ratio of the axis' end to the largest step size
MARKS = ("ball", "readout")


class Options(PluginOptions):
    eta: tuple[float, float] | None = Field(None, description="range of the step sizes; by default from 0 to 4/L")
    curvatures: tuple[float, float] | None = Field(
        None, description="the smallest and the largest curvature; by default those at the minimum"
    )
    bands: tuple[float, ...] = Field((0.6, 0.7, 0.8, 0.9, 0.95), description="rates at the borders of the bands")

    @field_validator("eta", "curvatures")
    @classmethod
    def _check_order(cls, ends: tuple[float, float] | None) -> tuple[float, float] | None:
        if ends is not None and not 0 <= ends[0] <= ends[1]:
            raise ValueError(
                message(
                    "scene.low_to_high", name="rate", found=", ".join(typed_number(end, ALL_DIGITS) for end in ends)
                )
            )
        return ends

    @field_validator("bands")
    @classmethod
    def _check_bands(cls, bands: tuple[float, ...]) -> tuple[float, ...]:
        if not all(0 < band < 1 for band in bands):
            raise ValueError(message("scene.rates_below_one"))
        return tuple(sorted(bands))


def regions(trajectory: Trajectory, options: Options) -> Regions | None:
    """Returns the regions for the curvatures at a run's goal; None if one is not known or not above zero."""
    if options.curvatures:
        return Regions(*options.curvatures) if options.curvatures[0] > 0 else None
    curvature = goal_curvature(trajectory)
    if curvature is None or not curvature.is_known or curvature.smallest <= MIN_CURVATURE_RATIO * curvature.largest:
        return None
    return Regions(curvature.smallest, curvature.largest)


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the range of step sizes, and that of β from 0 to 1."""
    if context.options.eta:
        return context.options.eta, (0.0, 1.0)
    known = regions(context.trajectories[0], context.options)
    etas = [float(trajectory.etas[0]) for trajectory in context.trajectories if len(trajectory.etas)]
    end = BEYOND_ETA * max(etas, default=1.0)
    if known is not None:
        end = max(STABLE_END / known.largest, min(end, MAX_END / known.largest))
    return (0.0, end), (0.0, 1.0)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panels.rate.plane import RatePlane

    return RatePlane(context).outer_labels


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.run_layer import RunLayers
    from gdanim.panels.rate.markers import RateMarker
    from gdanim.panels.rate.plane import RatePlane

    plane = RatePlane(context)
    layers = RunLayers([RateMarker(context, index) for index in range(len(context.trajectories))])
    known = plane.regions
    best = dict(zip(("eta", "beta"), known.best, strict=True)) if known else {}
    values = {"best": {**best, "rate": known.rate(*known.best)}} if known else {}
    return Drawing(
        static=plane.static_marks(),
        movers=layers.movers,
        show=layers.show,
        sidecar={"values": values},
        warnings=[] if known else [message("layout.no_rate")],
    )


def eta_and_beta(trajectory: Trajectory) -> tuple[float, float]:
    """Returns a run's first step size and its β."""
    return float(trajectory.etas[0]), float(trajectory.run.momentum or 0.0)


def sentences(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, options: Options
) -> Sequence[str]:
    """Returns a sentence for each run: what a step leaves of the distance, and in which mode."""
    known_regions = [(each, regions(each, options)) for each in trajectories if len(each.etas)]
    printed = formats.of_runs(known.rate(*eta_and_beta(each)) for each, known in known_regions if known)

    def tell(trajectory: Trajectory) -> str:
        known = regions(trajectory, options)
        if known is None or not len(trajectory.etas):
            return ""
        at = eta_and_beta(trajectory)
        rate = words.printed(printed.plain(known.rate(*at)))
        return words.fill(words.report("rate"), rate=rate, way=words.report(f"rate_{known.mode(*at)}"))

    return narration.each_run(words, trajectories, formats, tell)


def refusal(run: Run, _options: Any) -> Message | None:
    """Returns an objection to a run that has neither plain steps nor momentum with the gradient at its point."""
    if run.momentum is None or run.optimizer.rule.step_form == "change":
        return message("scene.needs_heavy_ball", rule=run.optimizer.rule.display_name)
    return None


PLUGIN = Panel(
    summary="the rate of convergence over step size and momentum, with each run's place",
    scope="run",
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    marks=MARKS,
    options=Options,
    size=PanelSize(placement="map", aspect=1.1, minimum=(0, 110)),
    axes=PanelAxes(shares_x=False),
    refusal=refusal,
    sentences=sentences,
)
