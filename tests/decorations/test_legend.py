"""Headers and legends: one form for all runs of a page, verdicts in words, names that differ and are never cut."""

import re

import pytest
from drawn import draw, words

from gdanim.drawing.icons import Icon
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Marker

BOWL = {"function": "x**2", "start": 2, "steps": 12, "panels": ["curve"]}
RACE = {
    "function": "(x**2 + 10*y**2) / 20", "start": [[2, 1]], "steps": 20, "compare": "overlay", "panels": ["contour"],
    "runs": [
        {"optimizer": "gradient_descent", "eta": 0.1}, {"optimizer": "momentum", "eta": 0.05},
        {"optimizer": "nesterov", "eta": 0.04}, {"optimizer": "adam", "eta": 0.3},
    ],
}  # fmt: skip


def beside(drawn, moment, icon):
    """What is shown on the line of a verdict's sign, next to it."""
    return [
        words(label) for label in drawn.labels(moment)
        if abs(label.y - icon.y) < label.style.size and abs((label.box[0] + label.box[2]) / 2 - icon.x) < 120
        and label.style.weight == "semibold"
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
@pytest.mark.parametrize("size", [None, (480, 360)], ids=str)
@pytest.mark.parametrize(
    "keys",
    [{**BOWL, "eta": [0.1, 0.3, 0.98]}, RACE, {**RACE, "compare": "side_by_side"}],
    ids=["etas", "overlay", "beside"],
)
def test_no_verdict_is_a_sign_alone(keys, size, language):
    drawn = draw(keys, language=language, **({"size": list(size)} if size else {}))
    end = drawn.moments[-1]
    icons = drawn.visible(Icon, end)
    counts = {len(drawn.trajectories), 0} if keys is RACE and size else {len(drawn.trajectories)}
    assert len(icons) in counts  # all, or where a quarter of a small page has no room for their words, none
    for icon in icons:
        assert beside(drawn, end, icon)


def headed(drawn, moment):
    return drawn.in_headers(drawn.labels(moment))


@pytest.mark.parametrize("width", [480, 960, 1280])
def test_all_names_of_a_page_have_one_size(width):
    drawn = draw({**RACE, "compare": "side_by_side"}, size=[width, 600])
    names = ("gradient descent", "momentum", "Nesterov momentum", "Adam")
    sizes = {label.style.size for label in drawn.labels(drawn.moments[0]) if words(label).startswith(names)}
    assert len(sizes) == 1


@pytest.mark.parametrize("width", [480, 640, 960])
def test_a_race_prints_every_step_size_and_cuts_no_name(width):
    drawn = draw(RACE, size=[width, 480])
    shown = " ".join(words(label) for label in headed(drawn, drawn.moments[0]))
    assert "…" not in shown
    for eta in ("0.1", "0.05", "0.04", "0.3"):
        assert re.search(rf"\\eta = {re.escape(eta)}(?!\d)", shown)


def test_a_step_size_that_all_methods_have_is_said_once_under_the_title():
    drawn = draw({**BOWL, "optimizer": ["gradient_descent", "momentum"], "eta": 0.1})
    shown = [words(label) for label in drawn.labels(drawn.moments[0])]
    assert [text for text in shown if r"\eta" in text] == [r"$\eta = 0.1$"]
    assert {"gradient descent", "momentum"} <= set(shown)


def test_a_cell_is_named_by_what_its_runs_share_and_its_legend_by_the_rest():
    keys = {**BOWL, "function": ["x**2", "abs(x)"], "start": 1, "eta": [0.1, 0.6]}
    drawn = draw({**keys, "compare": {"side_by_side": ["function"], "overlay": ["eta"]}})
    shown = [words(label) for label in headed(drawn, drawn.moments[0])]
    assert [shown.count(text) for text in ("$x^{2}$", r"$\eta = 0.1$", r"$\eta = 0.6$")] == [1, 2, 2]


def test_the_same_figures_are_shown_of_every_run():
    keys = {**RACE, "compare": "side_by_side", "runs": RACE["runs"][:2]}
    drawn = draw(keys)
    shown = [words(label) for label in headed(drawn, drawn.moments[0]) if words(label).endswith("=")]
    assert shown.count("f =") in {0, 2}
    assert shown.count("x =") == shown.count("y =") in {0, 2}


@pytest.mark.parametrize(
    ("language", "order"), [("en", ["x", "f(x)", r"f\,\prime(x)"]), ("fa", [r"f\,\prime(x)", "f(x)", "x"])]
)
def test_figures_stand_in_the_order_in_which_the_page_is_read(language, order):
    """On a page from right to left, the first is the rightmost."""
    drawn = draw({"function": "x**2", "start": 3, "eta": 0.1}, language=language)
    found = [label for label in headed(drawn, drawn.at(1)) if words(label).endswith("=")]
    shown = [words(label) for label in sorted(found, key=lambda label: label.box[0])]
    assert [symbol.removesuffix(" =") for symbol in shown] == order


def test_heights_have_so_many_decimals_that_steps_before_the_verdict_are_distinguished():
    """After 20 steps heights are (1 − 2η)⁴⁰: with 0.08 nearly nothing, with the others not."""
    keys = {**RACE, "function": "x**2 + y**2", "start": [[1, 0]], "optimizer": "gradient_descent", "tolerance": 1e-9}
    keys |= {"steps": 21}
    for etas, step, texts in (([0.08, 0.02], 20, {"0.0009", "0.1954"}), ([0.02, 0.01], 20, {"0.20", "0.45"})):
        drawn = draw({**keys, "runs": [{"eta": eta} for eta in etas]}, show="[+readout]")
        assert {words(label) for label in drawn.labels(drawn.at(step))} >= texts


def test_a_number_stands_right_behind_its_symbol_and_ends_at_one_place():
    drawn = draw({**BOWL, "eta": [0.1, 0.9]})
    ends, gaps = set(), set()
    for step in range(4):
        found = headed(drawn, drawn.at(step))
        symbols = sorted((label for label in found if words(label) == "x ="), key=lambda label: label.box[0])
        numbers = sorted(
            (label for label in found if re.fullmatch(r"[−-]?[\d.]+", words(label))), key=lambda label: label.box[0]
        )
        pairs = list(zip(symbols, numbers, strict=True))
        ends.add(tuple(number.box[2] for _, number in pairs))
        gaps |= {round(number.box[0] - symbol.box[2]) for symbol, number in pairs}
    assert len(ends) == 1, "the sign of a number takes its own empty place"
    assert max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize("language", ["en", "fa"])
def test_in_a_legend_symbols_and_numbers_stand_under_each_other(language):
    """Whatever the sign of a number: −3.05 under 0.78."""
    starts = [[x] for x in (-3.4, 2.6, -1.6, 0.8, 0.9, -1.5, 2.4, 3.4)]
    drawn = draw({**BOWL, "start": starts, "eta": 0.1, "compare": "overlay"}, language=language)
    legend = headed(drawn, drawn.moments[0])
    symbols = [label for label in legend if words(label) == "x ="]
    numbers = [
        label for label in legend if label.side == "right" and words(label).lstrip("−").replace(".", "").isdigit()
    ]
    assert len(symbols) == len(numbers) == len(starts)
    columns = {round(symbol.box.left) for symbol in symbols}, {round(number.box.right) for number in numbers}
    assert len(columns[0]) == len(columns[1]) < len(starts)


@pytest.mark.parametrize(("panels", "markers"), [(["curve"], 0), (["curve", "loss"], 2)], ids=["alone", "with loss"])
def test_a_cells_name_has_its_runs_marker_where_a_panel_for_all_runs_shows_it_too(panels, markers):
    drawn = draw({**BOWL, "eta": [0.1, 0.4], "panels": panels})
    found = drawn.in_headers(drawn.visible(Marker, drawn.moments[0]))
    assert [mark.colour for mark in found] == list(drawn.theme.runs[:markers])


def test_lines_whose_names_would_be_cut_alike_are_known_by_their_markers():
    label = "a name so long that no line beside a mark could ever hold the whole of it, and then "
    runs = [{"eta": eta, "label": f"{label}{eta}"} for eta in (0.1, 0.2)]
    drawn = draw({**BOWL, "runs": runs, "panels": ["curve", "loss"], "size": [640, 480]})
    box = next(entry["box"] for entry in drawn.picture.panels if entry["panel"] == "loss")
    inside = [text for text in drawn.labels(drawn.moments[-1]) if isinstance(text, Label) and text.y > box[1]]
    assert not any("a name" in words(text) for text in inside)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_legend_begins_where_its_panel_does(language):
    drawn = draw(RACE, language=language)
    left, _, right, _ = drawn.axes(0).box
    markers = drawn.in_headers(drawn.visible(Marker, drawn.moments[0]))
    edges = [right - mark.x - mark.radius if language == "fa" else mark.x - mark.radius - left for mark in markers]
    assert min(edges) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("optimizer", "names"),
    [
        ({"adam": {"beta1": [0.8, 0.9]}}, [r"$\beta_{1} = 0.8$", r"$\beta_{1} = 0.9$"]),
        ({"adagrad": {"epsilon": [0.1, 0.2]}}, [r"$\varepsilon = 0.1$", r"$\varepsilon = 0.2$"]),
        ({"adamw": {"weight_decay": [0, 0.1]}}, ["weight decay = 0", "weight decay = 0.1"]),
    ],
    ids=["beta1", "epsilon", "weight_decay"],
)
def test_an_option_that_is_called_like_a_greek_letter_is_written_as_one(optimizer, names):
    drawn = draw({**BOWL, "eta": 0.1, "optimizer": optimizer})
    shown = [words(label) for label in headed(drawn, drawn.moments[0])]
    assert [text for text in shown if text in names] == names


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        ({"panels": ["loss"]}, "reaches the minimum after 1 step"),
        ({"panels": ["loss", "eta"], "title": "Half"}, "reaches the minimum after 1 step"),
        ({"function": "-x**2", "panels": [{"loss": {"scale": "log"}}]}, "falls for ever: there is no minimum ahead"),
        ({"panels": ["curve", "loss"]}, "reaches the minimum after 1 step"),
    ],
    ids=["loss", "eta", "falls", "curve"],
)
def test_a_lesson_has_its_verdict_once_whatever_its_panels(keys, verdict):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.5, "steps": 6, **keys})
    badges = [badge for badge in map(words, drawn.visible(Label, drawn.moments[-1])) if badge == verdict]
    assert badges == [verdict]


