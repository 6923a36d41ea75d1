"""Printed numbers are the trajectory's, rounded; an equation has a sign of equality only where a calculator agrees."""

import re
from decimal import Decimal

import pytest
from drawn import draw, number, words

from gdanim.panels.rate.regions import root_size
from gdanim.text import quantities
from gdanim.text.numbers import mathtext
from gdanim.text.words import load as load_words

FUNCTIONS = ["0.1*x**2", "2*x + exp(-2*x)", "x**4/4 - x**2/2", "sin(x) + 0.1*x**2"]
SIGNS = {"=", r"\approx"}
SMALL = {"size": [480, 360], "timing": {"beats": "two", "frames_per_step": 6}}


def labels_in(drawn, box, moment):
    """The texts at a moment whose base line lies in a box of the page, from left to right."""
    labels = [label for label in drawn.labels(moment) if box.top < label.y < box.bottom]
    return sorted(labels, key=lambda label: label.box[0])


def numbers(labels):
    """The numbers among the texts, in their order."""
    return [words(label) for label in labels if words(label).lstrip("−").replace(".", "").isdigit()]


def equation(drawn, step):
    """The formula bar's lowest row, where all of it is visible: ``1.6``, ``=``, ``2``, ``−``, ``1``, a dot, ``0.4``."""
    bar = drawn.picture.layout.formula_bar
    labels = labels_in(drawn, bar, drawn.at(step))
    base = max(label.y for label in labels if words(label) in SIGNS)
    return [words(label) for label in labels if label.y == base]


def sides(texts):
    """Both sides of an equation as exact decimal numbers, as a calculator would take them from the page."""
    left, _, *right = (text.strip("()").replace("−", "-") for text in texts)
    value, sign = Decimal(right[0]), {"-": -1, "+": 1}[right[1]]
    product = Decimal(1)
    for text in right[2:]:
        product *= 1 if text == r"\cdot" else Decimal(text)
    return Decimal(left), value + sign * product


@pytest.fixture(scope="module", params=FUNCTIONS)
def walked(request):
    return draw({"function": request.param, "start": 1.7, "eta": 0.3, "steps": 6, **SMALL})


def test_a_readout_says_the_step_it_stands_on(lesson):
    header = lesson.picture.layout.cells[0].header
    for step in range(5):
        x = 2 * 0.5**step
        printed = [number(text) for text in numbers(labels_in(lesson, header, lesson.at(step)))]
        assert printed == pytest.approx([x, x**2, 2 * x], abs=0.00501)


def test_numbers_change_on_landing_and_are_never_interpolated(lesson):
    header, texts_by_step = lesson.picture.layout.cells[0].header, {}
    for moment in lesson.sampled():
        texts_by_step.setdefault(moment.step, set()).add(tuple(numbers(labels_in(lesson, header, moment))))
    assert all(len(texts) == 1 for texts in texts_by_step.values())
    assert len(set.union(*texts_by_step.values())) == 5


def test_a_changing_number_begins_at_one_place_directly_after_its_sign(walked):
    header, edges = walked.picture.layout.cells[0].header, set()
    for moment in walked.sampled():
        labels = labels_in(walked, header, moment)
        edges.add(tuple(label.left for label in labels if numbers([label])))
    assert len(edges) == 1


def test_a_cells_number_is_its_runs_rounded_to_the_same_decimals(flagship):
    for step in (0, 1, 3, 7):
        for cell, trajectory in zip(flagship.picture.layout.cells, flagship.trajectories, strict=True):
            labels = [
                label
                for label in labels_in(flagship, cell.header, flagship.at(step))
                if cell.header.left <= label.x <= cell.header.right + 1
            ]
            for text in numbers(labels)[-1:]:  # none where the verdict has taken its place
                assert len(text.partition(".")[2]) == 2
                assert number(text) == pytest.approx(trajectory.points[step, 0], abs=0.00501)


def test_every_number_on_the_formula_bar_is_the_trajectorys_rounded(walked):
    run = walked.trajectories[0]
    for step in range(len(run.points) - 1):
        new, _, x, _, eta, _, slope = (text.strip("()") for text in equation(walked, step))
        wanted = [run.points[step + 1, 0], run.points[step, 0], run.etas[step], run.gradients[step, 0]]
        assert [number(text) for text in (new, x, eta, slope)] == pytest.approx(wanted, abs=0.000501)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("eta", [0.1, 1 / 3, 0.37])
