"""Records trajectories in ``recorded/``, of the rules that are named: python tests/optimizers/record.py adam lion.

Each rule has an entry in ``RULES``. No test runs this. It needs PyTorch, numpy and scipy (``pip install -e
'.[record]'``), and nothing of gdanim: gradients are PyTorch's, rules are torch.optim's where it has them, else written
down here from the textbook, with matrices and, where a line is searched for its lowest point, by the roots of the
polynomial that f is on it. All in float64 on the processor; points are rounded to 13 decimals.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
from pathlib import Path

import numpy as np
import torch
from scipy.linalg import solve
from scipy.optimize import brentq

STEPS = 50
LARGEST = 1e3
"""A coordinate beyond it: a run that flies apart says little of a rule, and its last digits differ by machine."""
LEVEL = 1e-11
ROUNDING, GROWN = 1e-14, 1e-12
"""A start's change, and how far apart two walks are when their last digits say nothing any more."""
HERE = Path(__file__).parent / "recorded"
FUNCTIONS = {
    "(x**2 + 12*y**2)/2 + x*y": ((-2.0, 1.3), lambda x, y: (x**2 + 12 * y**2) * 0.5 + x * y),
    "(1 - x)**2 + 100*(y - x**2)**2": ((-1.2, 1.0), lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2),
    "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2": (
        (1.1, 1.2),
        lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
    ),
}
POSITIVE = ((1.4, 1.3), (1.2, 2.0), (1.1, 1.2))
"""Starts on the functions for a rule whose variables are positive."""
GENTLE = (0.03, 0.0005, 0.002)  # etas for steps as long as the gradient, one a function
BRISK = (0.07, 0.03, 0.04)  # for steps that are as long as eta
FIRST = (1.0, 1.0, 1.0)


class Hill:
    """One of the functions; points are numpy arrays."""

    def __init__(self, f):
        self.f = f

    def value(self, point):
        return float(self.f(*point))

    def gradient(self, point):
        x = torch.tensor(point, dtype=torch.float64, requires_grad=True)
        return torch.autograd.grad(self.f(x[0], x[1]), x)[0].numpy()

    def hessian(self, point):
        x = torch.tensor(point, dtype=torch.float64)
        return torch.autograd.functional.hessian(lambda x: self.f(x[0], x[1]), x).numpy()

    def lowest(self, point, direction):
        """How far the first minimum is along the line; f is a polynomial of the way."""
        scale = math.hypot(*direction)
        unit = direction / scale
        slope = self.f(*(np.poly1d([u, x]) for u, x in zip(unit, point, strict=True))).deriv()
        roots = sorted(root.real for root in slope.roots if abs(root.imag) < 1e-9 * abs(root) and root.real > 0)

        def exact(far):
            return self.gradient(point + far * unit) @ unit

        for root, off in itertools.product(roots, (1e-6, 1e-2)):  # roots are rough where f is all but level
            near, beyond = root * (1 - off), root * (1 + off)
            if exact(near) < 0 < exact(beyond):
                return brentq(exact, near, beyond, xtol=1e-16, rtol=1e-15) / scale
        raise ValueError(roots)


def torch_rule(kind, **fixed):
    """A walk with one of torch.optim's own."""

    def walk(hill, start, eta):
        x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
        optimizer = kind([x], lr=eta, **fixed)
        points = [start]
        for _ in range(STEPS):
            optimizer.zero_grad()
            hill.f(x[0], x[1]).backward()
            optimizer.step()
            points.append(x.tolist())
        return points

    return walk


def textbook(rule, **fixed):
    """A walk with a generator that takes (hill, x, eta) and yields one point after another."""

    def walk(hill, start, eta):
        steps = rule(hill, np.array(start), eta, **fixed)
        return [start, *(next(steps).tolist() for _ in range(STEPS))]

    return walk


def uncorrected_adam(hill, x, eta, *, b1=0.9, b2=0.999, eps=1e-8):
    m, v = np.zeros(2), np.zeros(2)
    while True:
        g = hill.gradient(x)
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        x = x - eta * m / (np.sqrt(v) + eps)
        yield x


def lion(hill, x, eta, *, b1=0.9, b2=0.99, decay=0.0):
    """Algorithm 2 of Chen et al., 2023."""
    m = np.zeros(2)
    while True:
        g = hill.gradient(x)
        x = x - eta * (np.sign(b1 * m + (1 - b1) * g) + decay * x)
        m = b2 * m + (1 - b2) * g
        yield x


