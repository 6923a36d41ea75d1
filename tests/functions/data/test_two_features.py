"""Data problems in two features: planes, boundaries, and networks, held against mathematics and PyTorch."""

import numpy as np
import pytest

from gdanim.functions import data
from gdanim.functions.data.sample import Sample
from gdanim.functions.data.terms import names, terms

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]


def fit(name, sample=None, **options):
    options = data.PROBLEMS[name].options.model_validate(options)
    return data.build(name, options, sample)


def sample(x, y):
    return Sample(np.array(x, float), np.array(y, float), ("a", "b", "y"))


def scattered(count=40, seed=0):
    random = np.random.default_rng(seed)
    x = random.normal(size=(count, 2))
    return sample(x, (x @ [1.0, -2.0] + 0.5 + random.normal(size=count) > 0).astype(float))


def differences(fitted, point, offset=1e-6):
    shifts = offset * np.eye(len(point))
    return [(fitted.value(point + shift) - fitted.value(point - shift)) / (2 * offset) for shift in shifts]


def test_terms_are_those_of_textbooks():
    assert terms(2, 2) == ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1), (0, 0))
    assert names(2, 2) == ("w11", "w12", "w22", "w1", "w2", "b")
    assert names(1, 2) == ("w1", "w2", "b")


def test_a_plane_through_points_of_a_plane_is_found():
    """Y = 2a − 3b + 1 at the corners of a square."""
    fitted = fit("linear_regression", sample(CORNERS, [1, -2, 3, 0]))
    assert fitted.minima[0] == pytest.approx((2, -3, 1))
    assert fitted.value((2, -3, 1)) == pytest.approx(0)
    assert fitted.value((2, -3, 2)) == pytest.approx(1)
    assert fitted.predict((2, -3, 1), np.array([[2.0, 2.0]])) == pytest.approx([-1])


def test_a_standardised_plane_is_found_in_its_own_units():
    """Both features have mean ½ and deviation ½, so a = ½ + ½z."""
    fitted = data.build(
        "linear_regression",
        data.PROBLEMS["linear_regression"].options(standardise=True),
        sample(CORNERS, [1, -2, 3, 0]),
    )
    assert fitted.minima[0] == pytest.approx((1, -1.5, 0.5))


@pytest.mark.parametrize("options", [{}, {"degree": 2}, {"ridge": 0.1}])
def test_the_slope_is_zero_at_the_minimum_of_classes(options):
    fitted = fit("logistic_regression", scattered(), **options)
    assert fitted.gradient(fitted.minima[0]) == pytest.approx([0] * len(fitted.variables), abs=1e-10)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([[-1, 0], [1, 0], [0, 1], [0, -1], [2, 2], [-2, -2]], [0, 1, 1, 0, 1, 0]),  # apart
        ([[-1, 0], [1, 0], [0, 1], [0, 1], [2, 2], [-2, -1]], [0, 1, 1, 0, 1, 0]),  # but for two at one place
    ],
)
def test_classes_that_a_line_separates_have_no_minimum(x, y):
    assert fit("logistic_regression", sample(x, y)).minima == ()


def test_the_boundary_of_exclusive_or_is_no_line_but_a_product():
    """No line does better than a coin; the product of both features tells all corners."""
    corners = [[-1, -1], [-1, 1], [1, -1], [1, 1]]
    line = fit("logistic_regression", sample(corners, [0, 1, 1, 0]))
    assert line.minima[0] == pytest.approx((0, 0, 0), abs=1e-12)
    eight = sample(2 * corners, [0, 1, 1, 0] * 2)
    curve = data.build("logistic_regression", data.PROBLEMS["logistic_regression"].options(degree=2, ridge=0.1), eight)
    assert np.sign(curve.score((0, -1, 0, 0, 0, 0), eight.x)).tolist() == [-1, 1, 1, -1] * 2


@pytest.mark.parametrize("l1", [0.0, 0.2, 1.0, 5.0])
def test_the_lasso_of_orthogonal_features_is_a_soft_threshold(l1):
    """Of features ±1: w = sign(c)·max(|c| − λ/2, 0) with c the mean of a·y."""
    x = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    y = x @ [2.0, -0.3] + 1
    found = fit("linear_regression", sample(x, y), l1=l1).minima[0]
    assert found == pytest.approx((max(2 - l1 / 2, 0), -max(0.3 - l1 / 2, 0), 1), abs=1e-12)


def test_no_point_near_the_minimum_with_a_penalty_is_lower():
    fitted = fit("logistic_regression", scattered(), l1=0.05, degree=2)
    best, random = np.array(fitted.minima[0]), np.random.default_rng(1)
    assert 0 in best
    moved = best + random.normal(size=(300, len(best))) * 10.0 ** -random.uniform(0, 4, size=(300, 1))
    assert (fitted.values(moved) >= fitted.value(best)).all()


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("hidden", [2, 5, 8])
def test_backpropagation_gives_the_slopes_that_differences_give(activation, hidden):
    fitted = fit("network", scattered(), activation=activation, hidden=hidden, standardise=True)
    point = np.array(fitted.start) + 0.1
    assert fitted.gradient(point) == pytest.approx(differences(fitted, point), abs=1e-7)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_backpropagation_gives_what_pytorch_gives(activation):
    torch = pytest.importorskip("torch")
    points = scattered()
    fitted = fit("network", points, activation=activation, hidden=3)
    units = torch.nn.Tanh() if activation == "tanh" else torch.nn.ReLU()
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), units, torch.nn.Linear(3, 1)).double()
    theta = np.array(fitted.start) * 1.5
    for parameter, part in zip(model.parameters(), np.split(theta, [6, 9, 12]), strict=True):
        parameter.data = torch.tensor(part).reshape(parameter.shape)
    x, y = torch.tensor(points.x), torch.tensor(points.y)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(model(x)[:, 0], y)
    loss.backward()
    assert fitted.value(theta) == pytest.approx(loss.item(), abs=1e-12)
    slopes = np.concatenate([parameter.grad.numpy().ravel() for parameter in model.parameters()])
    assert fitted.gradient(theta) == pytest.approx(slopes, abs=1e-12)
    assert fitted.predict(theta, points.x) == pytest.approx(torch.sigmoid(model(x))[:, 0].detach().numpy())


def test_many_points_of_a_network_give_what_single_points_give():
    fitted = fit("network", scattered())
    table = np.random.default_rng(2).normal(size=(7, len(fitted.variables)))
    assert fitted.values(table) == pytest.approx([fitted.value(row) for row in table], abs=1e-12)


def test_a_network_begins_within_the_bounds_of_its_layers():
    fitted = fit("network", hidden=4)
    assert max(map(abs, fitted.start[:12])) <= 1 / np.sqrt(2)
    assert max(map(abs, fitted.start[12:])) <= 1 / 2
    assert fit("network", hidden=4, initial_seed=1).start != fitted.start


@pytest.mark.parametrize("shape", ["blobs", "moons", "circles", "corners"])
def test_generated_classes_are_halves(shape):
    points = fit("network", generate={"shape": shape, "n": 50}).sample
    assert (points.x.shape, points.y.sum()) == ((50, 2), 25)