@pytest.mark.parametrize("direction", ["descend", "ascend"])
def test_a_calculator_agrees_wherever_an_equals_sign_is_printed(function, eta, direction):
    start = 1.7 if direction == "descend" else 0.3
    drawn = draw({"function": function, "start": start, "eta": eta, "steps": 5, "direction": direction, **SMALL})
    for step in range(len(drawn.trajectories[0].points) - 1):
        texts = equation(drawn, step)
        left, right = sides(texts)
        assert texts[1] == ("=" if left == right else r"\approx")
        assert abs(left - right) < Decimal("0.003"), "printed numbers are near the truth"


def test_far_from_zero_an_equals_sign_needs_the_last_digits_too():
    """Of 1000000003 − 0.1·6 all but the last digits are the same on both sides."""
    drawn = draw({"function": "(x-1e9)**2", "start": 1000000003, "eta": 0.1, "steps": 3, **SMALL})
    for step in range(3):
        new, sign, x, _, eta, _, slope = (text.strip("()") for text in equation(drawn, step))
        left, before = (Decimal(text.replace(r"{\times}10^{9}", "e9")) for text in (new, x))
        assert before != left
        assert sign == ("=" if left == before - Decimal(eta) * Decimal(slope) else r"\approx")


def test_the_smallest_numbers_of_the_formula_are_written_with_powers_of_ten():
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.45, "steps": 6, **SMALL})  # x_k = 2·0.1^k
    small, smaller, slope = (rf"{digit}{{\times}}10^{{{power}}}" for digit, power in ((2, -5), (2, -6), (4, -5)))
    assert equation(drawn, 3) == ["0.0002", "=", "0.002", "−", "0.45", r"\cdot", "0.004"]
    assert equation(drawn, 4) == [small, "=", "0.0002", "−", "0.45", r"\cdot", "0.0004"]
    assert equation(drawn, 5) == [smaller, "=", small, "−", "0.45", r"\cdot", slope]


@pytest.mark.parametrize("language", ["en", "fr", "fa"])
@pytest.mark.parametrize(
    ("function", "start", "eta", "point"),
    [("x**2 - 2*x + 3", 4, 0.3, 3), ("x**2", 20_000, 0.3, 1), ("x**2", 2, 1 / 11, 2), ("1000*x**2", 3e-6, 2e-4, 1)],
)
def test_a_number_is_the_same_wherever_it_is_printed(language, function, start, eta, point):
    """Up to the zeros that fill its place, and a language's digits: readout, table, formula, axis and sentences."""
    keys = {"function": function, "start": start, "eta": eta, "steps": 6, "language": language}
    keys |= {"digits": {"fa": "persian"}, "panels": ["curve", "table"], "timing": {"beats": "two"}, "size": [1280, 960]}
    drawn = draw(keys)
    x = float(drawn.trajectories[0].points[point, 0])
    chosen = quantities.of(drawn.scene, drawn.trajectories).point[0]
    plain, padded = mathtext(chosen.plain(x)), mathtext(chosen.padded(x))
    spoken = load_words(language, digits=drawn.scene.digits)
    shown = [words(label) for label in drawn.labels(drawn.at(point))]
    assert shown.count(padded) >= 2, "readout and table"
    assert plain in equation(drawn, point), "formula"
    assert spoken.localized(chosen.plain(x)) in shown, "axis"
    first = chosen.plain(float(drawn.trajectories[0].points[0, 0]))
    assert spoken.localized(first) in spoken.alt(drawn.scene, drawn.trajectories)


ETA = re.compile(r"η = (?:\u2066)?([0-9.]*[0-9])")