@pytest.mark.parametrize("panel", ["loss", "eta", "history", "state", "table", "derivative"])
@pytest.mark.parametrize("eta", [0.1, [0.1, 0.5, 1.1]], ids=["one", "three"])
def test_a_page_without_a_curve_tells_steps_and_verdicts(panel, eta):
    """On x² a step leaves 1 − 2η of the distance: 1 % of it after 21 steps with 0.1 and after one with 0.5."""
    drawn = draw({"function": "x**2", "start": 2, "eta": eta, "steps": 25, "panels": [panel]})
    end = drawn.moments[-1]
    texts = [words(label) for label in drawn.labels(end)]
    assert "step 25 of 25" in texts
    verdicts = [text for text in texts if re.search(r"\b(21 steps|1 step|diverges)\b", text)]
    assert len(drawn.visible(Icon, end)) == len(drawn.trajectories) == len(verdicts)


def test_more_than_twelve_lines_are_named_by_the_chart_alone():
    drawn = draw({"function": "x**2", "start": 2, "eta": [k / 30 for k in range(1, 14)], "panels": ["loss"]})
    assert not drawn.visible(Icon, drawn.moments[-1])


@pytest.mark.parametrize("scene", ["race", "race-saddle", "rugged", "random-starts"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_last_frame_of_a_race_tells_what_became_of_every_run(scene, language):
    drawn = draw(f"scenes/{scene}.yaml", language=language)
    icons = drawn.in_headers(drawn.visible(Icon, drawn.moments[-1]))
    assert len(icons) == len(drawn.trajectories)
