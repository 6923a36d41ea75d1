"""Labels, numbers, verdicts, captions and alt texts."""

import math
from types import SimpleNamespace as Thing

import invented
import pytest

from gdanim import pipeline, registry, scene as scenes
from gdanim.descent import Run
from gdanim.optimizers import Optimizer
from gdanim.scene.clock import Clock
from gdanim.text import plain_formula, verdict_text, words
from gdanim.text.narration import RunLeads
from gdanim.text.numbers import NumberFormat
from gdanim.text.quantities import QuantityFormats
from gdanim.text.scene_description import opening
from gdanim.verdict import MetStopRule, Verdict

ENGLISH = words.load()
KINDS = ["converged", "cycle", "wandering", "diverged", "left_domain", "stopped", "progressing"]
FLAGSHIP = Thing(
    name=None, text="2*x + exp(-2*x)", formula="2x + e^{-2x}", variables=("x",), symbol="f",
    named_points=(), words={}, facts=(),
    value=lambda point: 2 * point[0] + math.exp(-2 * point[0]),
)  # fmt: skip
TWO_DECIMALS = [NumberFormat(2)]


def verdict(kind, step=25, **rest):
    return Verdict(kind, step, **rest)


def run(eta="0.2", *, label_fields=(), label="", **rest):
    known = {"function": FLAGSHIP, "start": (3.0,), "steps": 25, "optimizer": Optimizer(), "schedule": Thing(text=eta)}
    return Run(label_fields=label_fields, label=label, **known | rest)


def ended(run, verdict):
    """A trajectory from the run's start: only its numbers' decimals matter, which are two as for 3 and 1.234."""
    return invented.trajectory(run, [run.start, *[[1.234] * len(run.start)] * 25], verdict)


def scene_of(runs, *, overlay=False, caption=None):
    return Thing(
        runs=tuple(runs), is_overlay=overlay, caption=caption, sweep=None, clock=Clock((), 0), panels=(), notes=()
    )


def compared(*ends, **shared):
    """A scene that compares step sizes, and its trajectories, from pairs of eta and verdict."""
    runs = [run(eta, label_fields=(("eta", eta),), label=f"η = {eta}", **shared) for eta, _ in ends]
    return scene_of(runs), [ended(one, verdict) for one, (_, verdict) in zip(runs, ends, strict=True)]


def first_sentence(runs):
    """What is said of runs overlaid in one panel, before anything of their ends."""
    trajectories = [ended(one, verdict("progressing")) for one in runs]
    formats = QuantityFormats(tuple(trajectories), shows_every_step=False)
    return opening(ENGLISH, scene_of(runs, overlay=True), trajectories, formats)


def lead_of(run):
    return RunLeads(ENGLISH, QuantityFormats((ended(run, verdict("progressing")),))).lead(run)


def written(words, verdict, form, direction="descend"):
    return verdict_text.of_verdict(words, verdict, 25, direction, TWO_DECIMALS).write(words, form)


FOUR = compared(
    ("0.2", verdict("converged", 10, tolerance=0.03)),
    ("0.4", verdict("converged", 6, tolerance=0.03)),
    ("0.6", verdict("cycle", 8, period=2, low=-0.2546, high=0.5449)),
    ("0.8", verdict("wandering", low=-0.5, high=2.4)),
)


def test_alt_text_reads_as_a_teacher_would_write_it():
    assert ENGLISH.alt(*FOUR) == (
        "Four panels show gradient descent on f(x) = 2x + e^(−2x) from x = 3, 25 steps each. With η = 0.2, the ball "
        "reaches the minimum after 10 steps and with η = 0.4 after 6 (within 0.03). With η = 0.6, it swings between "
        "−0.25 and 0.54; with η = 0.8, it has not settled after 25 steps. Of the four, η = 0.4 is there soonest."
    )


def test_caption_is_the_alt_text_without_its_first_sentence():
    assert ENGLISH.alt(*FOUR).endswith(f"each. {ENGLISH.caption(*FOUR)}")


def test_an_author_may_write_the_caption():
    scene, trajectories = FOUR
    assert ENGLISH.caption(scene_of(scene.runs, caption="Look."), trajectories) == "Look."


def test_one_run_is_described_with_its_eta_and_nothing_to_compare():
    alone = compared(("0.1", verdict("converged", 10, tolerance=0.02)))
    assert ENGLISH.alt(*alone) == (
        "An animation shows gradient descent on f(x) = 2x + e^(−2x) from x = 3 with η = 0.1, 25 steps. "
        "The ball reaches the minimum after 10 steps (within 0.02)."
    )