@pytest.mark.parametrize("etas", [[0.0123456, 0.4], [1 / 11, 1 / 3], [0.123456, 0.123457]], ids=str)
def test_a_step_size_is_the_same_wherever_it_is_printed(etas):
    """Legend, ruler, the panel of step sizes, caption and alt text."""
    keys = {"function": "x**2", "start": 2, "eta": etas, "steps": 6, "panels": ["curve", "ruler", "eta"]}
    drawn = draw({**keys, "size": [1280, 1280], "timing": {"beats": "two"}})
    chosen = quantities.of(drawn.scene, drawn.trajectories).eta
    wanted = {chosen.plain(eta) for eta in etas}
    assert len(wanted) == 2
    assert {run.label for run in drawn.scene.runs} == {f"η = {text}" for text in wanted}
    shown = {words(label) for label in drawn.labels(drawn.at(3))}
    assert {rf"$\eta = {text}$" for text in wanted} <= shown, "legend"
    assert shown & wanted, "ruler"
    if etas[1] / etas[0] > 1.01:  # lines that do not hide one another have their numbers
        assert {chosen.padded(eta) for eta in etas} & shown, "panel of step sizes"
    spoken = drawn.picture.words
    for text in (spoken.caption, spoken.alt):
        assert set(ETA.findall(text(drawn.scene, drawn.trajectories, drawn.picture.panels))) == wanted


@pytest.mark.parametrize("betas", [[0.3, 0.85], [0.999, 0.99898]], ids=str)
def test_a_number_that_each_run_has_is_the_same_on_a_map_and_in_sentences(betas):
    runs = [{"optimizer": {"momentum": {"beta": beta}}, "eta": 0.05} for beta in betas]
    drawn = draw({"function": "(x**2 + 10*y**2)/2", "start": [3, 1], "steps": 5, "runs": runs,
                  "panels": ["rate"], "size": [960, 960]})  # fmt: skip
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    told = re.findall(r"leaves ([0-9.]+) of the distance", alt)
    rates = [max(root_size(0.05, beta, curvature) for curvature in (1, 10)) for beta in betas]
    shown = {words(label) for label in drawn.labels(drawn.at(3))}
    chosen = quantities.of(drawn.scene, drawn.trajectories).of_runs(rates)
    assert told == [chosen.plain(rate) for rate in rates]
    assert len(set(told)) == 2
    on_map = {chosen.padded(rate) for beta, rate in zip(betas, rates, strict=True) if beta < 0.95}  # there is room
    assert on_map <= shown


LIMIT = re.compile(r"2/L = ([0-9.]*[0-9])")


@pytest.mark.parametrize(
    ("eta", "panels"),
    [(0.3, ["curve", "ruler", "promise"]), ({"sweep": [0.1, 1.4], "count": 5}, ["curve", "sweep", "bifurcation"])],
    ids=["runs", "sweep"],
)
@pytest.mark.parametrize(("curvature", "limit"), [(1.5334, "1.304"), (4, "0.5"), (6.75, "0.2963")])
def test_a_limit_is_the_same_in_every_panel_and_sentence(eta, panels, curvature, limit):
    if isinstance(eta, dict):
        eta = {**eta, "sweep": [end / curvature for end in eta["sweep"]]}
        eta["sweep"][1] *= 2
    keys = {"function": f"{curvature / 2}*x**2", "start": 2, "eta": eta, "steps": 8, "size": [960, 960]}
    drawn = draw({**keys, "panels": panels})
    alt = drawn.picture.words.alt(drawn.scene, drawn.trajectories, drawn.picture.panels)
    texts = [*(words(label) for label in drawn.labels(drawn.at(4))), alt]
    found = [number for text in texts for number in LIMIT.findall(text)]
    assert len(found) >= 2
    assert set(found) == {limit}


def test_the_velocity_of_a_step_of_size_zero_is_the_rules_own():
    """From 2 on x², with β = 0.5 and η = 0.1, 0.05, 0: v = 4, 0.5·4 + 3.2 = 5.2, 0.5·5.2 + 2.68 = 5.28."""
    drawn = draw({"function": "x**2", "start": 2, "eta": {"linear": {"eta": 0.1, "steps": 2}}, "steps": 3,
                  "optimizer": {"momentum": {"beta": 0.5}}, **SMALL})  # fmt: skip
    assert [equation(drawn, step)[-1] for step in range(3)] == ["4", "5.2", "5.28"]
    assert equation(drawn, 2)[:3] == ["1.34", "=", "1.34"]


def test_negative_numbers_are_bracketed_after_a_sign():
    drawn = draw({"function": "0.1*x**2", "start": -2, "eta": 1, "steps": 2, "formula": {"eta": False}, **SMALL})
    assert equation(drawn, 0) == ["−1.6", "=", "−2", "−", "(−0.4)"]
    assert equation(drawn, 1) == ["−1.28", "=", "−1.6", "−", "(−0.32)"]