def signs(hill, x, eta):
    while True:
        x = x - eta * np.sign(hill.gradient(x))
        yield x


def normalized(hill, x, eta):
    while True:
        g = hill.gradient(x)
        x = x - eta * g / np.linalg.norm(g)
        yield x


def newton(hill, x, eta, *, damping=0.0):
    while True:
        x = x - eta * solve(hill.hessian(x) + damping * np.eye(2), hill.gradient(x))
        yield x


def armijo(hill, x, eta, *, c=1e-4, rho=0.5):
    """Algorithm 3.1 of Nocedal & Wright, Numerical Optimization, 2006, along the negative gradient."""
    while True:
        p, alpha = -hill.gradient(x), eta
        while hill.value(x + alpha * p) > hill.value(x) - c * alpha * p @ p:
            alpha *= rho
        x = x + alpha * p
        yield x


def conjugate(hill, x, _, *, beta):
    """Algorithm 5.4 of Nocedal & Wright with exact steps; stands still once the gradient is below LEVEL."""
    g = hill.gradient(x)
    p = -g
    while True:
        if np.linalg.norm(g) > LEVEL:
            x = x + hill.lowest(x, p) * p
            before, g = g, hill.gradient(x)
            p = -g + beta(g, before) * p
        yield x


def fletcher_reeves(g, before):
    return g @ g / (before @ before)


def polak_ribiere(g, before):
    return max(0.0, g @ (g - before) / (before @ before))


def bfgs(hill, x, _, *, search):
    """Algorithm 6.1 of Nocedal & Wright, from H = I; stands still once the gradient is below LEVEL."""
    inverse, eye, g, first = np.eye(2), np.eye(2), hill.gradient(x), None
    while True:
        if np.linalg.norm(g) > LEVEL:
            p = -inverse @ g
            first = 1 / np.linalg.norm(g) if first is None else 1.0
            s = search(hill, x, p, first) * p
            before, g = g, hill.gradient(x + s)
            x, y = x + s, g - before
            left = eye - np.outer(s, y) / (y @ s)
            inverse = left @ inverse @ left.T + np.outer(s, s) / (y @ s)
        yield x


def bisected(hill, x, p, t):
    """Algorithm 2.6 of Lewis & Overton, 2013, with c1 = 1e-4 and c2 = 0.9."""
    alpha, beta = 0.0, math.inf
    f, s = hill.value(x), hill.gradient(x) @ p
    while True:
        if hill.value(x + t * p) > f + 1e-4 * s * t:
            beta = t
        elif hill.gradient(x + t * p) @ p < 0.9 * s:
            alpha = t
        else:
            return t
        t = (alpha + beta) / 2 if beta < math.inf else 2 * alpha


def exact(hill, x, p, _):
    return hill.lowest(x, p)


def steepest(hill, x, _):
    """Down the gradient to the lowest point; stands still once the gradient is below LEVEL."""
    while True:
        g = hill.gradient(x)
        if np.linalg.norm(g) > LEVEL:
            x = x - hill.lowest(x, -g) * g
        yield x


def by_coordinates(hill, x, eta, *, pick, search=False):
    for k in itertools.count():
        g = hill.gradient(x)
        p = np.zeros(2)
        i = pick(k, g)
        p[i] = -g[i]
        if not search:
            x = x + eta * p
        elif abs(g[i]) > LEVEL:
            x = x + hill.lowest(x, p) * p
        yield x


def at_random(k, _):
    return int(np.random.PCG64([3, k]).random_raw() % np.uint64(2))


def preconditioned(hill, x, eta, *, matrix=None):
    while True:
        p = np.diag(np.abs(np.diag(hill.hessian(x)))) if matrix is None else np.array(matrix)
        x = x - eta * np.linalg.inv(p) @ hill.gradient(x)
        yield x


def spectral(hill, x, eta, *, short=False):
    """Equations 5 and 6 of Barzilai & Borwein, 1988; eta at first and where sᵀy is not positive."""
    size, before = eta, None
    while True:
        g = hill.gradient(x)
        if before is not None:
            s, y = x - before[0], g - before[1]
            size = eta if s @ y <= 0 else (s @ y) / (y @ y) if short else (s @ s) / (s @ y)
        before = x, g
        x = x - size * g
        yield x


