"""Rules of other libraries: any object with init and update; those of PyTorch and optax where they are installed."""

import math
import pickle
from typing import NamedTuple

import numpy as np
import pytest

import gdanim
from gdanim.errors import SceneError
from gdanim.optimizers import Rule, RuleError, from_object, from_optax
from gdanim.text import phrases
from gdanim.text.words import load as load_words

BEALE = {"function": "beale", "steps": 12}


class Protocol(NamedTuple):
    """An object with optax's two functions, as its own are."""

    init: object
    update: object


class Velocity(NamedTuple):
    """The state of the rule below."""

    velocity: np.ndarray
    count: int


def heavy_ball(learning_rate, beta=0.5):
    def update(updates, state, params=None):
        velocity = beta * state.velocity + updates
        return -learning_rate * velocity, Velocity(velocity, state.count + 1)

    return Protocol(lambda params: Velocity(np.zeros_like(params), 0), update)


def traced(**keys):
    (trajectory,) = gdanim.trace(keys)
    return trajectory


def test_an_object_with_init_and_update_is_a_rule():
    theirs = traced(**BEALE, optimizer=heavy_ball(0.01))
    ours = traced(**BEALE, optimizer={"momentum": {"beta": 0.5}}, eta=0.01)
    assert theirs.points == pytest.approx(ours.points, rel=1e-12)
    assert theirs.run.schedule is None
    assert [list(state) for state in theirs.states] == [["velocity"]] * 13
    assert [state["velocity"] for state in theirs.states] == [pytest.approx(state["v"]) for state in ours.states]


def test_a_function_of_the_step_size_takes_that_of_the_scene():
    runs = gdanim.trace(
        {**BEALE, "optimizer": from_optax(heavy_ball, beta=0.0), "eta": [0.01, {"cosine": {"eta": 0.02}}]}
    )
    ours = gdanim.trace({**BEALE, "eta": [0.01, {"cosine": {"eta": 0.02}}]})
    for theirs, own in zip(runs, ours, strict=True):
        assert theirs.points == pytest.approx(own.points, rel=1e-12)
    assert runs[0].run.label == "η = 0.01"


def test_a_step_size_given_with_the_rule_replaces_that_of_the_scene():
    rule = from_optax(heavy_ball, name="heavy ball", learning_rate=0.05)
    scene = gdanim.load({"function": "x**2", "start": 1, "eta": 0.25, "optimizer": ["adam", rule], "steps": 2})
    assert [run.label for run in scene.runs] == ["Adam, η = 0.25", "heavy ball, η = 0.05"]
    alone = gdanim.load({"function": "x**2", "start": 1, "eta": 0.25, "optimizer": rule, "steps": 2})
    assert alone.runs[0].schedule.text == "0.05"


def test_a_rule_of_ours_may_be_given_as_itself():
    def update(state, point, gradient, eta, options):
        return tuple(x - eta * math.copysign(1, g) for x, g in zip(point, gradient, strict=True)), state

    rule = Rule(display_name="Ruler descent", summary="steps of one length", formula="x", update=update)
    trajectory = traced(function="x**2", start=1, eta=0.25, steps=2, optimizer=rule)
    assert trajectory.points[:, 0].tolist() == [1, 0.75, 0.5]
    assert trajectory.run.optimizer.name == "ruler_descent"


def test_words_name_the_rule():
    (trajectory,) = gdanim.trace({**BEALE, "optimizer": from_optax(heavy_ball(0.01), name="heavy ball")})
    assert trajectory.run.label == "heavy ball"
    assert phrases.optimizer(load_words("fa"), trajectory.run) == "\u2066heavy ball\u2069"


def test_what_a_rule_raises_names_it():
    def update(updates, state, params=None):
        raise RuntimeError("no\nluck")

    rule = from_optax(Protocol(lambda _params: None, update), name="unlucky")
    with pytest.raises(RuleError, match=r"^unlucky failed at 3: RuntimeError: no luck$"):
        traced(function="x**2", start=3, optimizer=rule)


@pytest.mark.parametrize("value", [3, "adam", dict, len, None, Protocol(1, 2)])
def test_other_objects_are_no_rules(value):
    assert from_object(value) is None


def test_a_callable_that_is_no_rule_is_refused():
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": "x**2", "start": 3, "eta": 0.1, "optimizer": len})
    expected = "optimizer must be the name of an optimizer, or one name with its options"
    assert str(caught.value) == f"{expected}; found <builtin_function_or_method len>"


def test_a_scene_with_such_a_rule_is_never_up_to_date(tmp_path):
    keys = {"size": [160, 120], "steps": 2, "start": 3}
    scene = gdanim.load({"function": "x**2", "optimizer": heavy_ball(0.1), **keys})
    assert [gdanim.render(scene, tmp_path, ["png"]).state for _ in range(2)] == ["rendered", "rendered"]


PAIRS = {
    "Adam": {"adam": {}},
    "SGD": "gradient_descent",
    "NAdam": "nadam",
    "RMSprop": {"rmsprop": {"beta": 0.99}},
    "Adagrad": "adagrad",
}


