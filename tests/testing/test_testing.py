"""The checks of ``gdanim.testing`` find what they are there to find, and say it in a sentence."""

from dataclasses import replace
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from pydantic import BaseModel, Field

from gdanim import registry, testing
from gdanim.drawing.canvas import Mark
from gdanim.functions import Expression, build
from gdanim.optimizers import Equation, Rule
from gdanim.panels import DefaultMarks, Drawing, Panel

LIGHT = dict(registry.load("themes", "light"))
ENGLISH = dict(registry.load("languages", "en"))


def failure(check, *arguments):
    with pytest.raises(AssertionError) as raised:
        check(*arguments)
    return str(raised.value)


# rules


def down(state, point, gradient, eta, options):
    return tuple(x - eta * g for x, g in zip(point, gradient, strict=True)), state


GOOD = Rule(display_name="descent", summary="a step down", formula=r"x - \eta g", update=down, step_form="gradient")


class Count(NamedTuple):
    steps: list


def changing(state, point, gradient, eta, options):
    state.steps.append(1)
    return down(state, point, gradient, eta, options)


def up(state, point, gradient, eta, options):
    return down(state, point, tuple(-g for g in gradient), eta, options)


def drifting(state, point, gradient, eta, options):
    return tuple(x - 0.01 for x in point), state


def whole(state, point, gradient, eta, options):
    return list(point), state


class Decay(BaseModel, frozen=True, extra="forbid"):
    decay: float = Field(0.1, ge=0, description="how strongly a step pulls towards zero")


def decaying(state, point, gradient, eta, options):
    return down(state, tuple((1 - eta * options.decay) * x for x in point), gradient, eta, options)


class Loose(BaseModel):
    beta: float = 0.9


def test_a_good_rule_passes_by_itself_and_by_its_name():
    testing.check_optimizer(GOOD)
    testing.check_optimizer("gradient_descent")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"display_name": " "}, "display_name must say what the rule is called in English"),
        ({"summary": "A step."}, "the summary must be one phrase, not 'A step.'"),
        ({"synonyms": ("GD", "descent")}, "synonyms must be words in small letters; found 'GD'"),
        ({"formula": r"\frac{x"}, r"the formula '\\frac{x' can't be set"),
        ({"update": up}, "x² + y²/2 must come below a tenth in 2000 steps"),
        ({"update": whole}, "a point of 1 must be a tuple of as many floats"),
        ({"update": drifting}, "x² + y²/2 must come below a tenth"),
        ({"has_memory": True}, "the rule declares has_memory, and its past matters otherwise"),
        ({"takes_eta": False}, 'a rule without a step size has the step_form "change"'),
        ({"options": Loose}, "Loose must be frozen"),
        (
            {"equations": lambda _: ((Equation("x_new", "x + eta * slope"),),)},
            "in step 1, x_new = x + eta * slope is 2.2, not 1.8",
        ),
        ({"equations": lambda _: ((Equation("v", "slope"),),)}, "the last line of equations must be that of x_new"),
        ({"words": {"de": {"display_name": "Abstieg", "beta=1": "eins"}}}, "words must have the English for beta=1,"),
        ({"words": {"en": {"beta=1": "one"}}}, "words: 'beta=1' must be one of the rule's options and its value"),
    ],
)
def test_a_rule_that_breaks_the_contract_is_reported(changes, sentence):
    assert failure(testing.check_optimizer, replace(GOOD, **changes)).startswith(sentence)


def test_only_a_rule_that_declares_a_decay_of_weights_may_move_where_the_slope_is_zero():
    """Whatever its option is called."""
    rule = replace(GOOD, options=Decay, update=decaying)
    assert failure(testing.check_optimizer, rule).startswith("where the slope has always been zero the point must rest")
    testing.check_optimizer(replace(rule, decays_weights=lambda options: options.decay > 0))
    testing.check_optimizer(replace(rule, decays_weights=lambda options: options.decay > 0), {"decay": 0.0})
    assert failure(testing.check_optimizer, replace(GOOD, decays_weights=lambda _: True)).startswith(
        "a rule that decays_weights must pull towards zero"
    )


def test_a_rule_that_changes_its_state_in_place_is_found():
    rule = replace(GOOD, update=changing, init=lambda *_: Count([]))
    assert failure(testing.check_optimizer, rule) == "update must not change the state that it is given"


# schedules