def polyak(hill, x, _, *, lowest=0.0):
    while True:
        g = hill.gradient(x)
        x = x - (hill.value(x) - lowest) / (g @ g) * g if g @ g else x
        yield x


def sharpness_aware(hill, x, eta, *, rho=0.05):
    """Algorithm 1 of Foret et al., 2021."""
    while True:
        g = hill.gradient(x)
        x = x - eta * hill.gradient(x + rho * g / np.linalg.norm(g))
        yield x


def shrunk(x, size, *, l1=0.0, l2=0.0, box=(-math.inf, math.inf)):
    """The proximal step of l1‖x‖₁ + l2/2 ‖x‖² on a box, variable by variable."""
    return np.clip(np.sign(x) * np.maximum(np.abs(x) - size * l1, 0) / (1 + size * l2), *box)


def proximal(hill, x, eta, **penalty):
    while True:
        x = shrunk(x - eta * hill.gradient(x), eta, **penalty)
        yield x


def fista(hill, x, eta, **penalty):
    """Beck & Teboulle, 2009, with constant step size."""
    y, t = x, 1.0
    while True:
        last, x = x, shrunk(y - eta * hill.gradient(y), eta, **penalty)
        t, before = (1 + math.sqrt(1 + 4 * t * t)) / 2, t
        y = x + (before - 1) / t * (x - last)
        yield x


def frank_wolfe(hill, x, _, *, radius=3.0, search=False):
    """Algorithms 1 and 2 of Jaggi, 2013, on a ball."""
    for k in itertools.count():
        g = hill.gradient(x)
        way = -radius * g / np.linalg.norm(g) - x
        x = x + (min(1.0, hill.lowest(x, way)) if search else 2 / (k + 2)) * way
        yield x


def mirror(hill, x, eta):
    while True:
        x = x * np.exp(-eta * hill.gradient(x))
        yield x


def looking_ahead(kind, *, k=5, alpha=0.5, **fixed):
    """Algorithm 1 of Zhang et al., 2019, around one of torch.optim's own."""

    def walk(hill, start, eta):
        x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
        optimizer, slow, points = kind([x], lr=eta, **fixed), torch.tensor(start, dtype=torch.float64), [start]
        for step in range(1, STEPS + 1):
            optimizer.zero_grad()
            hill.f(x[0], x[1]).backward()
            optimizer.step()
            if step % k == 0:
                with torch.no_grad():
                    slow += alpha * (x - slow)
                    x.copy_(slow)
            points.append(x.tolist())
        return points

    return walk