@pytest.mark.parametrize("name", PAIRS)
def test_rules_of_pytorch_go_as_ours(name):
    torch = pytest.importorskip("torch")
    theirs = traced(**BEALE, eta=0.01, optimizer=getattr(torch.optim, name))
    ours = traced(**BEALE, eta=0.01, optimizer=PAIRS[name])
    assert theirs.points == pytest.approx(ours.points, rel=1e-9)


def test_a_rule_of_pytorch_keeps_its_own_state():
    torch = pytest.importorskip("torch")
    rule = gdanim.optimizers.from_torch(torch.optim.SGD, momentum=0.9)
    theirs = traced(**BEALE, eta={"exponential": {"eta": 0.01, "factor": 0.9}}, optimizer=rule)
    parameter = torch.tensor([1.0, 1.5], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=0.01, momentum=0.9)
    points = [parameter.detach().tolist()]
    for step in range(12):
        optimizer.param_groups[0]["lr"] = 0.01 * 0.9**step
        optimizer.zero_grad()
        x, y = parameter
        ((1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2).backward()
        optimizer.step()
        points.append(parameter.detach().tolist())
    assert theirs.points[0].tolist() == points[0]
    assert theirs.points == pytest.approx(np.array(points), rel=1e-12)
    assert theirs.run.optimizer.rule.display_name == "SGD (momentum=0.9)"


def test_a_rule_of_pytorch_may_evaluate_the_function_itself():
    torch = pytest.importorskip("torch")
    trajectory = traced(**BEALE, eta=1, optimizer=gdanim.optimizers.from_torch(torch.optim.LBFGS, max_iter=2))
    assert trajectory.verdict.kind == "converged"
    assert trajectory.evaluations[-1] > 12


@pytest.mark.parametrize(("name", "options"), [("RAdam", {"momentum": 3}), ("SparseAdam", {})])
def test_what_pytorch_refuses_is_told(name, options):
    torch = pytest.importorskip("torch")
    with pytest.raises(RuleError, match=rf"^{name}.* failed at 1, 1\.5: "):
        traced(**BEALE, eta=0.1, optimizer=gdanim.optimizers.from_torch(getattr(torch.optim, name), **options))


def test_a_rule_of_pytorch_pickles():
    torch = pytest.importorskip("torch")
    scene = gdanim.load({**BEALE, "eta": 0.1, "optimizer": gdanim.optimizers.from_torch(torch.optim.RAdam)})
    again = pickle.loads(pickle.dumps(scene))  # noqa: S301
    assert gdanim.trace(again)[0].points.tolist() == gdanim.trace(scene)[0].points.tolist()


@pytest.mark.parametrize(("name", "ours"), [("sgd", "gradient_descent"), ("adam", "adam")])
def test_transformations_of_optax_go_as_our_rules(name, ours):
    optax = pytest.importorskip("optax")
    theirs = traced(**BEALE, eta=0.01, optimizer=getattr(optax, name))
    own = traced(**BEALE, eta=0.01, optimizer=ours)
    assert theirs.points == pytest.approx(own.points, rel=1e-9)


def test_a_chain_of_optax_clips():
    optax = pytest.importorskip("optax")
    chain = optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(0.5))
    assert traced(function="x**2", start=3, steps=3, optimizer=chain).points[:, 0].tolist() == [3, 2.5, 2, 1.5]
    with pytest.raises(RuleError, match=r"^lbfgs failed at 3: TypeError: .*value_fn"):
        traced(function="x**2", start=3, eta=1, optimizer=from_optax(optax.lbfgs))


def test_tensors_are_numbers():
    torch = pytest.importorskip("torch")
    scene = gdanim.load({"function": "x**2", "start": torch.tensor(3.0, requires_grad=True), "eta": torch.tensor(0.25)})
    assert (scene.runs[0].start, scene.runs[0].schedule.text) == ((3.0,), "0.25")


@pytest.mark.parametrize(
    ("name", "start", "value", "slopes"),
    [("sin", 1.0, math.sin(1), [math.cos(1)]), ("norm", [3.0, 4.0], 5, [0.6, 0.8])],
)
def test_functions_of_tensors_are_functions(name, start, value, slopes):
    torch = pytest.importorskip("torch")
    (run,) = gdanim.load({"function": getattr(torch, name), "start": start, "eta": 0.1}).runs
    assert run.function.value(run.start) == pytest.approx(value)
    assert run.function.gradient(run.start) == pytest.approx(slopes, rel=1e-9)


def test_jax_computes_with_64_bits():
    jnp = pytest.importorskip("jax.numpy")
    jax = pytest.importorskip("jax")

    def loss(w):
        return jnp.sum(jnp.cosh(w))

    given = {"callable": loss, "gradient": jax.grad(loss)}
    (run,) = gdanim.load({"function": given, "start": [1.0, 2.0], "eta": 0.1}).runs
    assert run.function.value(run.start) == pytest.approx(math.cosh(1) + math.cosh(2), rel=1e-14)
    assert run.function.gradient(run.start) == pytest.approx([math.sinh(1), math.sinh(2)], rel=1e-14)
    assert run.function.warnings == ()
