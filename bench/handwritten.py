"""The comparison of scenes/stepsizes.yaml, written by hand with matplotlib: gdanim is measured against it.

The same content, frames and size: curves, balls, trails, arrows, landing rings, minima, histories, numbers, verdicts
and step counter. The layout is computed once and artists are updated, not made anew; both files are saved as usual.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import imageio_ffmpeg
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FFMpegWriter, FuncAnimation, PillowWriter
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

START, STEPS, FPS = 3.0, 25, 20
VERDICTS = {  # the text, and the step from which it is shown
    0.2: ("✔ there after 10 steps", 10),
    0.4: ("✔ there after 6 steps", 6),
    0.6: ("⇄ swings, −0.25 to 0.54", 13),
    0.8: ("∿ does not settle", 25),
}
PAPER, SHEET, INK, MUTED, AXIS, GRID = "#FCFBF8", "#F4F2EC", "#1B2430", "#566170", "#8A93A0", "#ECE9E2"
CURVE, BALL, RIM, LIGHT, STEP, MINIMUM = "#34414F", "#1F6FB5", "#124A7C", "#8FC3EE", "#C8203A", "#0A7D57"
HALO = [withStroke(linewidth=4, foreground=PAPER)]  # keeps what stands in front clear of the curve
X_RANGE, Y_RANGE = (-1.1, 3.47), (-0.6, 7.0)
STYLE = {
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.edgecolor": AXIS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": GRID,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "mathtext.fontset": "stix",
    "animation.ffmpeg_path": imageio_ffmpeg.get_ffmpeg_exe(),
}


def f(x):
    return 2 * x + np.exp(-2 * x)


def descend(eta):
    points = [START]
    for _ in range(STEPS):
        points.append(points[-1] - eta * (2 - 2 * np.exp(-2 * points[-1])))
    return np.array(points)


class Cell:
    """One run: its curve with the ball, its history below, its name and its x above."""

    def __init__(self, curve, strip, eta):
        self.points, self.verdict, self.header = descend(eta), VERDICTS[eta], curve
        self._draw_curve(curve, eta)
        self._draw_strip(strip)

    def _draw_curve(self, ax, eta):
        xs = np.linspace(*X_RANGE, 400)
        ax.plot(xs, f(xs), color=CURVE, lw=2.4)
        ax.plot(0, 0.1, "^", color=MINIMUM, ms=8)
        ax.text(0.17, -0.1, "minimum", color=MINIMUM, weight="bold", path_effects=HALO)
        ax.set(xlim=X_RANGE, ylim=Y_RANGE, xticks=range(-1, 4), yticks=range(0, 7, 2))
        ax.tick_params(length=0, labelbottom=False)
        ax.spines[:].set_visible(False)
        ax.set_title(rf"$\eta = {eta}$", loc="left", size=19, color=INK)
        self.number = ax.set_title("", loc="right", size=13, color=MUTED)
        (self.trail,) = ax.plot([], [], "o", mfc=PAPER, mec=BALL, mew=1.6, ms=6)
        (self.landing,) = ax.plot([], [], "o", mfc=PAPER, mec=STEP, mew=1.6, ms=8)
        shape = {"arrowstyle": "simple", "mutation_scale": 18, "shrinkA": 0, "shrinkB": 0}
        self.arrow = ax.add_patch(FancyArrowPatch((0, 0), (1, 0), color=STEP, zorder=3, path_effects=HALO, **shape))
        (self.ball,) = ax.plot([], [], "o", mfc=BALL, mec=RIM, ms=15, zorder=4, path_effects=HALO)
        (self.highlight,) = ax.plot([], [], "o", color=LIGHT, ms=4, zorder=5)

    def _draw_strip(self, ax):
        ax.set_facecolor(SHEET)
        ax.axvline(0, color=MINIMUM, lw=1.4, ls="--")
        ax.set(xlim=X_RANGE, ylim=(STEPS + 1, -1.5), xticks=range(-1, 4), yticks=[])
        ax.tick_params(length=0)
        ax.spines[["left", "bottom"]].set_visible(False)
        ax.spines["top"].set_visible(True)
        (self.history,) = ax.plot([], [], "o-", color=BALL, lw=1.4, ms=3)
        (self.dot,) = ax.plot([], [], "o", mfc=BALL, mec=SHEET, ms=8)

    def show(self, step, travel):
        here, there = self.points[step], self.points[min(step + 1, STEPS)]
        x = here + (there - here) * travel
        y = f(here) + (f(there) - f(here)) * travel + 2.5 * travel * (1 - travel) * min(1, abs(there - here))
        self.ball.set_data([x], [y])
        self.highlight.set_data([x - 0.04], [y + 0.2])
        self.landing.set_data([there], [f(there)])
        self.arrow.set_positions((x, f(here)), (there, f(here)))
        self.arrow.set_visible(abs(there - x) > 0.15)
        self.trail.set_data(self.points[: step + 1], f(self.points[: step + 1]))
        self.history.set_data(self.points[: step + 1], range(step + 1))
        self.dot.set_data([x], [step + travel])
        text, known_from = self.verdict
        if step >= known_from:
            self.number.set(text=text, color=MINIMUM if "there" in text else INK, weight="bold")
        else:
            self.number.set(text=f"$x = {here:.2f}$", color=MUTED, weight="normal")


class StepCounter:
    """The title, the function and the step counter with its bar."""

    def __init__(self, fig):
        fig.text(0.053, 0.927, f"Four step sizes, {STEPS} steps each", size=18, weight="bold", color=INK)
        fig.text(0.053, 0.875, r"$f(x) = 2x + e^{-2x}$", size=15, color=INK)
        fig.text(0.235, 0.875, r"start $x_0 = 3$", size=13, color=MUTED)
        self.count = fig.text(0.958, 0.927, "", size=13, color=MUTED, ha="right")
        bar = fig.add_axes((0.73, 0.885, 0.228, 0.014), xlim=(-0.5, STEPS - 0.5), ylim=(0, 1))
        bar.axis("off")
        bar.bar(range(STEPS), 1, width=0.75, color=GRID)
        self.ticks = bar.bar(range(STEPS), 1, width=0.75, color=INK)

    def show(self, step):
        self.count.set_text(f"step {step} of {STEPS}")
        for number, tick in enumerate(self.ticks):
            tick.set_visible(number < step)


def lay_out(fig):
    """A cell for each step size, with axes that never move."""
    cells = []
    for index, eta in enumerate(VERDICTS):
        row, column = divmod(index, 2)
        left, top = 0.053 + 0.475 * column, 0.775 - 0.405 * row
        curve = fig.add_axes((left, top - 0.23, 0.431, 0.23))
        strip = fig.add_axes((left, top - 0.31, 0.431, 0.08))
        curve.tick_params(labelleft=column == 0)
        strip.tick_params(labelbottom=row == 1)
        if index == 0:
            strip.text(3.37, STEPS - 1, "step by step ↓", size=8.5, color=MUTED, ha="right")
        cells.append(Cell(curve, strip, eta))
    return cells


def animate(frames_per_step):
    fig = plt.figure(figsize=(8, 6), dpi=100)
    cells, counter = lay_out(fig), StepCounter(fig)

    def update(frame):
        step, part = divmod(frame, frames_per_step)
        travel = min(1, max(0, (part / frames_per_step - 0.4) / 0.5))
        if travel == 1:
            step, travel = step + 1, 0
        for cell in cells:
            cell.show(step, travel * travel * (3 - 2 * travel))
        counter.show(step)

    return FuncAnimation(fig, update, frames=STEPS * frames_per_step + 1, cache_frame_data=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=Path("output"))
    parser.add_argument("--frames-per-step", type=int, default=4)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update(STYLE)
    animation = animate(options.frames_per_step)
    animation.save(options.output / "handwritten.gif", writer=PillowWriter(fps=FPS))
    animation.save(options.output / "handwritten.mp4", writer=FFMpegWriter(fps=FPS))


if __name__ == "__main__":
    main()