def test_a_schedule_that_breaks_the_contract_is_reported():
    cosine, constant = (registry.load("schedules", name) for name in ("cosine", "constant"))
    sink = replace(constant, at=lambda options, k: options.eta - k)
    assert failure(testing.check_schedule, sink) == "eta at step 1 must be finite and above 0; found -0.7"
    assert failure(testing.check_schedule, replace(cosine, is_constant=True)) == (
        "a schedule that is_constant must have one eta"
    )
    assert failure(testing.check_schedule, replace(constant, is_constant=False)) == (
        "a schedule with one eta must say is_constant"
    )


# functions


class Straight(Expression):
    """A function with a wrong second derivative."""

    def hessian(self, _):
        return ((0.0,),)


def test_a_function_that_breaks_the_contract_is_reported():
    valley = build("x**2")
    testing.check_function(valley)
    testing.check_function(lambda a=1.0: build(f"{a}*x**2"))
    assert failure(testing.check_function, replace(valley, minima=((1.0,),))) == (
        "(1.0,) is no minimum: it is lower beside it"
    )
    assert failure(testing.check_function, replace(valley, start=(1.0, 2.0))) == (
        "start must have a number for each variable"
    )
    assert failure(testing.check_function, replace(valley, domain=((2.0, 1.0),))) == "2.0 to 1.0 is no range"
    wrong = replace(valley, gradient_trees=build("x").gradient_trees or (build("3*x").tree,))
    assert failure(testing.check_function, wrong).startswith("at (-0.58")
    straight = Straight("x**2", ("x",), tree=valley.tree)
    assert failure(testing.check_function, straight).startswith("at (-0.58")
    assert "the Hessian 0, 0 is 0.0, by differences 1.99999" in failure(testing.check_function, straight)


# themes and languages


def test_a_theme_that_breaks_the_contract_is_reported():
    testing.check_theme(LIGHT)
    testing.check_theme(registry.data_file("themes", "dark"))
    pale = LIGHT | {"colours": LIGHT["colours"] | {"ink": "#EEEEEE"}}
    assert failure(testing.check_theme, pale).startswith("ink must stand out at least 4.5 to 1; found 1.1")
    assert failure(testing.check_theme, LIGHT | {"colours": {}}).startswith(
        "the theme is not whole: it lacks colours.paper"
    )
    assert "it has no use for shine" in failure(testing.check_theme, LIGHT | {"shine": 1})


def test_a_language_that_breaks_the_contract_is_reported():
    testing.check_language(ENGLISH)
    labels = ENGLISH["labels"]
    fewer = ENGLISH | {"labels": {key: text for key, text in labels.items() if key != "step"}}
    assert failure(testing.check_language, fewer) == "the language is not whole: it lacks labels.step"
    filled = ENGLISH | {"labels": labels | {"step": "step {number}"}}
    assert failure(testing.check_language, filled) == "the language is not whole: labels.step can't fill in {number}"
    foreign = ENGLISH | {"labels": labels | {"step": "\U00013000"}}
    assert failure(testing.check_language, foreign) == "no font here has the letters '\U00013000' in regular"


# formats


def test_a_format_that_breaks_the_contract_is_reported():
    png = registry.load("encoders", "png")
    said = failure(testing.check_encoder, replace(png, extension="png"))
    assert said == "extension must be letters after a dot; found 'png'"
    assert failure(testing.check_encoder, replace(png, mime="picture")).startswith("mime must be a media type")
    assert failure(testing.check_encoder, replace(png, still=None)) == "a format has one of stream, writer and still"
    counted = iter(range(9))

    def spoilt(picture, path):
        png.still(picture, path)
        path.write_bytes(path.read_bytes() + bytes([next(counted)]))

    assert failure(testing.check_encoder, replace(png, still=spoilt)) == "the same picture must give the same bytes"


# panels


class Dot(Mark):
    """A square whose place is told."""

    def __init__(self, context):
        super().__init__()
        self.context, self.x = context, 0.0

    def draw(self, canvas):
        box, x = self.context.axes.box, self.x
        corners = [(box.left + x, box.top), (box.left + x + 9, box.top), (box.left + x + 9, box.top + 9)]
        canvas.fill(corners, self.context.theme.ink)


class Speed(BaseModel, frozen=True, extra="forbid"):
    speed: float = Field(3.0, gt=0, description="pixels a step")


def prepared(context):
    """One dot that moves with the steps."""
    dot = Dot(context)

    def show(moment):
        dot.x = context.options.speed * (moment.step + moment.travel_progress)

    return Drawing(static=[Dot(context)], movers=[dot] if "dot" in context.shown_marks else [], show=show)


