"""Scenes with a number wherever a scene can have one, and the numbers that no picture can hold in the place of each."""

T = {"fps": 2, "frames_per_step": 1, "slow": 0, "loop": 1, "hold": {"start": 0.5, "end": 0.5}}
SMALL = {"eta": 0.1, "steps": 3, "size": [160, 120], "timing": T, "version": 1}
DATA = {"n": 6, "seed": 1, "between": [-1, 1], "slope": 2, "intercept": 1}
SCHEDULES = [
    {"step": {"eta": 0.1, "factor": 0.5, "every": 2}},
    {"exponential": {"eta": 0.1, "factor": 0.9}},
    {"inverse_time": {"eta": 0.1, "rate": 0.1}},
    {"cosine": {"eta": 0.1, "end": 0.01, "steps": 3}},
    {"warmup": {"eta": 0.1, "steps": 2, "then": 0.1}},
]
SCENES = {
    "curve": {
        **SMALL, "function": "x**2", "start": 1, "domain": [-1, 2], "range": [-1, 4], "columns": 1, "tolerance": 0.1,
        "panels": ["curve", "history", "derivative", "table", "loss"], "stop": {"gradient": 0.1, "change": 0.1},
        "notes": [{"text": "a", "at": 1, "steps": [0, 1], "pause": 1}, {"text": "b", "at": [1, 1], "steps": 2}],
    },
    "lesson": {**SMALL, "function": "x**64", "start": 1, "show": ["+parabola", "+minimum", "+zeros", "+drop_line"]},
    "comparison": {**SMALL, "function": "exp(x)", "start": [1, -2]},
    "ascent": {**SMALL, "function": "log(x) - 1/x", "start": 1, "direction": "ascend"},
    "chord": {**SMALL, "function": "x**3", "start": 1, "domain": [-1, 2], "panels": [{"chord": {"width": 0.5}}]},
    "random": {**SMALL, "function": "x**2", "start": {"random": 2, "seed": 1}, "domain": [-1, 1]},
    "map": {**SMALL, "function": "x**2 + 3*y**2", "start": [1, 2], "domain": [[-2, 2], [-2, 3]],
            "panels": ["contour", "surface", "state"]},
    "schedules": {**SMALL, "function": "x**2", "start": 1, "eta": SCHEDULES, "panels": ["curve", "eta"]},
    "methods": {**SMALL, "function": "x**2 + y**4", "start": [1, 1],
                "optimizer": [{"adam": {"beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8}}, "backtracking", "bfgs"]},
    "line": {**SMALL, "start": [0, 0], "batch": 2, "seed": 1, "domain": [[-1, 1], [-1, 1]],
             "function": {"linear_regression": {"generate": {**DATA, "noise": 0.1}, "ridge": 0.1, "loss": "huber",
                                                "delta": 1}}},
    "polynomial": {**SMALL, "start": [0, 0, 0], "steps": {"epochs": 2},
                   "function": {"polynomial_regression": {"degree": 2, "generate": {"n": 6, "coefficients": [1, 2]}}}},
    "chance": {**SMALL, "start": [0, 0], "function": {"logistic_regression": {"generate": DATA, "standardise": True}}},
    "seconds": {**SMALL, "function": "x**2", "start": 1, "timing": {"fps": 4, "seconds": 5},
                "runs": [{"eta": 0.1, "steps": 2, "start": 1}, {"tolerance": 0.1}]},
}  # fmt: skip
SLOW = {"map", "schedules", "methods"}
NUMBERS = (1e308, -1e308, 1e153, 1e99, 5e-324, 1e-160, 0, 2**63)
PAIRS = ([-1e308, 1e308], [-1e99, 1e99], [0, 5e-324], [1, 1.0000000000000002], [1e50, 1.0000000000001e50])


def numbers(value, path=()):
    """The paths of all numbers."""
    if isinstance(value, int | float):
        if not isinstance(value, bool):
            yield path
        return
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from numbers(each, (*path, key))


def pairs(value, path=()):
    """The paths of all lists of two numbers."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(each, int | float) for each in value):
        yield path
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from pairs(each, (*path, key))


def changed(value, path, number):
    """The same with another value at the end of the path."""
    if not path:
        return number
    first, *rest = path
    if isinstance(value, dict):
        return {key: changed(each, rest, number) if key == first else each for key, each in value.items()}
    return [changed(each, rest, number) if key == first else each for key, each in enumerate(value)]


def variations(scene):
    for path in numbers(scene):
        yield from (changed(scene, path, number) for number in NUMBERS)
    for path in pairs(scene):
        yield from (changed(scene, path, pair) for pair in PAIRS)
