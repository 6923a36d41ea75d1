"""Scenes that no teacher would write: more words, runs and notes than a page has room for."""

LONG = "a very long name that somebody has given to a run without a thought for the page"
LONG_TEXT = (
    "Here the slope is so small that the ball hardly moves, and one may ask whether it will ever arrive at all, "
)
PERSIAN = "گرادیان کاهشی با تکانه روی تابعی که چند دره دارد و گوی در یکی از آن‌ها می‌ماند، و پرسش این است که کدام"
CUBIC = "x**4/4 - x**2 + 0.2*x"
BOWL = {"function": "x**2", "start": 2, "eta": 0.3, "steps": 3}
MAP = {"function": "x**2 + 3*y**2", "start": [2.6, 1.3], "steps": 6}
LINE = {"linear_regression": {"generate": {"n": 40, "slope": 1.5, "intercept": 1, "noise": 0.5, "seed": 7}}}


def _labelled(count):
    return [{"eta": 0.05 * (place + 1), "label": f"{LONG} {place}"} for place in range(count)]


def _map(**more):
    return {**MAP, "eta": [0.02 * k for k in range(1, 9)], "compare": "overlay", **more}


CROWDED = {
    "long labels": {**BOWL, "runs": _labelled(4), "panels": ["curve", "history", "loss"]},
    "long labels, one curve": {**BOWL, "runs": _labelled(8), "compare": "overlay", "panels": ["curve", "loss"]},
    "long labels, one map": {**MAP, "runs": _labelled(6), "compare": "overlay", "panels": ["contour", "surface"]},
    "64 runs": {**BOWL, "eta": [0.01 * k for k in range(1, 65)], "panels": ["curve", "loss"]},
    "64 runs, one picture": {**BOWL, "eta": [0.01 * k for k in range(1, 65)], "panels": ["loss", "eta"]},
    "long title": {**BOWL, "title": "Why " * 60, "caption": LONG_TEXT * 3},
    "long title of several": {**BOWL, "eta": [0.1, 0.2], "title": "Incomprehensibilities " * 12},
    "long Persian title": {**BOWL, "title": PERSIAN * 2, "caption": PERSIAN * 3, "language": "fa"},
    "long callout": {**BOWL, "notes": [{"text": LONG_TEXT * 2}]},
    "long callout at a point": {**BOWL, "function": "hills", "notes": [{"text": LONG_TEXT, "at": [0.5]}]},
    "long callout over maps": {**MAP, "eta": 0.1, "panels": ["contour", "surface"], "notes": [{"text": LONG_TEXT}]},
    "many notes": {**BOWL, "notes": [{"text": f"note number {place}", "steps": [0, 3]} for place in range(8)]},
    "notes at points": {
        **BOWL, "function": CUBIC, "notes": [{"text": f"place {x}", "at": [x]} for x in (-1.4, -1, 0, 0.5, 1, 1.4)]
    },
    "three panels": {**BOWL, "function": CUBIC, "panels": ["curve", "derivative", "loss"]},
    "two strips": {**BOWL, "panels": ["curve", "history", "history"]},
    "two strips of several": {**BOWL, "eta": [0.1, 0.2], "panels": ["curve", "history", "history"]},
    "all marks": {**BOWL, "function": "hills", "start": 0.9, "domain": [-3.5, 3.5], "show": ["+maximum", "+parabola"]},
    "wide numbers": {**BOWL, "function": "123456.789*x**2", "eta": 1e-6, "panels": ["curve", "derivative", "loss"]},
    "tiny numbers": {**BOWL, "function": "0.0000012345*x**2", "eta": 1e5, "panels": ["curve", "loss"]},
    "long formula": {**BOWL, "function": "x**2 + 0.123456*sin(17*x)*cos(3*x) + exp(-x**2/3)/7 + 0.001*x**6"},
    "out of the picture": {**BOWL, "function": "x**4", "eta": [0.1, 0.3], "steps": 5},
    "a lesson that diverges": {**BOWL, "eta": 1.2, "steps": 8},
    "eight paths": _map(panels=["contour", "surface"]),
    "remembered": {**MAP, "optimizer": "adam", "eta": 0.3, "panels": ["contour", "state"]},
    "table and diagram": {**BOWL, "panels": ["curve", "table", "flowchart"]},
    "chords": {**BOWL, "runs": _labelled(2), "panels": ["chord"]},
    "data": {"function": LINE, "eta": [0.1, 0.2], "steps": 4, "panels": ["data", "contour", "loss"]},
    "a sum under two lines": {
        "function": {"ellipse": {"n": 50}}, "eta": [0.01, 0.02], "steps": 3, "title": LONG, "panels": ["loss"]
    },
    "a sum under a title": {"function": {"styblinski_tang": {"n": 4}}, "eta": 0.01, "steps": 3, "title": "Many"},
    "batches": {
        "function": LINE, "eta": 0.05, "batch": [1, 4, "all"], "steps": {"epochs": 2}, "panels": ["data", "loss"]
    },
}  # fmt: skip
"""Each by what there is too much of; keys as a scene has them."""
