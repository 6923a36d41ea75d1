"""Random scenes that look valid, by the scene's schema: a new key is tried as soon as it exists.

A base scene that works gets some keys of the schema. Numbers are usual ones or extremes from 1e-300 to 1e300, functions
are grown from all words of expressions with kinks and poles among them, and tables are such as people have.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

USUAL = (0.1, 0.2, 0.01, 0.5, 0.9, 1, 2, 3, -1, -2, 1.5, 5, 10, 25, 0)
EXTREMES = (1e-300, 1e-160, 1e-60, 1e-12, 1e-9, 1e6, 1e12, 1e100, 1e153, 1e300, -1e-300, -1e100, -1e300)
ATOMS = ("x", "x", "x", "1", "2", "3", "0.5", "-1", "pi", "e", "0", "1e-300", "1e300")
FUNCTIONS = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "sinh", "cosh", "tanh", "atan", "asin")
OPERATORS = ("+", "-", "*", "/", "**")
TEXTS = ("title", "a longer title about steps and valleys", "$x^2$", r"$\frac{1}{2}x$", "گام", "50 % {a}", "", "é\n")
TABLES = {
    "usual.csv": "x,y\n0,0\n1,2\n2,3\n3,5\n4,4\n5,7\n",
    "tiny.csv": "x,y\n1e-301,2e-301\n2e-301,3e-301\n4e-301,1e-301\n",
    "huge.csv": "x,y\n1e150,-1e150\n-1e150,1e149\n0,1\n",
    "equal.csv": "x,y\n1,1\n1,1\n1,1\n",
    "classes.csv": "x,y\n0,0\n1,0\n2,1\n3,1\n4,1\n",
    "excel.csv": '\ufeff"area";"price"\r\n"1";"2"\r\n"2";"3"\r\n',
    "headless.csv": "1,2\n2,4\n3,5\n4,9\n",
    "holes.csv": "x,y\n1,\n,2\n3,4\nN/A,5\n5,6\n",
    "one.csv": "x,y\n1,2\n",
}
BASES: tuple[dict[str, Any], ...] = (
    {"function": "x**2", "start": 1, "eta": 0.1},
    {"function": "x**4 - 3*x**3 + 2", "start": 3, "eta": [0.01, 0.1]},
    {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": 0.1},
    {"function": "rosenbrock", "start": [-1, 1], "eta": 0.001, "optimizer": ["momentum", "adam"]},
    {"function": "abs(x) + 1/x", "start": 2, "eta": 0.3},
    {"function": {"linear_regression": {"data": "usual.csv"}}, "start": [0, 0], "eta": 0.01},
    {"function": {"logistic_regression": {"data": "classes.csv"}}, "start": [0, 0], "eta": 0.1},
)
DRAWN_SMALL = {"size": [240, 180], "timing": {"fps": 2, "frames_per_step": 1, "hold": {"start": 0, "end": 0}}}
LEFT_OUT = {"extends", "output", "version"}  # other tests' files, formats and numbers of versions


def write_tables(folder: Path) -> None:
    """Writes the tables that the scenes name."""
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")


class SceneGrammar:
    """Grows scenes from a seed, by the JSON Schema of scenes."""

    def __init__(self, schema: dict[str, Any], seed: int) -> None:
        self.schema = schema
        self.random = random.Random(seed)  # noqa: S311 -- scenes to try, no secrets

    def scene(self) -> dict[str, Any]:
        """Returns a scene of a few steps on a small page."""
        pick = self.random
        scene = dict(pick.choice(BASES)) | DRAWN_SMALL | {"steps": pick.choice((0, 1, 2, 5, 12))}
        if pick.random() < 0.5:
            scene["function"] = self.function(scene)
        keys = [key for key in self.schema["properties"] if key not in LEFT_OUT]
        for key in pick.sample(keys, pick.choice((0, 1, 1, 2, 2, 3, 4))):
            scene[key] = self.value(self.schema["properties"][key], key)
        if isinstance(scene.get("size"), list) and pick.random() < 0.9:
            scene["size"] = DRAWN_SMALL["size"]
        if pick.random() < 0.8:
            scene["timing"] = DRAWN_SMALL["timing"]
            scene["steps"] = min(scene["steps"], 12) if isinstance(scene["steps"], int) else 5
        return scene

    def function(self, scene: dict[str, Any]) -> Any:
        """Returns a function of as many variables as the scene has."""
        if isinstance(scene["function"], dict):
            (name,) = scene["function"]
            return {name: {"data": self.random.choice(list(TABLES))}}
        is_plane = isinstance(scene["start"], list)
        return self.expression(self.random.choice((1, 2, 3)), ("y", *ATOMS) if is_plane else ATOMS)

    def expression(self, depth: int, atoms: tuple[str, ...]) -> str:
        """Returns an expression of at most ``depth`` levels."""
        pick = self.random
        if depth == 0 or pick.random() < 0.1:
            return pick.choice(atoms)
        if pick.random() < 0.4:
            return f"{pick.choice(FUNCTIONS)}({self.expression(depth - 1, atoms)})"
        left, right = self.expression(depth - 1, atoms), self.expression(depth - 1, atoms)
        return f"({left}) {pick.choice(OPERATORS)} ({right})"

    def value(self, schema: dict[str, Any], key: str = "", depth: int = 0) -> Any:
        """Returns a value that a part of the schema allows, or nearly."""
        pick = self.random
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return self.value(pick.choice(schema[choice]), key, depth)
        if "enum" in schema:
            return pick.choice(schema["enum"]) if schema["enum"] else ""
        if "const" in schema:
            return schema["const"]
        kinds = schema.get("type", "object")
        makers = {
            "object": lambda: self._mapping(schema, depth),
            "array": lambda: self._list(schema, key, depth),
            "string": lambda: self._text(schema, key),
            "boolean": lambda: pick.random() < 0.5,
            "integer": lambda: self._number(schema, is_whole=True),
            "number": lambda: self._number(schema, is_whole=False),
            "null": lambda: None,
        }
        return makers[pick.choice(kinds) if isinstance(kinds, list) else kinds]()

    def _mapping(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        required = set(schema.get("required", ()))
        most = schema.get("maxProperties", 3 if depth < 3 else 1)
        count = min(len(properties), self.random.randint(0, most))
        chosen = required | set(self.random.sample(list(properties), count))
        if not chosen and schema.get("minProperties") and properties:
            chosen = {self.random.choice(list(properties))}
        return {key: self.value(properties[key], key, depth + 1) for key in properties if key in chosen}

    def _list(self, schema: dict[str, Any], key: str, depth: int) -> list[Any]:
        most = min(schema.get("maxItems", 4), 4)
        count = self.random.randint(min(schema.get("minItems", 1), most), most)
        items = schema.get("prefixItems")
        parts = items[:count] if items else [schema.get("items", {"type": "number"})] * count
        return [self.value(each, key, depth + 1) for each in parts]

    def _text(self, schema: dict[str, Any], key: str) -> str:
        if "examples" in schema and self.random.random() < 0.7:
            return str(self.random.choice(schema["examples"]))
        if "data" in key:
            return self.random.choice(list(TABLES))
        if any(word in f"{key} {schema.get('description', '')}" for word in ("expression", "eta", "gradient")):
            return self.expression(2, ("y", *ATOMS))
        return self.random.choice(TEXTS)

    def _number(self, schema: dict[str, Any], *, is_whole: bool) -> float:
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1e308))
        most = schema.get("maximum", schema.get("exclusiveMaximum", 1e308))
        inside = [each for each in USUAL if least <= each <= most]
        numbers = inside if inside and self.random.random() < 0.8 else [least, most, *EXTREMES, *USUAL]
        number = self.random.choice(numbers)
        return int(max(min(number, 1e6), -1e6)) if is_whole else number