PANEL = Panel(
    summary="a dot",
    scope="run",
    prepare=prepared,
    marks=("dot",),
    default_marks=DefaultMarks(lesson=("dot",), comparison=("dot",)),
    options=Speed,
)


def changed(change):
    """The panel with something wrong in what it prepares."""

    def prepare(context):
        drawing = prepared(context)
        return change(drawing, context) or drawing

    return replace(PANEL, prepare=prepare)


def undeclared_mover(drawing, context):
    (dot,) = drawing.static

    def show(moment):
        dot.x = moment.step

    return replace(drawing, show=show)


def remembering(drawing, context):
    seen = SimpleNamespace(count=0)
    (dot,) = drawing.movers or [Dot(context)]

    def show(moment):
        seen.count += 1
        dot.x = seen.count

    return replace(drawing, show=show)


def hurrying(drawing, context):
    (dot,) = drawing.movers or [Dot(context)]

    def show(moment):
        dot.x = 40 * moment.seconds % 100

    return replace(drawing, show=show)


def styled(drawing, context):
    from matplotlib import rcParams

    rcParams["lines.linewidth"] = rcParams["lines.linewidth"] + 1


def asking(drawing, context):
    assert "halo" not in context.shown_marks


def replaced(*_):
    return 3


def doubled(drawing, context):
    return replace(drawing, static=[*drawing.static, *drawing.movers])


def test_a_good_panel_passes():
    testing.check_panel(PANEL)
    testing.check_panel(PANEL, options={"speed": 5.0})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (undeclared_mover, "show must change the movers alone: what is drawn once has changed"),
        (remembering, "frame "),
        (hurrying, "a drawing that changes with the time alone must say is_time_dependent"),
        (asking, "marks must have halo, which the panel asks for"),
        (doubled, "a mark is either static or a mover, and that once"),
        (replaced, "prepare must return a Drawing; found a int"),
    ],
)
def test_a_panel_that_breaks_the_contract_is_reported(change, sentence):
    assert failure(testing.check_panel, changed(change)).startswith(sentence)


def inner_labels(context):
    from gdanim.drawing import Label, TextStyle

    box, style = context.axes.box, TextStyle(12, context.theme.ink)
    return [Label(context.typesetter, style, box.left + 20, box.top + 40).set_text("gap")]


def test_a_panel_whose_outer_labels_stand_inside_is_found():
    """The page would leave room for them where none is needed."""
    assert failure(testing.check_panel, replace(PANEL, outer_labels=inner_labels)) == (
        "outer_labels must stand outside of the panel's box; 'gap' does not"
    )


def test_a_panel_for_any_function_is_tried_with_maps_and_data_too():
    """One that asks for the second variable, or reads points as those of a curve, is found out."""
    seen = set()

    def prepare(context):
        function = context.trajectories[0].run.function
        seen.add((len(function.variables), function.is_data_problem, context.theme.name))
        return prepared(context)

    testing.check_panel(replace(PANEL, prepare=prepare))
    assert {(1, False, "light"), (1, False, "dark"), (2, False, "light"), (2, True, "light")} == seen


def test_a_panel_that_changes_the_style_of_others_is_found():
    from matplotlib import rc_context

    with rc_context():
        assert failure(testing.check_panel, changed(styled)) == "prepare must leave matplotlib's rcParams as they are"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": {"english": {"gap": "gap"}}}, "words must be by a language's code such as 'en'; found 'english'"),
        ({"words": {"fa": {"gap": "فاصله"}}}, "words must have the English for gap, which other languages fall"),
        ({"words": {"en": {"gap": "gap"}, "fr": {"gap": "{n} de reste"}}}, "words: gap can't fill in n in 'fr'"),
        ({"words": {"en": {"gap": "\U00013000"}}}, "no font here has the letters '\U00013000' of gap in 'en'"),
        ({"report_key": "dot", "words": {"en": {"dot": "A dot."}}}, "words must have the sentence dots, dot_convex, "),
    ],
)
def test_a_panel_with_words_that_can_not_be_written_is_reported_which(changes, sentence):
    assert failure(testing.check_panel, replace(PANEL, **changes)).startswith(sentence)


def test_a_panel_that_shows_what_it_does_not_declare_is_found():
    assert failure(testing.check_panel, replace(PANEL, marks=())) == (
        "marks must have dot, which the panel shows where a scene does not choose"
    )


def test_a_check_leaves_nothing_registered():
    testing.check_schedule("constant")
    assert registry.foreign("schedules") == ()