def test_the_update_of_the_lesson_without_eta_is_printed_as_in_the_lesson():
    drawn = draw({"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 1, "formula": {"eta": False}, **SMALL})
    assert equation(drawn, 0) == ["1.6", "=", "2", "−", "0.4"]


@pytest.mark.parametrize("eta", [0.1, {"exponential": {"eta": 1, "factor": 0.1}}], ids=str)
def test_without_eta_the_step_is_printed_where_it_is_not_the_slope(eta):
    """x² from 2.4: with η = 0.1 the first step is −0.1 · 4.8; with η = 1, then 0.1, it is −4.8, then +0.48."""
    drawn = draw({"function": "x**2", "start": 2.4, "eta": eta, "steps": 2, "formula": {"eta": False}, **SMALL})
    points = [float(x) for x in drawn.trajectories[0].points[:, 0]]
    for step in range(2):
        new, equals, x, sign, change = equation(drawn, step)
        assert (equals, sign) == ("=", "+")
        assert number(new) == pytest.approx(number(x) + number(change.strip("()")))
        assert number(new) == pytest.approx(points[step + 1])


def test_ascent_adds_the_step():
    drawn = draw({"function": "-x**2", "start": 1, "eta": 0.25, "steps": 2, "direction": "ascend", **SMALL})
    assert equation(drawn, 0) == ["0.5", "=", "1", "+", "0.25", r"\cdot", "(−2)"]


def test_with_momentum_the_velocity_stands_where_the_slope_stood():
    drawn = draw({"function": "x**2", "start": 1, "eta": 0.1, "optimizer": "momentum", "steps": 4, **SMALL})
    run = drawn.trajectories[0]
    for step in range(4):
        new, _, x, _, eta, _, velocity = equation(drawn, step)
        new, x, eta, velocity = (number(text) for text in (new, x, eta, velocity))
        assert x - eta * velocity == pytest.approx(new, abs=0.0015)
        assert new == pytest.approx(run.points[step + 1, 0], abs=0.000501)


@pytest.mark.parametrize(
    ("language", "beats"),
    [
        ("en", ["look at the slope", "add it to the velocity", "step"]),
        ("fr", ["regarde la pente", "ajoute-la à la vitesse", "pas"]),
        ("fa", ["شیب را ببین", "آن را به سرعت اضافه کن", "گام"]),
    ],
)
def test_a_lesson_of_momentum_tells_the_velocity_in_a_line_and_a_beat_of_its_own(language, beats):
    """From 1 on x² with η = 0.1: v = 2, then 0.9·2 + 2·0.8 = 3.4."""
    keys = {"function": "x**2", "start": 1, "eta": 0.1, "optimizer": "momentum", "steps": 4, "language": language}
    drawn = draw(keys | {"size": [960, 720]})
    bar, fullest = drawn.picture.layout.formula_bar, drawn.picture.timeline.fullest_moment(1)
    labels = labels_in(drawn, bar, fullest)
    lines = [
        [words(label).replace("{,}", ".") for label in labels if label.y == y] for y in {each.y for each in labels}
    ]
    assert any({"3.4", "=", "0.9", "2", "1.6"} <= set(line) for line in lines), lines
    assert {"".join(text.split()) for text in beats} <= {"".join(words(label).split()) for label in labels}


def test_each_number_stands_under_its_symbol_in_the_same_colour(walked):
    bar = walked.picture.layout.formula_bar
    labels = labels_in(walked, bar, walked.at(0))
    lower = [label for label in labels if label.y > (bar.top + bar.bottom) / 2 and label.side == "center"]
    upper = [label for label in labels if label.y < (bar.top + bar.bottom) / 2 and label.side == "center"]
    symbols = {round(label.x, 3): label for label in upper if label.style.size == upper[-1].style.size}
    for label in lower[-7:]:
        assert symbols[round(label.x, 3)].style.colour == label.style.colour


def test_the_slopes_number_has_the_yellow_arrows_colour_and_the_new_point_the_red_ones(lesson):
    bar, theme = lesson.picture.layout.formula_bar, lesson.theme
    coloured = {words(label): label.style.colour for label in labels_in(lesson, bar, lesson.at(0))}
    assert (coloured["1"], coloured["2"], coloured["4"]) == (theme.step, theme.ball, theme.slope_text)
