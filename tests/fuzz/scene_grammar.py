"""Random scenes that look valid, by the scene's schema: a new key is tried as soon as it exists.

A base scene that works gets some keys of the schema. Numbers are usual ones or extremes from 1e-300 to 1e300, functions
are grown from all words of expressions with kinks and poles among them, and tables are such as people have.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from odd_files import BASES as BASE_FILES, PATHS, STYLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL = (0.1, 0.2, 0.01, 0.5, 0.9, 1, 2, 3, -1, -2, 1.5, 5, 10, 25, 0)
EXTREMES = (1e-300, 1e-160, 1e-60, 1e-12, 1e-9, 1e6, 1e12, 1e100, 1e153, 1e300, -1e-300, -1e100, -1e300)
TYPED = ("1/3", "pi/2", "sqrt(2)", "10%", "−1", "4/2", "2**3", "1/0", "e^2")
ATOMS = ("x", "x", "x", "x", "1", "2", "3", "0.5", "-1", "pi", "e", "0", "1e-99", "1e12")
UNARY = (
    "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp",
    "log", "log2", "log10", "sqrt", "cbrt", "abs", "sign", "floor", "ceil", "round", "step", "sigmoid",
    "softplus", "relu", "leaky_relu", "gelu", "swish", "erf", "erfc",
)  # fmt: skip
BINARY = ("hypot", "min", "max", "mod", "leaky_relu")
OPERATORS = ("+", "-", "*", "/", "**", "%")
COMPARISONS = ("<", "<=", ">", ">=")
TEXTS = (
    "title", "a longer title about steps and valleys", "$x^2$", r"$\frac{1}{2}x$", "گام", "50 % {a}", "", "é\n", "$",
    r"$\left(x", "a\tb", "<b>&amp;", "\u202eabc", "x" * 300, "گام $x_0$ و η", "\U0001f600", "a\u0000b", r"\alpha $\eta",
)  # fmt: skip
LETTERS = ("a", "b", "w", "theta", "θ₁", "x", "x1", "e", "k", "lambda", "")
LINEAR = ("x + y - 1", "2*x - 1", "x - 0.5", "x1 + x2", "x*y", "x", "0.5*y", "1e300*x", "")
WORDS = {
    "parameters": LETTERS,
    "terms": ("momentum", "step", "x"),
    "fixed": ("slope", "intercept", "x"),
    "data": ("x", "y", "area"),
}
"""Names of entries whose names the schema leaves open; elsewhere they are languages."""
LANGUAGES = ("en", "fa", "fr", "xx")
ONE_NAME = {"function", "optimizer", "panels", "clip", "constraint"}
"""Keys that take one name with its options."""
PAIRS = {"domain", "range", "box", "in", "between", "steps"}
"""Keys whose two numbers go upwards."""
BASES: tuple[dict[str, Any], ...] = (
    {"function": "x**2", "start": 1, "eta": 0.1},
    {"function": "x**2", "start": 2, "eta": 0.1},
    {"function": "x**4 - 3*x**3 + 2", "start": 3, "eta": [0.01, 0.1]},
    {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": 0.1},
    {"function": "x**2 + 3*y**2", "start": [[2, 1], [-1, 1]], "eta": 0.1, "compare": "overlay"},
    {"function": "rosenbrock", "start": [-1, 1], "eta": 0.001, "optimizer": ["momentum", "adam"]},
    {"function": "abs(x) + 1/x", "start": 2, "eta": 0.3},
    {"function": "x1**2 + x2**2 + x3**4", "start": [1, 2, 3], "eta": 0.1},
    {"function": "(w - 1)**2 + b**2", "variables": ["b", "w"], "start": [1, 2], "eta": 0.1},
    {"function": "a*x**2 - cos(b*x)", "parameters": {"a": [1, 2], "b": 3}, "start": 2, "eta": 0.1},
    {"function": {"pieces": [{"if": "x < 0", "then": "-x"}, {"else": "x**2"}]}, "start": 2, "eta": 0.1},
    {"function": {"expression": "abs(x)", "gradient": "sign(x)"}, "start": 2, "eta": 0.1},
    {"function": ["x**2", "x**4"], "start": 1, "eta": 0.1},
    {"function": "x**2", "runs": [{"start": 1, "eta": 0.1, "label": "one"}, {"trajectory": "walk.csv"}]},
    {"function": "x**2 + y**2",
     "runs": [{"start": [1, 1], "eta": 0.1, "optimizer": "adam"}, {"trajectory": "walk2.csv"}]},
    {"function": {"linear_regression": {"data": "usual.csv"}}, "start": [0, 0], "eta": 0.01},
    {"function": {"linear_regression": {"points": [[0, 1], [1, 2], [2, 2]], "fixed": {"intercept": 1}}}, "start": 0,
     "eta": 0.1},
    {"function": {"polynomial_regression": {"data": {"x": [0, 1, 2, 3], "y": [1, 0, 1, 4]}, "degree": 2}},
     "start": [0, 0, 0], "eta": 0.01},
    {"function": {"logistic_regression": {"data": "classes.csv"}}, "start": [0, 0], "eta": 0.1, "batch": [1, "all"]},
    {"function": {"linear_classification": {"data": "words.csv", "loss": "hinge"}}, "start": [0, 0], "eta": 0.1},
)  # fmt: skip
SMALL_TIMING = {"fps": 2, "frames_per_step": 1, "hold": {"start": 0, "end": 0}}
DRAWN_SMALL = {"size": [240, 180], "timing": SMALL_TIMING}
SIZES = ([240, 180], [16, 16], [64, 400], [800, 60], [480, 360], [96, 96])
MOST_SECONDS = 3
"""Longer animations are cut to this, unless they are so long that they are refused."""


class SceneGrammar:
    """Grows scenes from a seed, by the JSON Schema of scenes."""

    def __init__(self, schema: dict[str, Any], seed: int) -> None:
        self.schema = schema
        self.random = random.Random(seed)  # noqa: S311 -- scenes to try, no secrets

    def scene(self) -> dict[str, Any]:
        """Returns a scene of a few steps on a small page, with some keys of the schema."""
        return next(self.scenes())

    def scenes(self) -> Iterator[dict[str, Any]]:
        """Yields a scene, and then, for the case that it is refused, the same with ever fewer of its keys."""
        base = self._base()
        keys = self.random.sample(list(self.schema["properties"]), self.random.choice((0, 1, 1, 2, 2, 3, 4)))
        added = {key: self._of_key(key) for key in keys}
        if "runs" in added or "runs" in base:
            base["eta"] = 0.1
        if "η" in added:
            base.pop("eta")
        while True:
            yield _short(base | added)
            if not added:
                return
            added.pop(self.random.choice(list(added)))

    def _base(self) -> dict[str, Any]:
        pick = self.random
        scene = {"eta": 0.1} | pick.choice(BASES) | DRAWN_SMALL | {"steps": pick.choice((0, 1, 2, 5, 12))}
        if pick.random() < 0.2:
            names = self.schema["properties"]["function"]["anyOf"][0]["anyOf"][0]["enum"]
            return DRAWN_SMALL | {"function": pick.choice(names), "steps": scene["steps"], "eta": 0.01}
        if pick.random() < 0.4:
            scene["function"] = self._function(scene)
        return scene

    def _of_key(self, key: str) -> Any:
        if key == "size" and self.random.random() < 0.8:
            return self.random.choice(SIZES)
        if key == "version":
            return 1
        if key == "extends":
            return self.random.choice(list(BASE_FILES))
        return self.value(self.schema["properties"][key], key)

    def _function(self, scene: dict[str, Any]) -> Any:
        """Returns a function of as many variables as the scene has."""
        pick, function = self.random, scene["function"]
        if isinstance(function, dict) and not {"pieces", "expression"} & set(function):
            (name,) = function
            return {name: {"data": pick.choice(list(TABLES))}}
        if not isinstance(function, str) or "x**2" not in function or "x3" in function or "a*" in function:
            return function
        atoms = ("y", "y", *ATOMS) if "y" in function else ATOMS
        if pick.random() < 0.2:
            pieces = [
                {"if": self._condition(atoms), "then": self.expression(2, atoms)} for _ in range(pick.choice((1, 2)))
            ]
            return {"pieces": [*pieces, {"else": self.expression(2, atoms)}]}
        return self.expression(pick.choice((1, 2, 3, 3, 5)), atoms)

    def expression(self, depth: int, atoms: tuple[str, ...]) -> str:
        """Returns an expression of at most ``depth`` levels."""
        pick = self.random
        if depth == 0 or pick.random() < 0.15:
            return pick.choice(atoms)
        chance = pick.random()
        if chance < 0.35:
            return f"{pick.choice(UNARY)}({self.expression(depth - 1, atoms)})"
        left, right = self.expression(depth - 1, atoms), self.expression(depth - 1, atoms)
        if chance < 0.45:
            return f"{pick.choice(BINARY)}({left}, {right})"
        if chance < 0.5:
            return f"where({self._condition(atoms)}, {left}, {right})"
        return f"({left}) {pick.choice(OPERATORS)} ({right})"

    def _condition(self, atoms: tuple[str, ...]) -> str:
        pick = self.random
        one, other = self.expression(1, atoms), pick.choice(atoms)
        condition = f"{one} {pick.choice(COMPARISONS)} {other}"
        return pick.choice((condition, condition, f"not {condition}", f"{condition} or {pick.choice(atoms)} > 0"))

    def value(self, schema: dict[str, Any], key: str = "", depth: int = 0) -> Any:
        """Returns a value that a part of the schema allows, or nearly."""
        pick = self.random
        if "examples" in schema and pick.random() < 0.1:
            return pick.choice(schema["examples"])
        if "enum" in schema:
            return pick.choice(schema["enum"]) if schema["enum"] else ""
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return self.value(self._choice(schema[choice]), key, depth)
        if "const" in schema:
            return schema["const"]
        kinds = schema.get("type", "object")
        makers = {
            "object": lambda: self._mapping(schema, key, depth),
            "array": lambda: self._list(schema, key, depth),
            "string": lambda: self._text(schema, key),
            "boolean": lambda: pick.random() < 0.5,
            "integer": lambda: self._number(schema, is_whole=True),
            "number": lambda: self._number(schema, is_whole=False),
            "null": lambda: None,
        }
        return makers[pick.choice(kinds) if isinstance(kinds, list) else kinds]()

    def _choice(self, choices: list[dict[str, Any]]) -> dict[str, Any]:
        """Returns one of several schemas. Numbers are more often numbers than expressions."""
        usual = [each for each in choices if "pattern" not in each]
        return self.random.choice(usual if usual and self.random.random() < 0.8 else choices)

    def _mapping(self, schema: dict[str, Any], key: str, depth: int) -> dict[str, Any]:
        properties, pick = schema.get("properties", {}), self.random
        others = schema.get("additionalProperties")
        if not properties and isinstance(others, dict):
            names = WORDS.get(key, LANGUAGES)
            return {name: self.value(others, name, depth + 1) for name in pick.sample(names, pick.choice((1, 1, 2)))}
        required = set(schema.get("required", ()))
        most = schema.get("maxProperties", 1 if key in ONE_NAME or depth >= 3 else 3)
        count = min(len(properties), pick.randint(0, most))
        chosen = required | set(pick.sample(list(properties), count))
        if not chosen and properties and pick.random() < 0.95:
            chosen = {pick.choice(list(properties))}
        return {name: self.value(properties[name], name, depth + 1) for name in properties if name in chosen}

    def _list(self, schema: dict[str, Any], key: str, depth: int) -> list[Any]:
        most = min(schema.get("maxItems", 3), 3)
        count = self.random.randint(min(schema.get("minItems", 1), most), most)
        items = schema.get("prefixItems")
        parts = items[:count] if items else [schema.get("items", {"type": "number"})] * count
        made = [self.value(each, key, depth + 1) for each in parts]
        are_numbers = all(isinstance(each, int | float) for each in made)
        return sorted(made) if key in PAIRS and are_numbers and self.random.random() < 0.9 else made

    def _text(self, schema: dict[str, Any], key: str) -> str:
        pick = self.random
        if schema.get("pattern", "").startswith("^[-+"):
            return pick.choice(TYPED)
        known = {
            "data": TABLES,
            "trajectory": PATHS,
            "theme": STYLES,
            "font": ("DejaVu Sans", "nothing.ttf", "STIXGeneral", ""),
            "name": ("J", "L", "f", "cost", "$"),
            "variables": LETTERS,
            "above": LINEAR,
            "below": LINEAR,
        }
        if key in known:
            return pick.choice(list(known[key]))
        if "examples" in schema and pick.random() < 0.5:
            return str(pick.choice(schema["examples"]))
        atoms = ("k", "K", "L", "m", "1", "0.1", "2") if key in {"eta", "η"} else ("y", *ATOMS)
        if key == "if":
            return self._condition(atoms)
        if key in {"function", "expression", "gradient", "then", "else", "eta", "η"}:
            return self.expression(2, atoms)
        return pick.choice(TEXTS)

    def _number(self, schema: dict[str, Any], *, is_whole: bool) -> float:
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1e308))
        most = schema.get("maximum", schema.get("exclusiveMaximum", 1e308))
        inside = [each for each in USUAL if least <= each <= most]
        numbers = inside if inside and self.random.random() < 0.85 else [least, most, *EXTREMES, *USUAL]
        number = self.random.choice(numbers)
        return int(max(min(number, 1e6), -1e6)) if is_whole else number


def _short(scene: dict[str, Any]) -> dict[str, Any]:
    """Returns the scene with at most twelve steps, and a film of some seconds or of more than any may have."""
    scene["steps"] = min(scene["steps"], 12) if isinstance(scene["steps"], int) else scene["steps"]
    scene["timing"] = SMALL_TIMING | {
        key: min(value, 20) if key in {"seconds", "frames_per_step"} and isinstance(value, int | float) else value
        for key, value in (scene.get("timing") or {}).items()
        if not (key == "hold" and _longest(value) > MOST_SECONDS)
    }
    if isinstance(scene.get("notes"), list):
        for note in scene["notes"]:
            if _longest(note.get("pause")) > MOST_SECONDS:
                note["pause"] = MOST_SECONDS
    return scene


def _longest(value: Any) -> float:
    if isinstance(value, dict):
        return max((_longest(each) for each in value.values()), default=0)
    return value if isinstance(value, int | float) else 0