torch.set_default_dtype(torch.float64)  # of scalars in a rule's state, too
T = torch.optim
TORCH = f"PyTorch {torch.__version__.partition('+')[0]}'s torch.optim"
BOOK = "the textbook, in record.py"
RULES = {  # per rule: where it comes from, its etas, and (options, walk) pairs
    "gradient_descent": (TORCH, GENTLE, [({}, torch_rule(T.SGD))]),
    "momentum": (
        TORCH,
        GENTLE,
        [
            ({}, torch_rule(T.SGD, momentum=0.9)),
            ({"beta": 0.8, "dampening": 0.3}, torch_rule(T.SGD, momentum=0.8, dampening=0.3)),
            ({"beta": 0.0, "dampening": 0.3}, torch_rule(T.SGD, momentum=0.0, dampening=0.3)),
        ],
    ),
    "nesterov": (
        TORCH,
        GENTLE,
        [
            ({}, torch_rule(T.SGD, momentum=0.9, nesterov=True)),
            ({"beta": 0.6}, torch_rule(T.SGD, momentum=0.6, nesterov=True)),
        ],
    ),
    "adagrad": (TORCH, BRISK, [({}, torch_rule(T.Adagrad)), ({"epsilon": 0.1}, torch_rule(T.Adagrad, eps=0.1))]),
    "rmsprop": (
        TORCH,
        (0.05, 0.003, 0.005),
        [
            ({}, torch_rule(T.RMSprop)),
            ({"beta": 0.9, "epsilon": 0.1}, torch_rule(T.RMSprop, alpha=0.9, eps=0.1)),
            (
                {"beta": 0.9, "epsilon": 0.01, "centered": True},
                torch_rule(T.RMSprop, alpha=0.9, eps=0.01, centered=True),
            ),
            ({"momentum": 0.5}, torch_rule(T.RMSprop, momentum=0.5)),
            ({"momentum": 0.5, "centered": True}, torch_rule(T.RMSprop, momentum=0.5, centered=True)),
        ],
    ),
    "adadelta": (
        TORCH,
        FIRST,
        [({}, torch_rule(T.Adadelta)), ({"rho": 0.8, "epsilon": 0.001}, torch_rule(T.Adadelta, rho=0.8, eps=0.001))],
    ),
    "adam": (
        f"{TORCH}; without bias correction, {BOOK}",
        BRISK,
        [
            ({}, torch_rule(T.Adam)),
            ({"beta1": 0.8, "beta2": 0.9, "epsilon": 0.1}, torch_rule(T.Adam, betas=(0.8, 0.9), eps=0.1)),
            ({"bias_correction": False}, textbook(uncorrected_adam)),
        ],
    ),
    "adamax": (
        TORCH,
        BRISK,
        [({}, torch_rule(T.Adamax)), ({"beta2": 0.9, "epsilon": 0.1}, torch_rule(T.Adamax, betas=(0.9, 0.9), eps=0.1))],
    ),
    "nadam": (
        TORCH,
        BRISK,
        [
            ({}, torch_rule(T.NAdam)),
            (
                {"beta1": 0.8, "momentum_decay": 0.1, "epsilon": 0.1},
                torch_rule(T.NAdam, betas=(0.8, 0.999), momentum_decay=0.1, eps=0.1),
            ),
        ],
    ),
    "amsgrad": (
        TORCH,
        BRISK,
        [({}, torch_rule(T.Adam, amsgrad=True)), ({"beta2": 0.7}, torch_rule(T.Adam, amsgrad=True, betas=(0.9, 0.7)))],
    ),
    "adamw": (
        TORCH,
        BRISK,
        [({}, torch_rule(T.AdamW)), ({"weight_decay": 0.5}, torch_rule(T.AdamW, weight_decay=0.5))],
    ),
    "lion": (BOOK, BRISK, [({}, textbook(lion)), ({"weight_decay": 0.3}, textbook(lion, decay=0.3))]),
    "sign_descent": (BOOK, BRISK, [({}, textbook(signs))]),
    "normalized_gradient": (BOOK, (0.03, 0.03, 0.03), [({}, textbook(normalized))]),
    "newton": (BOOK, (1.0, 0.7, 0.5), [({}, textbook(newton)), ({"damping": 5.0}, textbook(newton, damping=5.0))]),
    "backtracking": (
        BOOK,
        FIRST,
        [({}, textbook(armijo)), ({"c": 0.3, "rho": 0.8}, textbook(armijo, c=0.3, rho=0.8))],
    ),
    "conjugate_gradient": (
        BOOK,
        (None,) * 3,
        [
            ({}, textbook(conjugate, beta=polak_ribiere)),
            ({"variant": "fletcher_reeves"}, textbook(conjugate, beta=fletcher_reeves)),
        ],
    ),
    "bfgs": (
        BOOK,
        (None,) * 3,
        [({}, textbook(bfgs, search=bisected)), ({"search": "exact"}, textbook(bfgs, search=exact))],
    ),
    "exact_line_search": (BOOK, (None,) * 3, [({}, textbook(steepest))]),
    "coordinate_descent": (
        BOOK,
        GENTLE,
        [
            ({}, textbook(by_coordinates, pick=lambda k, _: k % 2)),
            ({"order": "greedy"}, textbook(by_coordinates, pick=lambda _, g: np.argmax(np.abs(g)))),
            ({"order": "random", "seed": 3}, textbook(by_coordinates, pick=at_random)),
            ({"search": "exact"}, textbook(by_coordinates, pick=lambda k, _: k % 2, search=True)),
        ],
    ),
    "preconditioned": (
        BOOK,
        (0.3, 0.05, 0.1),
        [
            ({}, textbook(preconditioned)),
            ({"matrix": [[20.0, 1.0], [1.0, 240.0]]}, textbook(preconditioned, matrix=[[20.0, 1.0], [1.0, 240.0]])),
        ],
    ),
    "barzilai_borwein": (
        BOOK,
        (0.03, 0.001, 0.002),
        [({}, textbook(spectral)), ({"variant": "short"}, textbook(spectral, short=True))],
    ),
    "polyak": (BOOK, (None,) * 3, [({}, textbook(polyak)), ({"lowest": -0.01}, textbook(polyak, lowest=-0.01))]),
    "sam": (BOOK, GENTLE, [({}, textbook(sharpness_aware)), ({"rho": 0.3}, textbook(sharpness_aware, rho=0.3))]),
    "rprop": (
        TORCH,
        BRISK,
        [
            ({}, torch_rule(T.Rprop)),
            (
                {"shrink": 0.3, "grow": 1.5, "least": 0.01, "greatest": 0.2},
                torch_rule(T.Rprop, etas=(0.3, 1.5), step_sizes=(0.01, 0.2)),
            ),
        ],
    ),
    "radam": (
        TORCH,
        (0.01, 0.0005, 0.002),
        [
            ({}, torch_rule(T.RAdam)),
            ({"beta1": 0.8, "beta2": 0.9, "epsilon": 0.1}, torch_rule(T.RAdam, betas=(0.8, 0.9), eps=0.1)),
        ],
    ),
    "proximal_gradient": (
        BOOK,
        GENTLE,
        [
            ({"l1": 0.5}, textbook(proximal, l1=0.5)),
            ({"l1": 0.3, "l2": 2.0, "box": [-1.0, 1.15]}, textbook(proximal, l1=0.3, l2=2.0, box=(-1.0, 1.15))),
        ],
    ),
    "accelerated_proximal_gradient": (
        BOOK,
        GENTLE,
        [
            ({"l1": 0.5}, textbook(fista, l1=0.5)),
            ({"l1": 0.3, "l2": 2.0, "box": [-1.0, 1.15]}, textbook(fista, l1=0.3, l2=2.0, box=(-1.0, 1.15))),
        ],
    ),
    "frank_wolfe": (
        BOOK,
        (None,) * 3,
        [({}, textbook(frank_wolfe)), ({"search": "exact"}, textbook(frank_wolfe, search=True))],
    ),
    "mirror_descent": (BOOK, GENTLE, [({}, textbook(mirror))]),
    "lookahead": (
        f"{TORCH} inside, the paper's algorithm around it, in record.py",
        GENTLE,
        [
            ({}, looking_ahead(T.SGD)),
            ({"inner": "momentum"}, looking_ahead(T.SGD, momentum=0.9)),
            ({"inner": "gradient_descent", "k": 3, "alpha": 0.8}, looking_ahead(T.SGD, k=3, alpha=0.8)),
            (
                {"inner": {"adam": {"beta1": 0.8}}, "k": 2},
                looking_ahead(T.Adam, k=2, betas=(0.8, 0.999)),
            ),
        ],
    ),
}