def test_of_two_runs_one_is_sooner():
    two = compared(("0.2", verdict("converged", 10, tolerance=0.03)), ("0.4", verdict("converged", 6, tolerance=0.03)))
    assert ENGLISH.caption(*two).endswith("Of the two, η = 0.4 is there sooner.")


def test_nobody_is_soonest_when_two_arrive_together():
    two = compared(("0.2", verdict("converged", 6, tolerance=0.03)), ("0.4", verdict("converged", 6, tolerance=0.03)))
    assert "soone" not in ENGLISH.caption(*two)


def test_several_diverging_runs_are_described_in_one_breath():
    two = compared(("1.1", verdict("diverged", 9)), ("1.2", verdict("diverged", 4)))
    assert ENGLISH.caption(*two) == (
        "With η = 1.1, the ball diverges and is out of bounds at step 9 and with η = 1.2 at step 4."
    )


def test_a_ball_that_takes_no_step_is_described_as_a_picture():
    scene = scenes.load({"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 1, "stop": {"gradient": 1}})
    trajectories = pipeline.trace(scene)
    assert words.load("en").alt(scene, trajectories) == (
        "A picture shows f(x) = 0.1x². Marked on it: minimum at x = 0 and start at x = 2. "
        "The ball stops at the start, where the slope is below 1."
    )


def test_a_chord_tells_what_is_convex():
    """(x² − 1)″ = 2; (x⁴/4 − x²)″ = 3x² − 2 is below 0 about 0."""
    runs = [{"function": "x**2 - 1", "label": "one"}, {"function": "x**4/4 - x**2", "label": "other"}]
    keys = {"runs": runs, "start": 2, "eta": 0.1, "domain": [-2.2, 2.2], "panels": ["chord"]}
    scene = scenes.load(keys)
    trajectories = pipeline.trace(scene)
    caption = (
        "No chord of f(x) = x² − 1 passes below the curve: it is convex. "
        "Some chords of f(x) = x⁴/4 − x² pass below the curve: it is not convex."
    )
    assert words.load("en").caption(scene, trajectories) == caption
    assert words.load("en").alt(scene, trajectories) == (
        f"Two panels show a chord that slides along f(x) = x² − 1 and f(x) = x⁴/4 − x². {caption}"
    )


def test_runs_of_one_and_the_same_fate_are_named_together():
    falls = verdict("progressing", goal=(0.0,))
    three = compared(("0.01", falls), ("0.02", falls), ("0.03", falls))
    assert ENGLISH.caption(*three) == (
        "With η = 0.01, with η = 0.02 and with η = 0.03, the ball is still on its way after 25 steps."
    )


@pytest.mark.parametrize(("direction", "word"), [("descend", "falling"), ("ascend", "climbing")])
def test_without_a_goal_there_is_no_way_to_be_on(direction, word):
    """As on x² − y², where y falls for ever."""
    assert ENGLISH.caption(*compared(("0.1", verdict("progressing")), direction=direction)).endswith(
        f"is still {word} after 25 steps."
    )


def test_many_runs_are_counted_by_fate():
    ends = [(str(n), verdict("converged", min(n, 25), tolerance=0.03)) for n in range(1, 61)]
    ends += [(str(n), verdict("diverged", 3)) for n in range(61, 64)] + [("64", verdict("wandering"))]
    assert ENGLISH.alt(*compared(*ends)) == (
        "64 panels show gradient descent on f(x) = 2x + e^(−2x) from x = 3 with η from 1 to 64, 25 steps each. "
        "Of the 64 runs, 60 reach the minimum, 3 diverge and 1 has not settled. Of the 64, η = 1 is there soonest."
    )


def test_overlaid_runs_are_balls_on_one_curve():
    scene, trajectories = FOUR
    sentence = first_sentence(scene.runs)
    assert sentence.startswith("Four balls on one curve show gradient descent on")
    assert len(trajectories) == 4


def test_ascent_is_called_ascent_and_ends_on_a_maximum():
    climb = compared(("0.2", verdict("converged", 6, tolerance=0.03, detail="local")), direction="ascend")
    assert "shows gradient ascent on" in ENGLISH.alt(*climb)
    assert ENGLISH.caption(*climb) == (
        "The ball settles at a local maximum after 6 steps, though a higher one exists (within 0.03)."
    )


def test_several_starts_are_named():
    runs = [run(start=(x,), label_fields=(("start", str(x)),), label=f"x = {x}") for x in (-2.0, 3.0)]
    verdicts = [verdict("converged", 9, tolerance=0.02), verdict("converged", 10, tolerance=0.03)]
    trajectories = [ended(*pair) for pair in zip(runs, verdicts, strict=True)]
    assert ENGLISH.alt(scene_of(runs, overlay=True), trajectories) == (
        "Two balls on one curve show gradient descent on f(x) = 2x + e^(−2x) from x = −2 and x = 3 with η = 0.2, "
        "25 steps each. From x = −2, the ball reaches the minimum after 9 steps and from x = 3 after 10 "
        "(within 0.02 to 0.03)."
    )


def test_many_starts_are_described_by_their_range():
    runs = tuple(run(start=(float(x),)) for x in range(-4, 5))
    sentence = first_sentence(runs)
    assert "from nine starts between −4 and 4 with η = 0.2, 25 steps each" in sentence


def test_momentum_is_described_beside_plain_descent():
    names = ("gradient_descent", "momentum")
    runs = [run(optimizer=Optimizer(name), label_fields=(("optimizer", name),), label=name) for name in names]
    trajectories = [
        ended(runs[0], verdict("converged", 7, detail="local", tolerance=0.03, goal=(1.0,))),
        ended(runs[1], verdict("converged", 20, detail="global", tolerance=0.03, goal=(0.35,))),
    ]
    assert ENGLISH.alt(scene_of(runs), trajectories) == (
        "Two panels show gradient descent and momentum on f(x) = 2x + e^(−2x) from x = 3 with η = 0.2, 25 steps each. "
        "With gradient descent, the ball settles in a local minimum after 7 steps, though a lower one exists; "
        "with momentum, it reaches the global minimum after 20 steps (within 0.03)."
    )


@pytest.mark.parametrize(
    ("label_fields", "lead"),
    [
        (("optimizer.beta", "0.8"), "with β = 0.8"),
        (("optimizer.beta1", "0.9"), "with β₁ = 0.9"),
        (("function.a", "−2"), "with a = −2"),
        (("steps", "7"), "with 7 steps"),
        (("direction", "ascend"), "going up"),
        (("function", "2*x + exp(-2*x)"), "on f(x) = 2x + e^(−2x)"),
    ],
)
def test_a_run_is_called_by_what_sets_it_apart(label_fields, lead):
    assert lead_of(run(label_fields=(label_fields,), direction="ascend")) == lead


def test_a_run_with_the_authors_label_is_called_by_it():
    assert lead_of(run(label="too large")) == "in “too large”"


@pytest.mark.parametrize(
    ("given", "long", "short"),
    [
        (verdict("converged", 1), "reaches the minimum after 1 step", "there after 1 step"),
        (verdict("converged", 10), "reaches the minimum after 10 steps", "there after 10 steps"),
        (verdict("cycle", 8, period=4, low=-1.0, high=0.5), "repeats every 4 steps, between −1 and 0.5",
         "swings, −1 to 0.5"),
        (verdict("diverged", 3), "diverges: out of bounds at step 3", "diverges"),
        (verdict("left_domain", 2), "leaves the function's domain at step 2", "leaves the domain"),
        (verdict("stationary", 9, detail="saddle"), "stands still on a saddle", "stands still: saddle"),
        (verdict("stationary", 0, detail="plateau"), "does not move: the slope is zero at the start", "does not move"),
        (verdict("stationary", 0, detail="maximum"),
         "does not move: the slope is zero at the start, on a maximum", "stays on a maximum"),
        (verdict("stopped", 4, stopped_by=MetStopRule("gradient", 1e-3)),
         "stops after 4 steps: the slope is below 0.001", "stops after 4 steps"),
        (verdict("stopped", 4, stopped_by=MetStopRule("change", 0.5)),
         "stops after 4 steps: x changes by less than 0.5", "stops after 4 steps"),
        (verdict("stopped", 1, stopped_by=MetStopRule("value", 0.5)),
         "stops after 1 step: f(x) changes by at most 0.5", "stops after 1 step"),
        (verdict("stopped", 0, stopped_by=MetStopRule("gradient", 1.0)),
         "stops at the start: the slope is below 1", "stops at the start"),
        (verdict("progressing", goal=(0.0,)), "still on its way after 25 steps", "on its way"),
        (verdict("progressing"), "still falling after 25 steps", "still falling"),
        (verdict("wandering", low=-0.5, high=2.4),
         "has not settled after 25 steps; swings between −0.5 and 2.4", "does not settle"),
    ],
)  # fmt: skip
def test_every_verdict_has_a_long_text_and_a_short_one_that_falls_back(given, long, short):
    assert written(ENGLISH, given, "long") == long
    assert written(ENGLISH, given, "short") == (short or long)


@pytest.mark.parametrize("language", registry.names("languages"))
@pytest.mark.parametrize("direction", ["descend", "ascend"])
def test_every_language_has_words_for_every_fate(language, direction):
    spoken = words.load(language)
    places = [None, "local", "global"]
    ended = {"stopped_by": MetStopRule("value", 0.1)}
    ends = [verdict(kind, detail=place, **ended) for kind in KINDS for place in places]
    ends += [
        verdict("progressing", goal=(0.0,)),
        verdict("cycle", period=2),
        verdict("converged", 0),
        verdict("stationary", 0),
    ]
    ends += [verdict("stationary", detail=place) for place in ("saddle", "flat point", "plateau", "minimum", "maximum")]
    for each in ends:
        for form in ("long", "short"):
            assert written(spoken, each, form, direction)
        assert "tally" in spoken.data["verdicts"][verdict_text.entry_key(each, direction)]


@pytest.mark.parametrize("language", registry.names("languages"))
def test_every_language_has_the_same_labels(language):
    assert words.load(language).data["labels"].keys() == ENGLISH.data["labels"].keys()


def test_a_scene_may_replace_a_word():
    assert words.load(terms=[("minimum", "valley floor")]).label("minimum") == "valley floor"


def test_labels_are_filled_in():
    assert ENGLISH.label("step_of", k=3, n=25) == "step 3 of 25"
    assert ENGLISH.label("outside", place="x = −12.5") == "outside the picture: x = −12.5"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"2x + e^{-2x}", "2x + e^(−2x)"),
        (r"0.1x^{2}", "0.1x²"),
        (r"\frac{x^{4}}{4} - \frac{x^{2}}{2}", "x⁴/4 − x²/2"),
        (r"\sqrt{x + 1} \cdot \sin(\pi x)", "√(x + 1) · sin(π x)"),
        (r"\frac{x + 1}{2x}", "(x + 1)/(2x)"),
        (r"\left|x\right| + x_{1}", "|x| + x₁"),
        (r"\operatorname{asin}\,x", "asin x"),
        (r"\frac{1}{2}x", "(1/2)x"),
        (r"\frac{\sin x}{2}", "(sin x)/2"),
        (r"\sqrt{x}y", "√(x)y"),
        (r"2^{x}y", "2^(x)y"),
        (r"x\,\sin x", "x sin x"),
        (r"2\frac{x}{3}", "2(x/3)"),
        (r"\frac{d}{dx}\max(0,\,x)", "d/dx max(0, x)"),
    ],
)
def test_formulas_are_described_in_plain_text(formula, text):
    assert plain_formula.plain(formula) == text


def test_numbers_inside_right_to_left_text_are_isolated_and_may_be_persian():
    persian = words.Words({"direction": "rtl", "labels": {"step_of": "گام {k} از {n}"}}, {}, "persian")
    assert persian.label("step_of", k=3, n=25) == "گام \u2066۳\u2069 از \u2066۲۵\u2069"
    assert persian.number(-0.5) == "\u2066−۰٫۵\u2069"


def test_runs_that_a_rule_ended_after_their_verdict_share_a_sentence():
    stopped = [
        ("0.2", verdict("converged", 10, tolerance=0.03, stopped_by=MetStopRule("change", 0.001))),
        ("0.4", verdict("converged", 6, tolerance=0.03, stopped_by=MetStopRule("change", 0.001))),
        ("0.6", verdict("progressing", goal=(0.0,))),
    ]
    assert ENGLISH.caption(*compared(*stopped)) == (
        "With η = 0.2, the ball reaches the minimum after 10 steps and with η = 0.4 after 6 (within 0.03). "
        "With η = 0.6, it is still on its way after 25 steps. "
        "With η = 0.2, it stops after 25 steps and with η = 0.4 after 25, when x changes by less than 0.001. "
        "Of the three, η = 0.4 is there soonest."
    )