def check(name, case):
    """Ends the program at a trajectory with which no test should compare."""
    far = max(math.inf if not math.isfinite(x) else abs(x) for point in case["points"] for x in point)
    if far > LARGEST:
        where = f"{case['function']} with eta {case['eta']} and the options {case['options']}"
        sys.exit(f"{name} comes to {far:g} on {where}; choose smaller etas in RULES. Nothing is written for {name}")


def steady(walk, hill, start, eta):
    """The points of a walk, as long as one from a start that differs by rounding stays beside it."""
    points, others = (np.array(walk(hill, each, eta)) for each in (start, [x * (1 + ROUNDING) for x in start]))
    with np.errstate(invalid="ignore"):
        apart = np.abs(points - others).max(axis=1) > GROWN
    return points[: np.argmax(apart) if apart.any() else len(points)].tolist()


def record(name):
    origin, etas, ways = RULES[name]
    starts = POSITIVE if name == "mirror_descent" else [start for start, _ in FUNCTIONS.values()]
    cases = [
        {
            "function": text,
            "options": options,
            "eta": eta,
            "points": [[round(x, 13) for x in point] for point in steady(walk, Hill(f), list(start), eta)],
        }
        for options, walk in ways
        for (text, (_, f)), start, eta in zip(FUNCTIONS.items(), starts, etas, strict=True)
    ]
    for case in cases:
        check(name, case)
    lines = ",\n".join(f"  {json.dumps(case)}" for case in cases)
    (HERE / f"{name}.json").write_text(f'{{"origin": {json.dumps(origin)}, "cases": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Records trajectories in recorded/, of the rules that are named.")
    parser.add_argument("names", nargs="+", choices=RULES, metavar="NAME", help=", ".join(RULES))
    for rule in parser.parse_args().names:
        record(rule)
